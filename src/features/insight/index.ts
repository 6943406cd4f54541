/** What other slices may use: the indicators as data, their values, and what must not leave. */
export { INDICATORS, AREAS, indicatorNo, whyNot } from "./indicators.ts";
export { series, seriesOf, valueAt, distribution, measureById } from "./series.ts";
export { childrenBehind } from "./behind.ts";
export { suppressRow, suppressTable, DFE_RULE } from "./suppress.ts";
export { fitToLeave, sayReading } from "./chart.ts";

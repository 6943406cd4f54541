/** What other slices may use of demand. */
export { SERIES } from "./series.ts";
export { readDemand } from "./history.ts";
export { forecastOf } from "./forecast.ts";

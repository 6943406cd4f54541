/** What other slices may use of the published figures. */
export { benchmark, type Benchmark, neighboursMiddle } from "./benchmark.ts";
export { publishedFor } from "./indicatorMap.ts";
export { sayingOf, sayWhen } from "./words.ts";
export { ENGLAND } from "./regions.ts";

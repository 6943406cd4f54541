/** What other slices may use of the published figures. */
export { benchmark, type Benchmark, type BenchmarkOptions, neighboursMiddle } from "./benchmark.ts";
export { publishedFor } from "./indicatorMap.ts";
export { type PublishedMeasure } from "./catalogue.ts";
export { sayingOf, sayWhen } from "./words.ts";
export { ENGLAND } from "./regions.ts";

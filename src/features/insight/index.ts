/** What other slices may use of the indicators. */
export { measureById } from "./series.ts";

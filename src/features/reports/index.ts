/** What other slices, and the frame of a page, may use. */
export { noticesOf } from "./deliver.ts";

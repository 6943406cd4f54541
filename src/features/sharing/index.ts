/** What the command line and the composition root use of this slice. */
export { heldChildren, peopleAfter } from "./held.ts";

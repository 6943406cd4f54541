/** What the command line and the composition root use of this slice. */
export { heldChildren, type HeldChild, peopleAfter } from "./held.ts";

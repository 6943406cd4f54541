import { afterAll, beforeAll } from "vitest";
import { absence } from "./demonstration/absence.ts";
import { allocate } from "./demonstration/allocate.ts";
import { breakGlass } from "./demonstration/breakGlass.ts";
import { changeARule } from "./demonstration/changeARule.ts";
import { findAChild } from "./demonstration/findAChild.ts";
import { keyboardOnly } from "./demonstration/keyboardOnly.ts";
import { restrict } from "./demonstration/restrict.ts";
import { takeUp } from "./demonstration/takeUp.ts";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";

/** The journeys through the invented authority. It is invented once and they share it, each in children of its own. */
let demonstration: Demonstration | undefined;
beforeAll(async () => {
  demonstration = await startDemonstration();
});
afterAll(async () => {
  await demonstration?.close();
});
const given = (): Demonstration => {
  if (demonstration === undefined) throw new Error("the demonstration has not started");
  return demonstration;
};

findAChild(given);
takeUp(given);
changeARule(given);
breakGlass(given);
allocate(given);
absence(given);
restrict(given);
keyboardOnly(given);

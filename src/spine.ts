import { CHILD_INVARIANTS } from "./features/safety-net/childInvariants.ts";
import { type Spine, spineOf } from "./features/record/spine.ts";
import { GUARDS, RULES } from "./rules.ts";
import { TABLES } from "./tables.ts";

/** The record as this version of Kith knows it. */
export const SPINE: Spine = spineOf(TABLES, RULES, GUARDS, CHILD_INVARIANTS);

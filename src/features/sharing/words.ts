import type { IsoInstant } from "../../kernel/dates.ts";
import { londonDate, londonTime } from "../../kernel/dates.ts";
import type { ChangeKind } from "../../returns/csc-api/change.ts";
import { sayDate, sayNumber } from "../../ui/words.ts";
import type { Outcome, SharingRun } from "./runs.ts";

/** `Sat 21 Nov 2026, 22:04`. */
export const sayMoment = (at: IsoInstant): string => `${sayDate(londonDate(at))}, ${londonTime(at)}`;

export const sayChildren = (n: number): string => (n === 1 ? "1 child" : `${sayNumber(n)} children`);

export const OUTCOME_WORDS: Readonly<Record<Outcome["outcome"], string>> = {
  accepted: "Taken",
  refused: "Refused by the receiver",
  "too large": "Too large for the receiver",
  unclear: "The receiver’s answer was unclear",
  "held back": "Held back here",
};

/** What somebody can do about a child that was set aside. */
export const WHAT_TO_DO: Readonly<Record<Outcome["outcome"], string>> = {
  accepted: "Nothing.",
  refused: "Correct it where it is recorded. The next sending tries again.",
  "too large": "Ask the department how large one child’s data may be. The next sending tries again.",
  unclear:
    "Ask the department’s service desk whether the child arrived. The next sending tells them again, which does no harm.",
  "held back": "The next sending sends the child once this is put right.",
};

export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  full: "The whole: the receiver has nothing of this child",
  partial: "What has changed since the receiver last took it",
  purge: "That the child is withdrawn",
};

/** The same, of what has been sent. */
export const SENT_WORDS: Readonly<Record<ChangeKind, string>> = {
  full: "The whole",
  partial: "What had changed",
  purge: "Withdrawn",
};

export const STATE_WORDS: Readonly<Record<SharingRun["state"], string>> = {
  waiting: "Waiting",
  running: "Under way",
  done: "Done",
  stopped: "Stopped",
};

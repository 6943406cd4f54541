import type { Invariant } from "../../kernel/duties/invariant.ts";
import { type EventKind, KINDS } from "../../kernel/timeline/kinds.ts";
import { INVARIANTS } from "./invariants.ts";

export type Undecidable = {
  readonly invariant: Invariant;
  readonly because: string;
  readonly wouldTell: string;
};

/** Which file would carry a kind of event, for "what would tell us". */
const CARRIERS: Partial<Record<EventKind, string>> = {
  "worker.allocated":
    "child-level lists, the looked-after return’s social worker file or the Standard Safeguarding Dataset, or allocate here",
  "visit.made": "child-level lists 6, 7 and 8, or the Standard Safeguarding Dataset",
  "contact.received": "child-level list 1, or the Standard Safeguarding Dataset",
  "contact.decided": "a file that dates the decision on each contact, or record it here",
  "s47.started": "the children in need census, or child-level list 5",
  "cp.reviewed": "the children in need census, or child-level list 7",
  "cp.started": "the children in need census, or child-level list 7",
  "missing.ended": "the looked-after return’s missing file",
  "returnInterview.offered": "the Standard Safeguarding Dataset’s missing file",
};

/** The rows that cannot be decided from what any feed carries, each with why and what would tell. They are shown as unknown, never as clear. */
export function undecidableOf(carried: ReadonlySet<EventKind>): Undecidable[] {
  return INVARIANTS.flatMap((invariant): Undecidable[] => {
    if (invariant.cannotTell)
      return [
        { invariant, because: invariant.cannotTell.because, wouldTell: invariant.cannotTell.wouldTell },
      ];
    const missing = invariant.needs.find((any) => !any.some((kind) => carried.has(kind)));
    if (missing === undefined) return [];
    const kind = missing[0];
    if (kind === undefined) return [];
    return [
      {
        invariant,
        because: `no file brought in carries “${KINDS[kind].words.toLowerCase()}”`,
        wouldTell: CARRIERS[kind] ?? "a file that carries it",
      },
    ];
  });
}

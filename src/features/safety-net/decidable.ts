import type { Invariant } from "../../kernel/duties/invariant.ts";
import { type EventKind, KINDS } from "../../kernel/timeline/kinds.ts";
import { INVARIANTS } from "./invariants.ts";
import type { Gap } from "./workersTold.ts";

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

const NONE: ReadonlyMap<string, Gap> = new Map();

/**
 * The rows that cannot be decided from what any feed carries, each with why and what would tell. They are shown as unknown, never as clear.
 * @param gaps what is not known of the workers, where it was asked
 */
export function undecidableOf(
  carried: ReadonlySet<EventKind>,
  gaps: ReadonlyMap<string, Gap> = NONE,
): Undecidable[] {
  return INVARIANTS.flatMap((invariant): Undecidable[] => {
    if (invariant.cannotTell)
      return [
        { invariant, because: invariant.cannotTell.because, wouldTell: invariant.cannotTell.wouldTell },
      ];
    const missing = invariant.needs.find((any) => !any.some((kind) => carried.has(kind)));
    const gap = gaps.get(invariant.id);
    if (missing === undefined)
      return gap?.extent === "all" ? [{ invariant, because: gap.because, wouldTell: gap.wouldTell }] : [];
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

/** The rows of which part can be told and part cannot, where the rest of what they need is told. */
export function partlyOf(
  carried: ReadonlySet<EventKind>,
  gaps: ReadonlyMap<string, Gap>,
): ReadonlyMap<string, Undecidable> {
  const unknown = new Set(undecidableOf(carried, gaps).map((row) => row.invariant.id));
  return new Map(
    INVARIANTS.flatMap((invariant) => {
      const gap = gaps.get(invariant.id);
      return gap === undefined || unknown.has(invariant.id)
        ? []
        : [[invariant.id, { invariant, because: gap.because, wouldTell: gap.wouldTell }] as const];
    }),
  );
}

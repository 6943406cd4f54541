import type { IsoDate } from "../../../kernel/dates.ts";
import type { KindGroup } from "../../../kernel/timeline/kinds.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import type { Derived } from "../derived.ts";
import type { ChildHead, Holder } from "../head.ts";
import type { LatestNote } from "../notes.ts";
import type { FindingRow, SourceLine } from "../quality.ts";
import type { Relative } from "../relatives.ts";
import type { ReturnTask } from "../../returns/index.ts";
import type { Newest, TimelineRow, TimelineShape } from "../timeline.ts";

export type RecordProps = {
  readonly child: ChildHead;
  readonly today: IsoDate;
  /** The past day the record is shown as known on; null for now. */
  readonly asKnown: IsoDate | null;
  readonly calendar: WorkingCalendar;
  readonly derived: Derived;
  readonly holder: Holder | null;
  /** Whether any feed says who holds children: without one, nobody known is not nobody. */
  readonly holdersKnown: boolean;
  readonly identifiers: readonly { type: string; value: string }[];
  readonly address: { line: string | null; postcode: string | null; protected: boolean | null } | null;
  readonly relatives: readonly Relative[];
  readonly words: LatestNote | null;
  readonly noteCount: number;
  readonly lastSeen: Newest | null;
  readonly facts: {
    readonly legal: Newest | null;
    readonly placement: Newest | null;
    readonly review: Newest | null;
  };
  readonly findings: readonly FindingRow[];
  /** What stands in the way of the statutory returns; only of the record as it is now. */
  readonly returnIssues: readonly ReturnTask[];
  readonly sources: readonly SourceLine[];
  readonly timeline: readonly TimelineRow[];
  readonly shape: TimelineShape;
  readonly filter: { group: KindGroup | null; issuer: string | null; year: string | null };
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly mayAllocate: boolean;
  readonly mayReadLog: boolean;
  readonly mayRestrict: boolean;
  readonly mayReadNotes: boolean;
  readonly mayReadNet: boolean;
  readonly undecidable: readonly string[];
  /** Rules nothing told could ever stop: their duties are neither late nor met, but unknown. */
  readonly cannotTell: ReadonlySet<string>;
};

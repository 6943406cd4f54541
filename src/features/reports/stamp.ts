import { type IsoDate, type IsoInstant, londonDate, londonTime } from "../../kernel/dates.ts";
import { sayDate } from "../../ui/words.ts";
import { type Audience, sayAudience, type Sees } from "./sees.ts";
import { sayMonth } from "./words.ts";

/** What a pack is, on every page of it. */
export type Stamp = {
  readonly authority: string;
  readonly audience: Audience;
  readonly month: IsoDate;
  readonly madeAt: IsoInstant;
  readonly byName: string;
  readonly release: string;
  readonly demonstration: boolean;
};

export const packTitle = (stamp: Pick<Stamp, "authority" | "month">): string =>
  `${stamp.authority}: monthly pack, ${sayMonth(stamp.month)}`;

export const packName = (stamp: Pick<Stamp, "month" | "audience">, kind: "pdf" | "xlsx"): string =>
  `pack-${stamp.month.slice(0, 7)}-${stamp.audience}.${kind}`;

export const sayAbove = (stamp: Stamp): string =>
  stamp.demonstration
    ? "Demonstration. Everybody here is invented."
    : `${stamp.authority}. For ${sayAudience(stamp.audience).toLowerCase()}.`;

export const sayStamp = (stamp: Stamp): string =>
  `${stamp.authority}. ${sayMonth(stamp.month)}. Made ${sayDate(londonDate(stamp.madeAt))}, ${londonTime(stamp.madeAt)}, by ${stamp.byName}. Kith ${stamp.release}.`;

const RULES: Readonly<Record<Sees, readonly string[]>> = {
  all: [],
  leaving: [
    "Counts of one to five children are not shown, nor is a share that would give them away. Where one month could be worked out from the others and their sum, the next smallest is left out too.",
    "Nought is shown: it says that there was none.",
  ],
  tens: [
    "Only totals of ten and more are shown, to the nearest ten, and shares are made from those. Fewer than ten, and none, are not told apart.",
    "No child, worker or team can be told from this pack.",
  ],
};
export const sayRules = (sees: Sees): readonly string[] => [
  ...RULES[sees],
  "Children whose records are restricted are in no figure.",
  "Months whose outcomes are not settled are left out, not counted as failures.",
];

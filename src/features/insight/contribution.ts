import type { IsoDate } from "../../kernel/dates.ts";
import { later } from "../../kernel/dates.ts";

/**
 * How one case counts in a measure.
 * `both` it is in the denominator and in the numerator; `den` in the denominator only; `num` in a count that has no denominator among children (a rate's population stands
 * apart); `twin` still open and past its day; `unknown` it belongs in the denominator and nobody can say whether in the numerator, so it is in neither and said beside it.
 */
export type Part = "both" | "den" | "num" | "twin" | "unknown";

/** What one child adds to one measure: something that happened on a day, or a stretch of days in which something stood. */
export type Count = {
  /** A measure's id: `11`, `11.referral`. */
  readonly measure: string;
  readonly part: Part;
  /** The day it falls on, for what happened; null for what stood. */
  readonly on: IsoDate | null;
  /** The first day on which it counts. What happened counts from the day its outcome is settled: before that it is immature, not a failure. */
  readonly from: IsoDate;
  /** The first day on which what stood no longer counts; null where it goes on, and for what happened. */
  readonly until: IsoDate | null;
  /** Working days, days, months, points or a score: what the measure's distribution or mean is of. */
  readonly value: number | null;
  /** What it is split by, where the measure is (a source, a category, a holder). */
  readonly code: string | null;
  /** The timeline row or duty that makes it count. */
  readonly subject: string;
};

type More = { readonly from?: IsoDate; readonly value?: number | null; readonly code?: string | null };

/** Something that happened. */
export const flow = (measure: string, part: Part, on: IsoDate, subject: string, more: More = {}): Count => ({
  measure,
  part,
  on,
  from: later(on, more.from ?? on),
  until: null,
  value: more.value ?? null,
  code: more.code ?? null,
  subject,
});

/** Something that stood; nothing where it stood for no day. */
export const stock = (
  measure: string,
  part: Part,
  stretch: { readonly from: IsoDate; readonly until: IsoDate | null },
  subject: string,
  more: Omit<More, "from"> = {},
): Count[] =>
  stretch.until !== null && stretch.until <= stretch.from
    ? []
    : [
        {
          measure,
          part,
          on: null,
          from: stretch.from,
          until: stretch.until,
          value: more.value ?? null,
          code: more.code ?? null,
          subject,
        },
      ];

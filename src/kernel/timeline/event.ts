import type { IsoDate, IsoInstant } from "../dates.ts";
import type { EventKind } from "./kinds.ts";

/** What a slice says of one of its rows: small, flat, and only what a rule or a reader needs. */
export type Detail = { readonly [name: string]: string | number | boolean | readonly string[] | null };

/** One entry of a child's timeline, before it is stored. */
export type TimelineEvent = {
  /** When it happened. */
  readonly on: IsoDate;
  /** The moment, where the clock matters (hours rules) and the source knew it. */
  readonly at?: IsoInstant;
  readonly kind: EventKind;
  /** The row it comes from, `table:key`. Events of one row share it, and so do two sources telling of the same thing. */
  readonly subject: string;
  readonly detail: Detail;
};

/** A stored entry has two clocks: when it happened and when we knew. */
export type KnownEvent = TimelineEvent & {
  readonly recordedAt: IsoInstant;
  /** When a later file or person corrected it; absent while it stands. */
  readonly supersededAt?: IsoInstant;
  /** The kind of source that said so: a format, or `kith` for what was entered here. */
  readonly issuer: string;
  /** The source that said so. */
  readonly sourceId: number;
};

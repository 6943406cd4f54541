import { type RawBuilder, sql } from "kysely";
import { addDays, type IsoDate, type IsoInstant, startOfDay } from "../../kernel/dates.ts";

/** The moment a day is over in England. */
export const endOfDay = (on: IsoDate): IsoInstant => startOfDay(addDays(on, 1));

/** What stands of a versioned table `e`: now, or as it was known at the end of a past day. */
export const stoodOn = (asKnown: IsoDate | null): RawBuilder<boolean> =>
  asKnown === null
    ? sql`e.superseded_at is null`
    : sql`e.recorded_at < ${endOfDay(asKnown)} and (e.superseded_at is null or e.superseded_at >= ${endOfDay(asKnown)})`;

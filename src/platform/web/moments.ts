import type { IsoInstant } from "../../kernel/dates.ts";

/** Whole seconds later, or earlier where negative. */
export const addSeconds = (at: IsoInstant, seconds: number): IsoInstant =>
  Temporal.Instant.from(at).add({ seconds }).toString({ smallestUnit: "millisecond" }) as IsoInstant;

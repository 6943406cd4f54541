import { describe, expect, test } from "vitest";
import { tellStory } from "../../kernel/duties/story.ts";
import { aRule, told } from "../../kernel/duties/testing.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import { careGuards } from "./guards.ts";

/** The regimes of regulation 28 that say they apply to a visit on a day. */
function regimes(on: string, ...events: KnownEvent[]): string[] {
  const story = tellStory([...events, told("visit.made", on, { purpose: "care" }, "visit:now")]);
  const visit = story.of("visit.made").find((m) => m.subject === "visit:now");
  return Object.keys(careGuards).filter(
    (name) => name.startsWith("regime") && visit && careGuards[name]?.(story, visit, aRule()),
  );
}
const placed = (type: string | null, on: string, longTerm = false): KnownEvent =>
  told("placement.started", on, { type, longTerm }, `placement:${on}`);
const status = (code: string, on: string): KnownEvent =>
  told("legal.changed", on, { status: code }, `legal_status:${on}`);
const care = (on: string): KnownEvent => told("care.started", on, {}, `care_period:${on}`);
const reviewed = (on: string): KnownEvent => told("care.reviewed", on);

describe("the regime that sets a looked-after child's visits", () => {
  test("is one and only one, whatever is known", () => {
    for (const type of ["P1", "U1", "U4", "U6", null])
      for (const code of ["C1", "C2", "V2"])
        for (const longTerm of [true, false])
          for (const on of ["2025-01-05", "2026-01-05", "2027-01-05"])
            expect(
              regimes(
                on,
                care("2025-01-05"),
                placed(type, "2025-01-05", longTerm),
                status(code, "2025-01-05"),
              ),
            ).toHaveLength(1);
  });

  test("is the ordinary one in the first year, and after it where nobody means it to last", () => {
    expect(regimes("2026-01-04", placed("U4", "2025-01-05", true))).toEqual(["regimeOrdinary"]);
    expect(regimes("2026-01-05", placed("U6", "2025-01-05"))).toEqual(["regimeOrdinary"]);
    expect(regimes("2026-01-05")).toEqual(["regimeOrdinary"]);
  });

  test("is the settled one from a year on where it is meant to last until eighteen", () => {
    for (const type of ["U1", "U4"])
      expect(regimes("2026-01-05", placed(type, "2025-01-05"))).toEqual(["regimeSettled"]);
  });

  test("is the long-term one from a year on where that is agreed", () => {
    for (const type of ["U1", "U4", "U6"])
      expect(regimes("2026-01-05", placed(type, "2025-01-05", true))).toEqual(["regimeLongTerm"]);
  });

  test("begins again with a new placement", () => {
    const moved = [placed("U4", "2025-01-05"), placed("U4", "2026-01-01")];
    expect(regimes("2025-12-31", ...moved)).toEqual(["regimeOrdinary"]);
    expect(regimes("2026-01-06", ...moved)).toEqual(["regimeOrdinary"]);
    expect(regimes("2027-01-01", ...moved)).toEqual(["regimeSettled"]);
  });

  test("at home hangs on the order in force that day, and on the first review", () => {
    const home = [care("2026-01-05"), placed("P1", "2026-01-05"), reviewed("2026-02-02")];
    expect(regimes("2026-02-01", ...home, status("V2", "2026-01-05"))).toEqual(["regimeParentBeforeReview"]);
    expect(regimes("2026-02-02", ...home, status("V2", "2026-01-05"))).toEqual(["regimeParentAfterReview"]);
    expect(regimes("2026-02-01", ...home)).toEqual(["regimeParentBeforeReview"]);
    expect(regimes("2026-02-01", ...home, status("C1", "2026-01-05"))).toEqual(["regimeInterimBeforeReview"]);
    expect(regimes("2026-02-02", ...home, status("C1", "2026-01-05"))).toEqual(["regimeInterimAfterReview"]);
    expect(regimes("2026-02-01", ...home, status("C2", "2026-01-05"))).toEqual(["regimeOrderAtHome"]);
    const then = [status("C1", "2026-01-05"), status("C2", "2026-02-01")];
    expect(regimes("2026-01-31", ...home, ...then)).toEqual(["regimeInterimBeforeReview"]);
    expect(regimes("2026-02-01", ...home, ...then)).toEqual(["regimeOrderAtHome"]);
  });

  test("is not settled at home, however long", () => {
    expect(regimes("2028-01-05", placed("P1", "2025-01-05", true), status("C2", "2025-01-05"))).toEqual([
      "regimeOrderAtHome",
    ]);
  });

  test("counts the first review of this period in care, not of an earlier one", () => {
    const home = [placed("P1", "2026-01-05"), reviewed("2025-02-02")];
    expect(regimes("2026-02-01", care("2025-01-05"), care("2026-01-05"), ...home)).toEqual([
      "regimeParentBeforeReview",
    ]);
    expect(regimes("2026-02-01", care("2025-01-05"), ...home)).toEqual(["regimeParentAfterReview"]);
    const both = [care("2025-01-05"), care("2026-01-05"), ...home, reviewed("2026-02-02")];
    expect(regimes("2026-02-10", ...both)).toEqual(["regimeParentAfterReview"]);
    expect(regimes("2026-02-01", ...home)).toEqual(["regimeParentAfterReview"]);
    expect(regimes("2026-02-01", care("2025-02-02"), ...home)).toEqual(["regimeParentAfterReview"]);
    expect(
      regimes("2026-02-01", care("2026-01-05"), placed("P1", "2026-01-05"), reviewed("2026-03-02")),
    ).toEqual(["regimeParentBeforeReview"]);
  });
});

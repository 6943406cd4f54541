import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Guard, Guards } from "../../kernel/duties/run.ts";
import type { Moment, Story } from "../../kernel/duties/story.ts";

/**
 * Which paragraph of reg 28 (Care Planning Regulations 2010) sets the visits of a looked-after child on a day. Placement and legal status codes are
 * those of SSDA903.
 */
type Regime = "ordinary" | "settled" | "longTerm" | "parent" | "interim" | "orderAtHome";

const WITH_PARENTS = "P1";
const INTERIM_CARE_ORDER = "C1";
const FULL_CARE_ORDER = "C2";
/** Foster placements meant to last until eighteen: with a relative or friend (U1) or another carer (U4). */
const INTENDED_LONG_TERM: readonly unknown[] = ["U1", "U4"];
const YEAR = 12;

function regimeOn(story: Story, on: IsoDate): Regime {
  const placement = lastOn(story.of("placement.started"), on);
  const status = lastOn(story.of("legal.changed"), on)?.detail["status"];
  if (placement?.detail["type"] === WITH_PARENTS) {
    if (status === INTERIM_CARE_ORDER) return "interim";
    return status === FULL_CARE_ORDER ? "orderAtHome" : "parent";
  }
  const settledFor = placement && addMonths(placement.on, YEAR) <= on;
  if (settledFor && placement.detail["longTerm"] === true) return "longTerm";
  return settledFor && INTENDED_LONG_TERM.includes(placement.detail["type"]) ? "settled" : "ordinary";
}

const lastOn = (moments: readonly Moment[], on: IsoDate): Moment | undefined =>
  moments.findLast((m) => m.on <= on);

/** The first review has been held in the period of care the day falls in. */
function reviewed(story: Story, on: IsoDate): boolean {
  const period = lastOn(story.of("care.started"), on);
  return story.of("care.reviewed").some((m) => m.on <= on && (period === undefined || m.on >= period.on));
}

const when =
  (regime: Regime): Guard =>
  (story, trigger) =>
    regimeOn(story, trigger.on) === regime;

export const careGuards: Guards = {
  regimeOrdinary: when("ordinary"),
  regimeSettled: when("settled"),
  regimeLongTerm: when("longTerm"),
  regimeOrderAtHome: when("orderAtHome"),
  regimeParentBeforeReview: (story, trigger) =>
    regimeOn(story, trigger.on) === "parent" && !reviewed(story, trigger.on),
  regimeParentAfterReview: (story, trigger) =>
    regimeOn(story, trigger.on) === "parent" && reviewed(story, trigger.on),
  regimeInterimBeforeReview: (story, trigger) =>
    regimeOn(story, trigger.on) === "interim" && !reviewed(story, trigger.on),
  regimeInterimAfterReview: (story, trigger) =>
    regimeOn(story, trigger.on) === "interim" && reviewed(story, trigger.on),
};

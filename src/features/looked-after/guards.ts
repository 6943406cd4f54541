import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Rule } from "../../kernel/duties/rule.ts";
import type { Guard, Guards } from "../../kernel/duties/run.ts";
import { type Moment, type Story, stateOn } from "../../kernel/duties/story.ts";

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

/**
 * T54.2 and T54.3: whether a review is the first of its period in care. The earliest told is, where it was held soon enough after the period began for it to be
 * so; an earlier one may have been held and not told.
 */
function isFirstReview(story: Story, review: Moment, rule: Rule): boolean {
  const period = stateOn(story, "looked-after", review.on);
  if (period === undefined) return false;
  const earlier = story.of("care.reviewed").some((m) => m.on >= period.from && m.on < review.on);
  return !earlier && review.on <= addMonths(period.from, rule.params?.["firstWithinMonths"] ?? 0);
}

/**
 * T60.1: a full care order at home begins with the placement, or with the order where the child was at home already. An order that only
 * another row tells of again makes no new one.
 */
function orderAtHomeBegan(story: Story, trigger: Moment): boolean {
  if (regimeOn(story, trigger.on) !== "orderAtHome") return false;
  if (trigger.kind === "placement.started") return true;
  const home = lastOn(story.of("placement.started"), trigger.on);
  const before = story.of("legal.changed").findLast((m) => m.on < trigger.on);
  return home !== undefined && home.on < trigger.on && before?.detail["status"] !== FULL_CARE_ORDER;
}

const when =
  (regime: Regime): Guard =>
  (story, trigger) =>
    regimeOn(story, trigger.on) === regime;

export const careGuards: Guards = {
  firstReview: isFirstReview,
  laterReview: (story, review, rule) => !isFirstReview(story, review, rule),
  orderAtHomeBegan,
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

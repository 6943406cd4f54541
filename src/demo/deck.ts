import { chanceFrom, shuffled } from "./chance.ts";

/**
 * What is told of a family, how many of its children are in the set, and what goes wrong on purpose. The stories are dealt like
 * cards: every six hundred children hold the whole deck once, so that the rarest state and the rarest fault are there whatever the
 * seed, and the proportions hold at any size.
 */
export type Card = { readonly story: Story; readonly size: number; readonly faults: readonly Fault[] };

export type Fault =
  | "unallocated"
  | "worker-left"
  | "unregistered-holder"
  | "visit-missed-once"
  | "visit-missed-twice"
  | "visit-blank"
  | "visit-recorded-early"
  | "review-overdue"
  | "plan-ended-no-review"
  | "plans-overlap"
  | "activity-after-closure"
  | "assessment-overdue"
  | "substantiated-no-conference"
  | "strategy-lapsed"
  | "s47-lapsed"
  | "ethnicity-missing"
  | "birth-missing"
  | "iha-late"
  | "health-overdue"
  | "sdq-missing"
  | "pathway-late"
  | "contact-lost"
  | "no-return-interview"
  | "restricted";

export type Story = (typeof DECK)[number][1];

const DECK = [
  // The front door.
  [40, "contact-only", 1],
  [14, "contact-only", 2],
  [2, "contact-only", 3],
  [2, "contact-today", 1],
  [1, "contact-today", 2],
  [1, "contact-late", 1],
  [1, "contact-late", 2],
  [12, "early-help", 1],
  [7, "early-help", 2],
  [25, "referral-nfa", 1],
  [8, "referral-nfa", 2],
  [1, "private-fostering", 1],
  // Assessment.
  [50, "assessed-closed", 1],
  [20, "assessed-closed", 2],
  [6, "assessed-closed", 3],
  [6, "assessed-early-help", 1],
  [3, "assessed-early-help", 2],
  [5, "assessment-open", 1],
  [3, "assessment-open", 2],
  [1, "assessment-open", 3],
  [1, "assessment-open", 1, "unallocated"],
  [2, "assessment-open", 1, "assessment-overdue"],
  [1, "assessment-open", 2, "assessment-overdue"],
  [1, "assessment-open", 1, "birth-missing"],
  // Strategy discussions and enquiries.
  [1, "strategy-open", 2],
  [1, "strategy-open", 1, "strategy-lapsed"],
  [12, "s47-closed", 1],
  [4, "s47-closed", 2],
  [1, "s47-closed", 2, "substantiated-no-conference"],
  [1, "s47-open", 1],
  [1, "s47-open", 2],
  [1, "s47-open", 1, "s47-lapsed"],
  [1, "icpc-booked", 1],
  [1, "icpc-booked", 3],
  [1, "icpc-overdue", 2],
  // Child protection plans.
  [4, "cp-first", 1],
  [5, "cp-first", 2],
  [2, "cp-first", 3],
  [1, "cp-first", 2, "visit-missed-once"],
  [1, "cp-first", 2, "visit-missed-twice"],
  [1, "cp-first", 1, "visit-blank"],
  [1, "cp-first", 1, "review-overdue"],
  [1, "cp-first", 1, "worker-left"],
  [1, "cp-first", 1, "plans-overlap"],
  [1, "cp-first", 1, "visit-recorded-early"],
  [1, "cp-first", 1, "unregistered-holder"],
  [1, "cp-second", 1],
  [1, "cp-second", 2],
  [1, "cp-long", 1],
  [1, "cp-long", 2],
  [1, "cp-pre-proceedings", 1],
  [1, "cp-pre-proceedings", 2],
  [1, "cp-transfer-in", 2],
  [2, "cp-unborn", 1],
  [1, "cp-proceedings", 3],
  // Children in need.
  [6, "cin-plan", 1],
  [4, "cin-plan", 2],
  [2, "cin-plan", 3],
  [1, "cin-plan", 1, "unallocated"],
  [1, "cin-plan", 1, "visit-missed-twice"],
  [1, "cin-plan", 1, "ethnicity-missing"],
  [4, "cin-disabled", 1],
  [2, "cin-step-down", 1],
  [2, "cin-step-down", 2],
  [1, "cin-step-down", 1, "plan-ended-no-review"],
  [1, "cin-private-fostering", 1],
  [20, "cin-closed", 1],
  [8, "cin-closed", 2],
  [2, "cin-closed", 3],
  [1, "cin-closed", 1, "activity-after-closure"],
  [8, "cp-closed", 1],
  [5, "cp-closed", 2],
  [1, "cp-closed", 3],
  [1, "cp-closed", 1, "plan-ended-no-review"],
  [1, "cp-closed", 1, "restricted"],
  [2, "moved-away", 1],
  [1, "moved-away", 2],
  [2, "adult-services", 1],
  [1, "died", 1],
  // In care.
  [5, "care-new", 1],
  [1, "care-new", 2],
  [1, "care-new", 1, "iha-late"],
  [7, "care-long-term", 1],
  [2, "care-long-term", 2],
  [2, "care-long-term", 3],
  [1, "care-long-term", 1, "sdq-missing"],
  [1, "care-long-term", 1, "health-overdue"],
  [1, "care-long-term", 1, "restricted"],
  [1, "care-long-term", 2, "review-overdue"],
  [1, "care-long-term", 1, "visit-missed-twice"],
  [1, "care-parent-immediate", 1],
  [1, "care-parent-interim", 2],
  [2, "care-parent-order", 1],
  [2, "care-connected", 1],
  [1, "care-connected", 2],
  [2, "care-connected-temporary", 1],
  [1, "care-connected-temporary", 3],
  [4, "care-residential", 1],
  [1, "care-residential", 1, "worker-left"],
  [1, "care-asylum", 1],
  [1, "care-asylum", 1, "no-return-interview"],
  [2, "care-teen-missing", 1],
  [1, "care-teen-missing", 1, "no-return-interview"],
  [1, "care-missing-now", 1],
  [1, "care-secure", 1],
  [1, "care-dolo", 1],
  [1, "care-remand", 1],
  [1, "care-emergency", 2],
  [1, "care-adoption", 1],
  [1, "care-adoption", 2],
  [1, "care-short-breaks", 1],
  [5, "care-eligible", 1],
  [1, "care-eligible", 1, "pathway-late"],
  [1, "young-mother", 2],
  // Left care.
  [3, "adopted", 1],
  [1, "adopted", 2],
  [3, "sgo", 1],
  [1, "sgo", 2],
  [6, "home-from-care", 1],
  [1, "home-from-care", 2],
  [2, "care-order-relative", 1],
  [3, "relevant", 1],
  [22, "former-relevant", 1],
  [2, "former-relevant", 1, "pathway-late"],
  [2, "former-relevant", 1, "contact-lost"],
] as const satisfies readonly (readonly [count: number, story: string, size: number, ...faults: Fault[]])[];

/** Every card of one deck, in the order written. */
export function cards(): readonly Card[] {
  const all: Card[] = [];
  for (const [count, story, size, ...faults] of DECK) {
    for (let n = 0; n < count; n += 1) all.push({ story, size, faults });
  }
  return all;
}

/** How many children one deck holds. */
export const DECK_CHILDREN = cards().reduce((sum, card) => sum + card.size, 0);

export type Dealt = Card & { readonly family: number; readonly block: number; readonly firstChild: number };

/** Deals families until so many children are told of; the last family may be cut short. */
export function* deal(seed: number, children: number): Generator<Dealt> {
  const deck = cards();
  let family = 0;
  let child = 0;
  for (let block = 0; child < children; block += 1) {
    for (const card of shuffled(chanceFrom(seed, 11, block), deck)) {
      if (child >= children) return;
      yield { ...card, size: Math.min(card.size, children - child), family, block, firstChild: child };
      child += card.size;
      family += 1;
    }
  }
}

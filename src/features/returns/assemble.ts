import type { IsoDate } from "../../kernel/dates.ts";
import { dateOf, flag, text } from "../../kernel/record/table.ts";
import type { CensusEpisode } from "../../returns/cin/make/child.ts";
import { fitChild } from "../../returns/cin/make/fit.ts";
import { asOn, beganOn, belongs } from "./cohort.ts";
import { withConferences } from "./conferences.ts";
import type { CensusEntry, CensusRow } from "./entry.ts";
import { homeOf, planReviewed } from "./homes.ts";
import { assessmentOf, enquiryOf, preProceedingsOf, protectionPlanOf } from "./parts.ts";
import { type KnownNumber, whoOf } from "./person.ts";
import { inDoubt, type StoredRow, type Thing, thingsOf, toldOn } from "./thing.ts";
import type { Period } from "./year.ts";

/** What is held of one person in the tables a census is made of. */
export type Held = {
  readonly personId: number;
  /** The authority's number for the child. */
  readonly localId: string;
  readonly numbers: readonly KnownNumber[];
  readonly rows: ReadonlyMap<string, readonly StoredRow[]>;
};

/** The tables a census is made of. */
export const CENSUS_TABLES = [
  "person_detail",
  "referral",
  "assessment",
  "section47",
  "conference",
  "in_need_plan",
  "protection_plan",
  "plan_review",
  "pre_proceedings",
] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
type Building = Mutable<CensusEpisode>;

const NONE: readonly Thing[] = [];

/** One person as a child of the census, or null when they are not of that year. Pure. */
export function assemble(held: Held, period: Period): CensusEntry | null {
  const { year, to } = period;
  const notes: string[] = [];
  const rows: CensusRow[] = [];
  const things = (table: string): readonly Thing[] => {
    const found = held.rows.get(table);
    return found === undefined
      ? NONE
      : thingsOf(table, found).map((thing) => {
          const values = asOn(table, thing.values, to);
          return values === thing.values ? thing : { ...thing, values };
        });
  };
  const isOfYear = (thing: Thing): boolean => belongs(thing.table, thing.values, period, toldOn(thing));

  const referrals = things("referral");
  const ofYear = referrals.filter(isOfYear);
  if (ofYear.length === 0) return null;
  const current = new Set(ofYear);
  const use = (thing: Thing): void => {
    for (const row of thing.rows) rows.push({ table: thing.table, id: row.id });
    for (const other of thing.with ?? []) use(other);
    if (inDoubt(thing))
      notes.push(
        `${ELEMENT[thing.table] ?? thing.table} of ${thing.key}: a newer file no longer carries it, and nobody has decided whether it stands`,
      );
  };

  const detail = things("person_detail")[0];
  if (detail !== undefined) use(detail);
  for (const number of held.numbers) rows.push({ table: "identifier", id: number.id });
  const who = whoOf(detail, held.numbers, to, notes);

  const episodes = new Map<Thing, Building>();
  for (const referral of ofYear) {
    use(referral);
    episodes.set(referral, episodeOf(referral));
  }

  /** Gives each thing of the year its episode; a thing whose episode is not in the return is left out, and said to be. */
  const place = (
    list: readonly Thing[],
    column: string,
    add: (episode: Building, thing: Thing, on: IsoDate) => void,
    dayOf = (thing: Thing): IsoDate | null => dateOf(thing.values, column),
  ): void => {
    for (const thing of list) {
      const on = dayOf(thing);
      if (on === null || !isOfYear(thing)) continue;
      const home = homeOf(thing, on, referrals, current);
      const episode = home === null ? undefined : episodes.get(home.referral);
      const element = ELEMENT[thing.table] ?? thing.table;
      if (episode === undefined) {
        notes.push(`${element} of ${on}: left out, because its referral is not of this year`);
        continue;
      }
      if (home?.outside === true)
        notes.push(
          `${element} of ${on}: began in no episode of need; written with the referral of ${episode.referral}`,
        );
      use(thing);
      add(episode, thing, on);
    }
  };

  place(things("assessment"), "started_on", (episode, { values }, on) => {
    episode.assessments.push(assessmentOf(values, on));
  });
  place(things("in_need_plan"), "started_on", (episode, { values }, on) => {
    episode.inNeedPlans.push({ start: on, end: dateOf(values, "ended_on") });
  });
  const known = things("conference").filter(({ values }) => (dateOf(values, "held_on") ?? to) <= to);
  const conferences = withConferences(things("section47"), known);
  place(conferences.enquiries, "started_on", (episode, { values }, on) => {
    episode.enquiries.push(enquiryOf(values, on));
  });
  place(conferences.own, "held_on", (episode, _, on) => {
    if (episode.conference !== null)
      notes.push(
        `DateOfInitialCPC of ${episode.referral}: ${[episode.conference, on].sort()[0]} left out; an episode has room for one conference of its own, and the later is written`,
      );
    if (episode.conference === null || episode.conference < on) episode.conference = on;
  });
  const plans = things("protection_plan");
  const reviews = Map.groupBy(things("plan_review").filter(isOfYear), (review) =>
    planReviewed(review, dateOf(review.values, "held_on") ?? to, plans),
  );
  place(plans, "started_on", (episode, plan, on) => {
    const held = reviews.get(plan) ?? [];
    for (const review of held) use(review);
    const made = protectionPlanOf(
      plan.values,
      on,
      held.flatMap((review) => dateOf(review.values, "held_on") ?? []),
    );
    episode.protectionPlans.push(
      made.previous === null ? { ...made, previous: previousTo(on, plans, notes) } : made,
    );
  });
  for (const review of reviews.get(undefined) ?? [])
    notes.push(`CPPreviewDate of ${review.key}: left out, because no plan that is held was open on that day`);
  place(
    things("pre_proceedings"),
    "started_on",
    (episode, { values }) => void episode.preProceedings.push(preProceedingsOf(values)),
    ({ values }) => beganOn("pre_proceedings", values, year),
  );

  const fitted = fitChild({ localId: held.localId, ...who, episodes: [...episodes.values()] }, year);
  return { personId: held.personId, child: fitted.child, notes: [...notes, ...fitted.notes], rows };
}

/** What the census calls the things of each table, for notes. */
const ELEMENT: { readonly [table: string]: string } = {
  person_detail: "ChildIdentifiers",
  referral: "CINdetails",
  assessment: "Assessments",
  section47: "Section47",
  conference: "DateOfInitialCPC",
  in_need_plan: "CINPlanDates",
  protection_plan: "ChildProtectionPlans",
  plan_review: "CPPreviewDate",
  pre_proceedings: "PreProceedingsandFGDM",
};

const episodeOf = ({ key, values }: Thing): Building => ({
  referral: dateOf(values, "received_on") ?? (key as IsoDate),
  source: text(values, "source"),
  need: text(values, "need"),
  closure: dateOf(values, "closed_on"),
  closeReason: text(values, "close_reason"),
  conference: null,
  nfa: flag(values, "no_further_action"),
  assessments: [],
  inNeedPlans: [],
  enquiries: [],
  protectionPlans: [],
  preProceedings: [],
});

/** Where no source counts a child's earlier plans, those held are the only count there is. */
function previousTo(start: IsoDate, plans: readonly Thing[], notes: string[]): number {
  const held = plans.filter((plan) => (dateOf(plan.values, "started_on") ?? start) < start).length;
  notes.push(
    `NumberOfPreviousCPP of the plan of ${start}: not recorded; written as ${held}, the earlier plans held`,
  );
  return held;
}

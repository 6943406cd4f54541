import type { IsoDate } from "../../kernel/dates.ts";
import { codes, dateOf, flag, text } from "../../kernel/record/table.ts";
import { coversDay, referralFor, type Row, type RowsOf, spanOn } from "../ssd/make/child.ts";
import { conferencesOf } from "../ssd/make/protection.ts";
import { registeredRef } from "../ssd/staff.ts";
import { fieldsOf, itemId, type NotSent } from "./fields.ts";
import * as spec from "./payload.ts";
import type { Block } from "./payload.ts";

/** Work that began before any referral the record holds still needs an episode to stand in: one with an id and nothing else. */
export const NO_REFERRAL = "no-referral";

type Parts = { [list: string]: Block[] } & { adoption?: never };
type Episode = {
  readonly row: Row | null;
  readonly lists: Parts;
  readonly single: { [name: string]: Block };
};

/** A child's episodes of need with everything that belongs to each. Work whose row names no referral belongs to the one open on the day it began. */
export function episodesOf(child: string, rows: RowsOf, notes: NotSent[]): Block[] {
  const referrals = rows("referral");
  const episodes = new Map<string, Episode>(
    referrals.map((row) => [row.key, { row, lists: {}, single: {} }]),
  );
  const episodeFor = (named: string | null, on: IsoDate | null): Episode => {
    const key = referralFor(referrals, named, on)?.key ?? NO_REFERRAL;
    const found = episodes.get(key) ?? { row: null, lists: {}, single: {} };
    episodes.set(key, found);
    return found;
  };
  const put = (list: string, named: string | null, on: IsoDate | null, item: Block): void => {
    const { lists } = episodeFor(named, on);
    (lists[list] ??= []).push(item);
  };
  for (const item of itemsOf(child, rows, notes)) put(item.list, item.named, item.on, item.block);
  for (const { name, on, block } of singlesOf(rows, notes))
    if (Object.keys(block).length > 0) episodeFor(null, on ?? latestDay(referrals)).single[name] = block;
  return [...episodes.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { row, lists, single }]) => ({
      social_care_episode_id: itemId(child, key),
      ...(row === null ? {} : referralFields(row, notes)),
      ...workersOf(rows, row, notes),
      ...lists,
      ...single,
    }));
}

const latestDay = (referrals: readonly Row[]): IsoDate | null =>
  referrals
    .flatMap(({ values }) => dateOf(values, "received_on") ?? [])
    .toSorted()
    .at(-1) ?? null;

const referralFields = ({ values }: Row, notes: NotSent[]): Block =>
  fieldsOf(
    spec.socialCareEpisode,
    "social_care_episodes",
    {
      referral_date: dateOf(values, "received_on"),
      referral_source: text(values, "source"),
      referral_no_further_action_flag: flag(values, "no_further_action"),
      closure_date: dateOf(values, "closed_on"),
      closure_reason: text(values, "close_reason"),
    },
    notes,
  );

/** The registered social workers who held the child while the episode was open. The department knows a worker by the number of Social Work England alone. */
function workersOf(rows: RowsOf, episode: Row | null, notes: NotSent[]): Block {
  const opened = episode === null ? null : dateOf(episode.values, "received_on");
  const closed = episode === null ? null : dateOf(episode.values, "closed_on");
  if (opened === null) return {};
  const workers = rows("allocation").flatMap(({ values }) => {
    if ((text(values, "role") ?? "holder") !== "holder") return [];
    const from = dateOf(values, "from_on");
    const to = dateOf(values, "to_on");
    if ((closed !== null && from !== null && from > closed) || (to !== null && to < opened)) return [];
    const ref = text(values, "worker_ref");
    const registered = registeredRef(ref);
    if (registered === null) {
      if (ref !== null)
        notes.push({
          field: "care_worker_details.worker_id",
          said: ref,
          why: "not a number of Social Work England",
        });
      return [];
    }
    return [
      fieldsOf(
        spec.careWorker,
        "care_worker_details",
        { worker_id: registered, start_date: from, end_date: to },
        notes,
      ),
    ];
  });
  return workers.length === 0
    ? {}
    : { care_worker_details: workers.filter((worker) => "worker_id" in worker) };
}

type Item = {
  readonly list: string;
  readonly named: string | null;
  readonly on: IsoDate | null;
  readonly block: Block;
};

function* itemsOf(child: string, rows: RowsOf, notes: NotSent[]): Generator<Item> {
  for (const { key, values } of rows("assessment"))
    yield {
      list: "child_and_family_assessments",
      named: text(values, "referral"),
      on: dateOf(values, "started_on"),
      block: {
        child_and_family_assessment_id: itemId(child, key),
        ...fieldsOf(
          spec.childAndFamilyAssessment,
          "child_and_family_assessments",
          {
            start_date: dateOf(values, "started_on"),
            authorisation_date: dateOf(values, "authorised_on"),
            factors: [...codes(values, "factors")].toSorted(),
          },
          notes,
        ),
      },
    };
  const conferences = conferencesOf(rows);
  for (const { key, values } of rows("section47")) {
    const held =
      dateOf(values, "conference_on") ??
      conferences.flatMap((row) =>
        text(row.values, "section47") === key ? (dateOf(row.values, "held_on") ?? []) : [],
      )[0] ??
      null;
    const notRequired = flag(values, "conference_not_required");
    yield {
      list: "section_47_assessments",
      named: text(values, "referral"),
      on: dateOf(values, "started_on"),
      block: {
        section_47_assessment_id: itemId(child, key),
        ...fieldsOf(
          spec.section47Assessment,
          "section_47_assessments",
          {
            start_date: dateOf(values, "started_on"),
            icpc_required_flag: held !== null ? true : notRequired === null ? null : !notRequired,
            icpc_date: held,
            end_date: dateOf(values, "ended_on"),
          },
          notes,
        ),
      },
    };
  }
  const plans = [
    ["in_need_plan", "child_in_need_plans", "child_in_need_plan_id", spec.childInNeedPlan],
    ["protection_plan", "child_protection_plans", "child_protection_plan_id", spec.childProtectionPlan],
  ] as const;
  for (const [table, list, id, schema] of plans)
    for (const { key, values } of rows(table)) {
      const start = dateOf(values, "started_on");
      yield {
        list,
        named: text(values, "referral"),
        on: start,
        block: {
          [id]: itemId(child, key),
          ...fieldsOf(schema, list, { start_date: start, end_date: dateOf(values, "ended_on") }, notes),
        },
      };
    }
  for (const row of rows("placement"))
    yield {
      list: "child_looked_after_placements",
      named: null,
      on: dateOf(row.values, "started_on"),
      block: {
        child_looked_after_placement_id: itemId(child, row.key),
        ...fieldsOf(spec.placement, "child_looked_after_placements", placementFields(row, rows), notes),
      },
    };
}

/**
 * The record does not hold why each episode of being looked after began and ended, only what follows from its days: a placement that opens a period in care starts it (S), one
 * that ends with the period ends for the period's reason, and one followed by another that day goes on (X1). Nothing else is said.
 */
function placementFields({ key, values }: Row, rows: RowsOf): Block {
  const start = dateOf(values, "started_on");
  const end = dateOf(values, "ended_on");
  const periods = rows("care_period");
  const opens = start !== null && periods.some((row) => dateOf(row.values, "started_on") === start);
  const period =
    end === null
      ? null
      : (periods.find((row) => dateOf(row.values, "ended_on") === end) ??
        spanOn(periods, "started_on", "ended_on", end));
  const closes = end !== null && period !== null && dateOf(period.values, "ended_on") === end;
  const goesOn =
    !closes &&
    end !== null &&
    period !== null &&
    coversDay(period, "started_on", "ended_on", end) &&
    rows("placement").some((other) => other.key !== key && dateOf(other.values, "started_on") === end);
  return {
    start_date: start,
    start_reason: opens ? "S" : null,
    placement_type: text(values, "type"),
    postcode: text(values, "postcode"),
    end_date: end,
    end_reason: closes && period !== null ? text(period.values, "end_reason") : goesOn ? "X1" : null,
    change_reason: text(values, "change_reason"),
  };
}

type Single = { readonly name: string; readonly on: IsoDate | null; readonly block: Block };

function singlesOf(rows: RowsOf, notes: NotSent[]): Single[] {
  const steps = rows("permanence_step").flatMap(({ values }) => {
    const on = dateOf(values, "on_date");
    return on === null ? [] : [{ step: text(values, "step"), on }];
  });
  const last = (step: string): IsoDate | null =>
    steps
      .filter((each) => each.step === step)
      .map(({ on }) => on)
      .toSorted()
      .at(-1) ?? null;
  const decided = last("decided");
  const adopting = {
    initial_decision_date: decided,
    matched_date: last("matched"),
    placed_date: last("placed"),
  };
  const leaver = rows("care_leaver")[0]?.values;
  return [
    {
      name: "adoption",
      on: decided ?? adopting.matched_date ?? adopting.placed_date,
      block: fieldsOf(spec.adoption, "adoption", adopting, notes),
    },
    {
      name: "care_leavers",
      on: null,
      block:
        leaver === undefined
          ? {}
          : fieldsOf(
              spec.careLeavers,
              "care_leavers",
              {
                contact_date: dateOf(leaver, "contact_on"),
                activity: text(leaver, "activity"),
                // The looked-after return's code is the kind of home, a letter, and whether it is suitable, a number.
                accommodation: text(leaver, "accommodation")?.slice(0, 1) ?? null,
              },
              notes,
            ),
    },
  ];
}

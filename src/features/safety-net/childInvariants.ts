import { addDays, addMonths, type IsoDate, later, londonDate } from "../../kernel/dates.ts";
import type { Breach, BrainContext, Invariant, WorkerFacts } from "../../kernel/duties/invariant.ts";
import type { Duty } from "../../kernel/duties/run.ts";
import { earliest } from "../../kernel/duties/states.ts";
import { inState, type Moment, type Span, type Story } from "../../kernel/duties/story.ts";
import { type Stretch, uncovered, within } from "./stretches.ts";

/**
 * A fact about the past that nothing now can undo (a plan that ended without a conference) is listed for this many months, so that somebody must look, and
 * then leaves the page; it never leaves the child's record.
 */
const PAST_FACT_MONTHS = 12;

/** Closing checklist (rulebook section 4): child seen in this many working days before. Local policy. */
const CLOSING_VISIT_WORKING_DAYS = 10;

const pastFact = (invariant: string, key: string, from: IsoDate, detail: Breach["detail"] = {}): Breach => ({
  invariant,
  key,
  from,
  until: addMonths(from, PAST_FACT_MONTHS),
  detail,
});

/** A duty that is late is a breach from the day after its due date until it is done or no longer needed. */
function fromLate(invariant: string, duties: readonly Duty[], ids: readonly string[]): Breach[] {
  return duties.flatMap((duty) => {
    if (!ids.includes(duty.rule)) return [];
    const until = duty.doneOn ?? duty.endedOn;
    const from = addDays(duty.due, 1);
    return until !== null && until <= from
      ? []
      : [{ invariant, key: duty.key, from, until, detail: { rule: duty.rule, due: duty.due } }];
  });
}

/** Sources that say, of every open child they tell of, who holds the child, or that nobody does. The census does not; the looked-after return does for some. */
const TELL_HOLDERS: readonly string[] = ["annex-a", "ssd", "kith", "demo"];

const holderIsTold = (story: Story, span: Span): boolean =>
  story.of("worker.allocated").length > 0 || span.toldBy.some((issuer) => TELL_HOLDERS.includes(issuer));

const ofStatus = (story: Story, ...statuses: readonly Span["status"][]): Span[] =>
  story.spans.filter((s) => statuses.includes(s.status));

function overlaps(invariant: string, spans: readonly Span[], what: string): Breach[] {
  return spans.flatMap((a, i) =>
    spans.slice(i + 1).flatMap((b) => {
      const from = later(a.from, b.from);
      const until = earliest(a.until, b.until);
      // A plan may begin on the day another ends.
      if (until !== null && until <= from) return [];
      return [{ invariant, key: `${a.key}|${b.key}`, from, until, detail: { what } }];
    }),
  );
}

/** Entries that are work with a child: none of them belongs on a day when no case was open. */
const WORK = ["assessment.started", "s47.started", "cp.started", "cin.started", "visit.made"] as const;

function workOnClosedCase(story: Story): Breach[] {
  const referrals = story.of("referral.received");
  const first = referrals[0];
  if (first === undefined) return [];
  return WORK.flatMap((kind) => story.of(kind)).flatMap((moment) => {
    const open = ["open", "looked-after", "protection-plan", "care-leaver"] as const;
    const closedBefore = story.of("referral.closed").some((m) => m.on < moment.on);
    const isOpen =
      open.some((status) => inState(story, status, moment.on)) ||
      story.of("referral.closed").some((m) => m.on === moment.on);
    return closedBefore && moment.on > first.on && !isOpen
      ? [pastFact("INV-12", `${moment.kind}|${moment.subject}`, moment.on, { what: "work on a closed case" })]
      : [];
  });
}

/** A case in which one of these was begun had work to finish before it closed. */
const PLANNED = ["assessment.started", "cin.started", "cp.started"] as const;

/** Two versions of one thing where the later one moved it earlier, from late to in time. */
function madeOnTime(story: Story, duties: readonly Duty[], { book }: BrainContext): Breach[] {
  const isMetBy = (duty: Duty, kind: Moment["kind"]): boolean =>
    book.rows.get(duty.rule)?.some((rule) => rule.stops.some((stop) => stop.kind === kind)) === true;
  return story.history.flatMap((old) => {
    if (old.supersededAt === undefined) return [];
    const now = story.of(old.kind).find((m) => m.subject === old.subject);
    if (now === undefined) return [];
    const turned = duties.find(
      (d) => d.doneOn === now.on && now.on <= d.due && old.on > d.due && isMetBy(d, old.kind),
    );
    return turned
      ? [
          pastFact("INV-16", `${old.kind}|${old.subject}|${old.on}`, londonDate(old.supersededAt), {
            was: old.on,
            now: now.on,
            due: turned.due,
          }),
        ]
      : [];
  });
}

/** What is wrong while somebody of whom something is known holds the child. */
function heldBy(
  story: Story,
  context: BrainContext,
  test: (worker: WorkerFacts, ref: string, from: IsoDate, until: IsoDate | null) => Breach[],
): Breach[] {
  return ofStatus(story, "held").flatMap(({ from, until, detail }) => {
    const ref = String(detail["worker"] ?? "");
    const worker = context.workers.get(ref);
    return worker === undefined ? [] : test(worker, ref, from, until);
  });
}

/** The rows of the rulebook that one child's timeline can decide. */
export const CHILD_INVARIANTS: readonly Invariant[] = [
  {
    id: "INV-01",
    name: "Open child with no named worker",
    how: "Every day a case, plan or care period is open must be covered by an allocation.",
    accountable: "manager",
    act: "Allocate the child to a named worker now.",
    needs: [["worker.allocated"]],
    find: (story) =>
      uncovered(
        ofStatus(story, "open", "protection-plan", "looked-after").filter((span) =>
          holderIsTold(story, span),
        ),
        ofStatus(story, "held"),
      ).map((gap) => ({
        invariant: "INV-01",
        key: gap.from,
        ...gap,
        detail: {},
      })),
  },
  {
    id: "INV-02",
    name: "Held by somebody who has left or is away without cover",
    how: "The named worker's leaving date and absences, where something tells of them, are compared with the days they hold the child.",
    accountable: "manager",
    act: "Reallocate, or name who covers and until when.",
    needs: [["worker.allocated"]],
    find: (story, _duties, context) =>
      heldBy(story, context, (worker, ref, from, until) => {
        const left = worker.leftOn === null ? [] : [{ from: addDays(worker.leftOn, 1), until: null }];
        const away = worker.absences
          .filter((a) => !a.covered)
          .map((a) => ({ from: a.from, until: a.to === null ? null : addDays(a.to, 1) }));
        const gone = (spans: readonly Stretch[], why: string): (Stretch & { why: string })[] =>
          within(from, until, spans).map((span) => ({ ...span, why }));
        return [...gone(left, "left"), ...gone(uncovered(away, []), "away")].map((gap) => ({
          invariant: "INV-02",
          key: `${ref}|${gap.why}|${gap.from}`,
          from: gap.from,
          until: gap.until,
          detail: { worker: ref, why: gap.why },
        }));
      }),
  },
  {
    id: "INV-03",
    name: "Protection, section 47, care or proceedings held by somebody who is not a social worker",
    how: "The named worker's registration, where something tells of it, is compared with what is open for the child.",
    accountable: "manager",
    act: "Allocate to a registered social worker.",
    needs: [["worker.allocated"]],
    find: (story, _duties, context) =>
      heldBy(story, context, (worker, ref, from, until) =>
        worker.registered === false
          ? within(
              from,
              until,
              uncovered(
                ofStatus(story, "protection-plan", "section47", "looked-after", "pre-proceedings"),
                [],
              ),
            ).map((span) => ({
              invariant: "INV-03",
              key: `${ref}|${span.from}`,
              ...span,
              detail: { worker: ref },
            }))
          : [],
      ),
  },
  {
    id: "INV-04",
    name: "Contact undecided after one working day",
    how: "Each contact must have a decision by the end of the next working day (T01).",
    accountable: "front door",
    act: "Read it and decide.",
    needs: [["contact.received"], ["contact.decided"]],
    find: (_story, duties) => fromLate("INV-04", duties, ["T01.1"]),
  },
  {
    id: "INV-07",
    name: "Visit marked done with ‘seen’ or ‘seen alone’ blank, or recorded before it happened",
    how: "Every visit must say whether the child was seen, and seen alone, and be recorded on or after its day.",
    accountable: "worker",
    act: "Say whether the child was seen, and alone; or correct the date.",
    needs: [["visit.made"]],
    find: (story) =>
      story.of("visit.made").flatMap((visit) => {
        const { seen, alone, purpose } = visit.detail;
        // The day in England is never before the day in UTC, which costs nothing to know.
        if (
          visit.recordedAt !== null &&
          visit.on > visit.recordedAt.slice(0, 10) &&
          visit.on > londonDate(visit.recordedAt)
        )
          return [pastFact("INV-07", visit.subject, visit.on, { what: "recorded before it happened" })];
        if (purpose === "any") return [];
        const blank =
          seen === null || seen === undefined || (seen === true && (alone === null || alone === undefined));
        return blank
          ? [
              pastFact("INV-07", visit.subject, visit.on, {
                what: seen === true ? "seen alone is blank" : "seen is blank",
              }),
            ]
          : [];
      }),
  },
  {
    id: "INV-08",
    name: "Child on a plan not seen within the plan’s own frequency",
    how: "Days since the last visit at which the child was seen, against the plan’s frequency (T34).",
    accountable: "worker",
    act: "See the child today; the manager to know why not.",
    needs: [["visit.made"], ["cp.started"]],
    find: (story, duties) => fromLate("INV-08", duties, ["T34"]),
  },
  {
    id: "INV-09",
    name: "Section 47 enquiry that has lapsed without an outcome",
    how: "Each enquiry must end in a conference or a decision that none is needed by the conference deadline (T27).",
    accountable: "manager",
    act: "Record the outcome, or hold the conference.",
    needs: [["s47.started"]],
    find: (_story, duties) => fromLate("INV-09", duties, ["T27"]),
  },
  {
    id: "INV-10",
    name: "Concern substantiated, no conference, no reason recorded",
    how: "An enquiry that found harm and led to no conference must say why.",
    accountable: "manager",
    act: "Speak to a conference chair and record the reason.",
    needs: [["s47.started"]],
    find: (story) =>
      story
        .of("conference.notNeeded")
        .filter((m) => m.detail["substantiated"] === true && !m.detail["reason"])
        .map((m) => ({ invariant: "INV-10", key: m.subject, from: m.on, until: null, detail: {} })),
  },
  {
    id: "INV-11",
    name: "Child protection plan ended without a conference",
    how: "A plan must end at a review conference, or because of death, the eighteenth birthday or becoming looked after.",
    accountable: "chair",
    act: "Find out who decided, and hold the conference if nobody did.",
    needs: [["cp.started"], ["cp.reviewed"]],
    find: (story, duties) => [
      ...duties.filter((d) => d.rule === "T41").map((d) => pastFact("INV-11", d.key, d.from)),
      ...ofStatus(story, "protection-plan").flatMap((plan) =>
        uncovered([plan], ofStatus(story, "open"))
          .filter((gap) => story.of("referral.closed").some((m) => m.on === gap.from))
          .map((gap) => ({
            invariant: "INV-11",
            key: `${plan.key}|closed|${gap.from}`,
            ...gap,
            detail: { what: "case closed with the plan open" },
          })),
      ),
    ],
  },
  {
    id: "INV-12",
    name: "Two plans at once, or work on a closed case",
    how: "Plans must not overlap, and no work may be dated when no case was open.",
    accountable: "manager",
    act: "End the plan that is over, or open the case.",
    needs: [["cp.started", "cin.started", "assessment.started"]],
    find: (story) => [
      ...overlaps("INV-12", ofStatus(story, "protection-plan"), "two child protection plans"),
      ...overlaps("INV-12", ofStatus(story, "in-need-plan"), "two child in need plans"),
      ...ofStatus(story, "protection-plan").flatMap((cp) =>
        ofStatus(story, "in-need-plan").flatMap((cin) =>
          overlaps("INV-12", [cp, cin], "a protection plan and a child in need plan"),
        ),
      ),
      ...workOnClosedCase(story),
    ],
  },
  {
    id: "INV-15",
    name: "Case closed without the child being seen",
    how: "A visit at which the child was seen must stand in the ten working days before a case with a plan or assessment closes (local policy).",
    accountable: "manager",
    act: "See the child, or record why it was safe to close.",
    needs: [["visit.made"], ["referral.closed"]],
    find: (story, _duties, context) =>
      story.of("referral.closed").flatMap((closed) => {
        const since = context.calendar.addWorkingDays(closed.on, -CLOSING_VISIT_WORKING_DAYS);
        const opened = story.of("referral.received").find((m) => m.subject === closed.subject);
        const worked = PLANNED.flatMap((kind) => story.of(kind)).some(
          (m) => m.on <= closed.on && (opened === undefined || m.on >= opened.on),
        );
        const seen = [...story.of("visit.made"), ...story.of("assessment.childSeen")].some(
          (m) => m.on >= since && m.on <= closed.on && m.detail["seen"] !== false,
        );
        return worked && !seen && story.died === null ? [pastFact("INV-15", closed.subject, closed.on)] : [];
      }),
  },
  {
    id: "INV-16",
    name: "Late work made on time by changing a date",
    how: "A later file or edit moved what was done from after its due date to before it.",
    accountable: "manager",
    act: "Ask why the date changed, and correct it if it is wrong.",
    needs: [],
    find: madeOnTime,
  },
  {
    id: "INV-28",
    name: "Back from missing with no return interview offered in 72 hours",
    how: "Each return must have an offer by the due time (T74).",
    accountable: "return interviewer",
    act: "Offer the interview.",
    needs: [["missing.ended"], ["returnInterview.offered"]],
    find: (_story, duties) => fromLate("INV-28", duties, ["T74.1"]),
  },
  {
    id: "INV-29",
    name: "Plan or care period with no next review date",
    how: "Every open plan and care period must have a review that the rules have dated.",
    accountable: "chair",
    act: "Set the review date; tell the administrator, because a rule should have.",
    needs: [["cp.started", "care.started"]],
    find: (story, duties) => {
      const missing = (status: Span["status"], ids: readonly string[]): Breach[] => {
        const reviews = duties
          .filter((d) => ids.includes(d.rule))
          .map((d) => ({ from: d.from, until: d.doneOn ?? d.endedOn }));
        return uncovered(ofStatus(story, status), reviews).map((gap) => ({
          invariant: "INV-29",
          key: `${status}|${gap.from}`,
          ...gap,
          detail: {},
        }));
      };
      return [
        ...missing("protection-plan", ["T35", "T36", "T37"]),
        ...missing("looked-after", ["T54.1", "T54.2", "T54.3"]),
      ];
    },
  },
];

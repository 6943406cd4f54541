import { addDays, addMonths, daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import {
  after,
  ageAt,
  birthday,
  cases,
  type Clock,
  clock,
  dayOf,
  type Days,
  daysOf,
  first,
  firstOut,
  from,
  inCare,
  inNeedPlans,
  isIn,
  leaver,
  on,
  periods,
  plans,
  rowsOf,
  stays,
  workingDay,
  workingDaysTo,
} from "./diary.ts";
import type { Child, Row } from "./lives.ts";

/** What the text says each measure comes to, for some children, a period and a day: written from it and from nothing else. */
export type Came = { num: number; den: number; unknown: number };
export type Asked = { readonly from: IsoDate; readonly to: IsoDate; readonly today: IsoDate };
type Verdict = "yes" | "no" | "unknown" | null;
type Reference = (child: Child, asked: Asked) => Verdict[];

const within = (day: IsoDate | null, asked: Asked): day is IsoDate =>
  day !== null && day >= asked.from && day <= asked.to && day <= asked.today;
const says = (value: unknown): Verdict => (value === true ? "yes" : value === false ? "no" : "unknown");
const whether = (test: boolean): Verdict => (test ? "yes" : "no");

// ---- the front door

/** A referral while the case is open is not one. */
export const referrals = (child: Child): Row[] =>
  rowsOf(child, "referral").filter((row) => {
    const day = dayOf(row, "received_on");
    return !cases(child).some(
      (open) =>
        open.row !== row &&
        day !== null &&
        (open.until === null || open.until > day) &&
        (open.from < day || (open.from === day && (open.row?.key ?? "") < row.key)),
    );
  });

const eachReferral =
  (verdict: (row: Row, day: IsoDate, child: Child, asked: Asked) => Verdict): Reference =>
  (child, asked) =>
    referrals(child).flatMap((row) => {
      const day = dayOf(row, "received_on");
      return within(day, asked) ? [verdict(row, day, child, asked)] : [];
    });

// ---- what falls due

/** Due in the period and past: neither where the need had gone by then. */
const dueIn =
  (clocks: (child: Child) => Clock[], day: (c: Clock) => IsoDate = (c) => c.due): Reference =>
  (child, asked) =>
    clocks(child).flatMap((c) => {
      if (!within(day(c), asked) || c.due >= asked.today) return [];
      if (c.done === null && c.ended !== null && c.ended <= c.due) return [];
      return [whether(c.done !== null && c.done <= c.due)];
    });

const seenDays = (child: Child, ...purposes: readonly string[]): IsoDate[] => [
  ...new Set(
    rowsOf(child, "visit")
      .filter((row) => row.values["seen"] !== false && purposes.includes(String(row.values["purpose"])))
      .map((row) => dayOf(row, "on_date") as IsoDate)
      .sort(),
  ),
];

/** The day a plan's need ends: its own end, an end of another plan that leaves the child on none, or the birthday. */
const planOver = (child: Child, since: IsoDate, own: IsoDate | null): IsoDate | null =>
  first(
    own !== null && own >= since ? own : null,
    firstOut(daysOf(child, "protection_plan", "ended_on"), since, plans(child)),
    from(
      [birthday(child, 18)].filter((d) => d !== null),
      since,
    ),
  );

const frequency = (plan: Days | undefined): number => Number(plan?.row?.values["visit_days"] ?? 0) || 10;

const protectionVisits = (child: Child): Clock[] => {
  const seen = seenDays(child, "cp", "any");
  return [
    ...plans(child)
      .filter((plan) => plan.until === null || plan.until > plan.from)
      .flatMap((plan) =>
        clock(
          child,
          plan.from,
          workingDay(plan.from, frequency(plan)),
          from(seen, plan.from),
          planOver(child, plan.from, dayOf(plan.row as Row, "ended_on")),
        ),
      ),
    ...seen.flatMap((day) => {
      const plan = plans(child).find((p) => on(p, day));
      if (plan === undefined) return [];
      return clock(
        child,
        day,
        workingDay(day, frequency(plan)),
        after(seen, day),
        planOver(child, day, null),
      );
    }),
  ];
};

const coreGroups = (child: Child): Clock[] => {
  const held = daysOf(child, "core_group", "held_on");
  return [
    ...rowsOf(child, "protection_plan").flatMap((row) => {
      const start = dayOf(row, "started_on") as IsoDate;
      return clock(
        child,
        start,
        workingDay(start, 10),
        from(held, start),
        planOver(child, start, dayOf(row, "ended_on")),
      );
    }),
    ...held
      .filter((day) => isIn(plans(child), day))
      .flatMap((day) => clock(child, day, addDays(day, 28), after(held, day), planOver(child, day, null))),
  ];
};

const planReviews = (child: Child, plan: Days): Clock[] => {
  const held = daysOf(child, "plan_review", "held_on");
  const own = dayOf(plan.row as Row, "ended_on");
  return [
    ...clock(
      child,
      plan.from,
      addMonths(plan.from, 3),
      from(held, plan.from),
      planOver(child, plan.from, own),
    ),
    ...held
      .filter((day) => on(plan, day))
      .flatMap((day) => clock(child, day, addMonths(day, 6), after(held, day), planOver(child, day, null))),
  ];
};

const inNeedVisits = (child: Child): Clock[] => {
  const seen = seenDays(child, "cp", "cin", "care", "any");
  const over = (since: IsoDate, own: IsoDate | null): IsoDate | null =>
    first(
      own !== null && own >= since ? own : null,
      firstOut(daysOf(child, "in_need_plan", "ended_on"), since, inNeedPlans(child)),
      firstOut(daysOf(child, "referral", "closed_on"), since, cases(child)),
      from(daysOf(child, "protection_plan", "started_on"), since),
      from(daysOf(child, "care_period", "started_on"), since),
    );
  const isOwed = (day: IsoDate): boolean =>
    isIn(inNeedPlans(child), day) && !isIn(plans(child), day) && !isIn(periods(child), day);
  return [
    ...rowsOf(child, "in_need_plan").flatMap((row) => {
      const start = dayOf(row, "started_on") as IsoDate;
      return isOwed(start)
        ? clock(child, start, workingDay(start, 20), from(seen, start), over(start, dayOf(row, "ended_on")))
        : [];
    }),
    ...seen
      .filter(isOwed)
      .flatMap((day) => clock(child, day, workingDay(day, 20), after(seen, day), over(day, null))),
  ];
};

const careOver = (child: Child, since: IsoDate, own: IsoDate | null = null): IsoDate | null =>
  first(
    own !== null && own >= since ? own : null,
    firstOut(daysOf(child, "care_period", "ended_on"), since, periods(child)),
    from(
      [birthday(child, 18)].filter((d) => d !== null),
      since,
    ),
  );

const careVisits = (child: Child): Clock[] => {
  const seen = seenDays(child, "care", "any");
  return [
    ...daysOf(child, "placement", "started_on")
      .filter((day) => isIn(periods(child), day))
      .flatMap((day) => clock(child, day, addDays(day, 7), from(seen, day), careOver(child, day))),
    ...seen
      .filter((day) => isIn(periods(child), day))
      .flatMap((day) => clock(child, day, addDays(day, 42), after(seen, day), careOver(child, day))),
  ];
};

const careReviews = (child: Child): Clock[] => {
  const held = daysOf(child, "care_review", "held_on");
  return [
    ...rowsOf(child, "care_period").flatMap((row) => {
      const start = dayOf(row, "started_on") as IsoDate;
      return clock(
        child,
        start,
        workingDay(start, 20),
        from(held, start),
        careOver(child, start, dayOf(row, "ended_on")),
      );
    }),
    ...held.flatMap((day) => {
      const period = periods(child).find((p) => on(p, day));
      if (period === undefined) return [];
      // The first told of is the first there was only if it was held in the period's first four months.
      const isFirst = !held.some((d) => d >= period.from && d < day) && day <= addMonths(period.from, 4);
      return clock(child, day, addMonths(day, isFirst ? 3 : 6), after(held, day), careOver(child, day));
    }),
  ];
};

const firstHealth = (child: Child): Clock[] => {
  const done = rowsOf(child, "health_check")
    .filter((row) => row.values["kind"] === "health")
    .map((row) => dayOf(row, "on_date") as IsoDate)
    .sort();
  return rowsOf(child, "care_period").flatMap((row) => {
    const start = dayOf(row, "started_on") as IsoDate;
    return clock(
      child,
      start,
      workingDay(start, 20),
      from(done, start),
      careOver(child, start, dayOf(row, "ended_on")),
    );
  });
};

const decisions = (child: Child): Clock[] =>
  rowsOf(child, "contact").flatMap((row) => {
    const day = dayOf(row, "received_on") as IsoDate;
    const referred = from(daysOf(child, "referral", "received_on"), day);
    return clock(child, day, workingDay(day, 1), first(dayOf(row, "decided_on"), referred), null);
  });

const openAssessments = (child: Child): Clock[] =>
  rowsOf(child, "assessment").flatMap((row) => {
    const start = dayOf(row, "started_on") as IsoDate;
    const closed = firstOut(daysOf(child, "referral", "closed_on"), start, cases(child));
    return clock(child, start, workingDay(start, 45), dayOf(row, "authorised_on"), closed);
  });

const isOpen = (c: Clock, day: IsoDate): boolean => {
  const until = c.done ?? c.ended;
  return c.from <= day && (until === null || day < until);
};

// ---- years

const inYear = (days: Days, day: IsoDate): boolean =>
  days.from <= day && (days.until === null || day < addMonths(addDays(days.until, -1), 12));

const placements = (child: Child): Days[] => {
  const real = rowsOf(child, "placement").filter((row) => !String(row.values["type"]).startsWith("T"));
  return real.map((row) => {
    const start = dayOf(row, "started_on") as IsoDate;
    return {
      from: start,
      until: after(real.map((r) => dayOf(r, "started_on") as IsoDate).sort(), start),
      row,
    };
  });
};

const holders = (child: Child): Days[] => {
  const rows = rowsOf(child, "allocation").sort((a, b) =>
    (a.values["from_on"] ?? "") < (b.values["from_on"] ?? "") ? -1 : 1,
  );
  return rows.map((row, i) => {
    const start = dayOf(row, "from_on") as IsoDate;
    return {
      from: start,
      until: first(
        rows[i + 1] === undefined ? null : dayOf(rows[i + 1] as Row, "from_on"),
        dayOf(row, "to_on"),
      ),
      row,
    };
  });
};

const stayOn = (child: Child, day: IsoDate): Days | undefined => stays(child).find((stay) => on(stay, day));

/** Looked after for a year on a day. */
const aYear = (child: Child, day: IsoDate): boolean => {
  const stay = stayOn(child, day);
  return stay !== undefined && addMonths(stay.from, 12) <= day;
};

const answered =
  (kind: string, flag: string, silence: Verdict): Reference =>
  (child, { to }) => {
    if (!aYear(child, to)) return [];
    const fresh = (day: IsoDate | null): boolean => day !== null && day <= to && to < addMonths(day, 12);
    const done = rowsOf(child, "health_check").some(
      (row) => row.values["kind"] === kind && fresh(dayOf(row, "on_date")),
    );
    const told = rowsOf(child, "health_year").filter((row) => fresh(dayOf(row, "year_end")));
    if (done || told.some((row) => row.values[flag] === true)) return ["yes"];
    return [told.some((row) => row.values[flag] === false) ? "no" : silence];
  };

const ceased =
  (codes: readonly string[]): Reference =>
  (child, asked) =>
    stays(child).flatMap((stay) => {
      if (!within(stay.until, asked)) return [];
      const { until } = stay;
      const told = rowsOf(child, "care_period").find(
        (row) => dayOf(row, "ended_on") === until && row.values["end_reason"] !== null,
      );
      if (told !== undefined) return [whether(codes.includes(String(told.values["end_reason"])))];
      return [until === birthday(child, 18) || until === child.died ? "no" : "unknown"];
    });

const statusOf =
  (ages: readonly number[], column: string, yes: (value: string) => boolean): Reference =>
  (child, asked) =>
    ages.flatMap((age) => {
      const day = birthday(child, age);
      if (!within(day, asked) || addMonths(day, 1) > asked.today) return [];
      if (child.died !== null && child.died <= day) return [];
      const row = rowsOf(child, "care_leaver")[0];
      const known = row === undefined ? null : dayOf(row, "known_on");
      const told = addMonths(day, 9);
      const isLeaver = (known !== null && known < told) || isEligible(child, day);
      if (!isLeaver) return [];
      const value =
        known !== null && known >= addMonths(day, -3) && known < told ? row?.values[column] : null;
      return [typeof value === "string" ? whether(yes(value)) : "unknown"];
    });

/** By a day, looked after for thirteen weeks since fourteen, some of it at sixteen or seventeen. */
function isEligible(child: Child, day: IsoDate): boolean {
  const [fourteen, sixteen, eighteen] = [14, 16, 18].map((age) => birthday(child, age));
  if (!fourteen || !sixteen || !eighteen) return false;
  let nights = 0;
  for (let d = fourteen; d <= day && d < eighteen; d = addDays(d, 1)) {
    const isThere = periods(child).some(
      (p) => p.from <= d && (p.until === null || (d <= p.until && p.until > sixteen)),
    );
    if (d >= sixteen && nights >= 91 && isThere) return true;
    if (isIn(periods(child), d)) nights += 1;
  }
  return false;
}

const afterEnquiry = (child: Child, row: Row): boolean => {
  const start = dayOf(row, "started_on") as IsoDate;
  return conferences(child).some((c) => !c.isTransfer && c.on >= start && daysBetween(start, c.on) <= 60);
};

type Conference = { on: IsoDate; isTransfer: boolean; start: IsoDate | null };

const conferences = (child: Child): Conference[] => {
  const named = rowsOf(child, "section47").flatMap((row) => {
    const day = dayOf(row, "conference_on");
    return day === null ? [] : [{ on: day, isTransfer: false, start: dayOf(row, "started_on") }];
  });
  const apart = rowsOf(child, "conference").map((row) => {
    const isTransfer = row.values["transfer_in"] === true;
    return {
      on: dayOf(row, "held_on") as IsoDate,
      isTransfer,
      start: isTransfer ? dayOf(row, "notified_on") : null,
    };
  });
  const all = [...named, ...apart];
  return all.map((c) => {
    if (c.start !== null || c.isTransfer) return c;
    const before = all
      .filter((o) => !o.isTransfer && o.on < c.on)
      .map((o) => o.on)
      .sort()
      .at(-1);
    const start = daysOf(child, "section47", "started_on")
      .filter((day) => day <= c.on && (before === undefined || day > before))
      .at(-1);
    return { ...c, start: start ?? null };
  });
};

const eachPlan =
  (verdict: (row: Row, day: IsoDate, child: Child) => Verdict): Reference =>
  (child, asked) =>
    rowsOf(child, "protection_plan").flatMap((row) => {
      const day = dayOf(row, "started_on");
      return within(day, asked) ? [verdict(row, day, child)] : [];
    });

const eachEnded =
  (verdict: (plan: Days, until: IsoDate) => Verdict): Reference =>
  (child, asked) =>
    plans(child).flatMap((plan) => (within(plan.until, asked) ? [verdict(plan, plan.until)] : []));

const openPlans =
  (verdict: (plan: Days, day: IsoDate, child: Child) => Verdict): Reference =>
  (child, { to }) =>
    plans(child).flatMap((plan) => (on(plan, to) ? [verdict(plan, to, child)] : []));

const finishedAssessments =
  (verdict: (row: Row, day: IsoDate, child: Child) => Verdict): Reference =>
  (child, asked) =>
    rowsOf(child, "assessment").flatMap((row) => {
      const day = dayOf(row, "authorised_on");
      return within(day, asked) ? [verdict(row, day, child)] : [];
    });

const visitsIn = (child: Child, a: IsoDate, z: IsoDate): Row[] =>
  rowsOf(child, "visit").filter(
    (row) => (dayOf(row, "on_date") ?? "") >= a && (dayOf(row, "on_date") ?? "") <= z,
  );

const isUnborn = (child: Child, day: IsoDate): boolean => (child.born === null ? true : child.born > day);

const inNeed = (child: Child): Days[] => {
  const all = [...cases(child), ...plans(child), ...inNeedPlans(child), ...periods(child), ...leaver(child)]
    .filter((d) => d.until === null || d.until > d.from)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const found: { from: IsoDate; until: IsoDate | null }[] = [];
  for (const days of all) {
    const last = found.at(-1);
    if (last !== undefined && (last.until === null || days.from < last.until)) {
      if (last.until !== null && (days.until === null || days.until > last.until)) last.until = days.until;
    } else found.push({ from: days.from, until: days.until });
  }
  return found;
};

const counted =
  (days: (child: Child) => (IsoDate | null)[]): Reference =>
  (child, asked) =>
    days(child).flatMap((day) => (within(day, asked) ? ["yes" as const] : []));

const returned =
  (verdict: (row: Row) => Verdict): Reference =>
  (child, asked) =>
    rowsOf(child, "missing_episode").flatMap((row) => {
      const back = dayOf(row, "ended_on");
      if (!within(back, asked) || addDays(back, 3) >= asked.today) return [];
      if (child.died !== null && back > child.died) return [];
      const isOffered = row.values["interview_offered"] === true;
      const eighteen = birthday(child, 18);
      const gone = first(eighteen !== null && eighteen >= back ? eighteen : null, child.died);
      // The offer is known only by the day of return, so it is in time if it is known at all.
      if (!(isOffered && (gone === null || back <= gone)) && gone !== null && gone <= addDays(back, 3))
        return [];
      return [verdict(row)];
    });

/** Every measure that can be counted, by its id. */
export const REFERENCE: { readonly [measure: string]: Reference } = {
  "1": counted((child) => daysOf(child, "contact", "received_on")),
  "2": dueIn(decisions, (c) => c.from),
  "3": (child, asked) =>
    rowsOf(child, "contact").flatMap((row) => {
      if (!within(dayOf(row, "decided_on"), asked)) return [];
      const outcome = row.values["outcome"];
      return [outcome === null ? "unknown" : whether(outcome === "Progressed to referral")];
    }),
  "4": eachReferral(() => "yes"),
  "5": eachReferral((row, day, child) =>
    whether(
      referrals(child).some((earlier) => {
        const before = dayOf(earlier, "received_on") as IsoDate;
        return earlier !== row && before < day && before > addMonths(day, -12);
      }),
    ),
  ),
  "6": eachReferral((row) => says(row.values["no_further_action"])),
  "7": eachReferral((row, day, _child, { today }) => {
    const closed = dayOf(row, "closed_on");
    const isOut = closed !== null && ["RC8", "RC9"].includes(String(row.values["close_reason"]));
    if (workingDay(day, 45) >= today || (isOut && closed > today)) return null;
    return whether(isOut);
  }),
  "8": eachReferral((row) => (row.values["source"] === null ? "unknown" : "yes")),
  "10": finishedAssessments(() => "yes"),
  "11": finishedAssessments((row, day) =>
    whether(workingDaysTo(dayOf(row, "started_on") as IsoDate, day) <= 45),
  ),
  "11.referral": finishedAssessments((row, day, child) => {
    const start = dayOf(row, "started_on") as IsoDate;
    const referred = daysOf(child, "referral", "received_on")
      .filter((d) => d <= start)
      .at(-1);
    return referred === undefined ? "unknown" : whether(workingDaysTo(referred, day) <= 45);
  }),
  "12": (child, { to }) =>
    openAssessments(child).flatMap((c) => (isOpen(c, to) ? [whether(workingDaysTo(c.from, to) > 45)] : [])),
  "15": finishedAssessments((row, day, child) => {
    if (isUnborn(child, day)) return null;
    const seenOn = dayOf(row, "seen_on");
    const visits = visitsIn(child, dayOf(row, "started_on") as IsoDate, day);
    if ((seenOn !== null && seenOn <= day) || row.values["seen"] === true) return "yes";
    if (visits.some((v) => v.values["seen"] === true)) return "yes";
    return row.values["seen"] === false || visits.some((v) => v.values["seen"] === false) ? "no" : "unknown";
  }),
  "15.alone": finishedAssessments((row, day, child) => {
    if (isUnborn(child, day)) return null;
    const visits = visitsIn(child, dayOf(row, "started_on") as IsoDate, day);
    if (visits.some((v) => v.values["alone"] === true)) return "yes";
    return visits.some((v) => v.values["alone"] === false) ? "no" : "unknown";
  }),
  "16": counted((child) => daysOf(child, "section47", "started_on")),
  "17": (child, asked) =>
    rowsOf(child, "section47").flatMap((row) => {
      const start = dayOf(row, "started_on");
      if (!within(start, asked) || daysBetween(start, asked.today) < 60) return [];
      return [whether(afterEnquiry(child, row))];
    }),
  "18": (child, asked) =>
    conferences(child).flatMap((c) => {
      if (!within(c.on, asked)) return [];
      return [c.start === null || c.start > c.on ? "unknown" : whether(workingDaysTo(c.start, c.on) <= 15)];
    }),
  "19": (child, asked) =>
    conferences(child).flatMap((c) => {
      if (!within(c.on, asked) || daysBetween(c.on, asked.today) < 45) return [];
      const starts = daysOf(child, "protection_plan", "started_on");
      return [whether(starts.some((day) => day >= c.on && daysBetween(c.on, day) <= 45))];
    }),
  "20": (child, asked) =>
    rowsOf(child, "section47").flatMap((row) => {
      const end =
        dayOf(row, "ended_on") ??
        (row.values["conference_not_required"] === true ? dayOf(row, "started_on") : null);
      if (!within(end, asked) || afterEnquiry(child, row) || addMonths(end, 6) > asked.today) return [];
      const again = [
        ...referrals(child).map((r) => dayOf(r, "received_on") as IsoDate),
        ...daysOf(child, "section47", "started_on"),
      ];
      return [whether(again.some((day) => day > end && day <= addMonths(end, 6)))];
    }),
  "21": openPlans(() => "yes"),
  "22": eachPlan(() => "yes"),
  "23": eachEnded(() => "yes"),
  "24": eachPlan((row, day, child) =>
    whether(
      Number(row.values["previous_plans"] ?? 0) >= 1 ||
        daysOf(child, "protection_plan", "started_on").some((d) => d < day),
    ),
  ),
  "25": eachPlan((row, day, child) => {
    const ended = plans(child).some(
      (p) => p.from < day && p.until !== null && p.until > addMonths(day, -24) && p.until <= day,
    );
    if (ended) return "yes";
    const earlier = daysOf(child, "protection_plan", "started_on").filter((d) => d < day).length;
    return Number(row.values["previous_plans"] ?? 0) > earlier ? "unknown" : "no";
  }),
  "26": openPlans((plan, day) => whether(daysBetween(plan.from, day) > 729)),
  "27": eachEnded((plan, until) => whether(daysBetween(plan.from, until) + 1 > 729)),
  "28": eachEnded((plan, until) => whether(until <= addMonths(plan.from, 3))),
  "29": openPlans((plan, day, child) => {
    if (addMonths(plan.from, 3) > day) return null;
    const isLate = (c: Clock): boolean =>
      c.due < day && (c.done === null ? c.ended === null || c.ended > c.due : c.done > c.due);
    return whether(!planReviews(child, plan).some(isLate));
  }),
  "30": dueIn(protectionVisits),
  "31": openPlans((_plan, day, child) =>
    whether(protectionVisits(child).some((c) => c.due < day && isOpen(c, day))),
  ),
  "32": (child, asked) =>
    rowsOf(child, "visit").flatMap((row) => {
      const day = dayOf(row, "on_date");
      if (!within(day, asked) || !["cp", "any"].includes(String(row.values["purpose"]))) return [];
      if (ageAt(child, day) < 4 || !isIn(plans(child), day)) return [];
      if (row.values["seen"] === false) return ["no"];
      return [says(row.values["alone"])];
    }),
  "33": dueIn(coreGroups),
  "34": eachPlan((row) => (row.values["latest_category"] === null ? "unknown" : "yes")),
  "35": (child, { to }) => (isIn(inNeed(child), to) ? ["yes"] : []),
  "36": dueIn(inNeedVisits),
  "37": (child, { to }) =>
    inNeed(child).flatMap((days) => (on(days, to) ? [whether(addMonths(days.from, 24) <= to)] : [])),
  "38": (child, asked) =>
    inNeedPlans(child).flatMap((plan) => {
      const { until } = plan;
      if (!within(until, asked) || until === birthday(child, 18) || until === child.died) return [];
      if (addMonths(until, 12) > asked.today) return [];
      const up = [
        ...daysOf(child, "protection_plan", "started_on"),
        ...daysOf(child, "care_period", "started_on"),
      ];
      return [whether(up.some((day) => day >= until && day <= addMonths(until, 12)))];
    }),
  "39": (child, { to }) => (inCare(child, to) ? ["yes"] : []),
  "40": counted((child) => stays(child).map((stay) => stay.from)),
  "40.ceased": counted((child) => stays(child).map((stay) => stay.until)),
  "41": (child, { to }) =>
    inCare(child, to) ? [whether(placements(child).filter((p) => inYear(p, to)).length >= 3)] : [],
  "42": (child, { to }) => {
    const stay = stayOn(child, to);
    if (stay === undefined || child.born === null || to >= addMonths(child.born, 192)) return [];
    if (addMonths(stay.from, 30) > to) return [];
    return [
      whether(
        placements(child).some(
          (p) => on(p, to) && (addMonths(p.from, 24) <= to || String(p.row?.values["type"]).startsWith("A")),
        ),
      ),
    ];
  },
  "44": (child, { to }) => {
    if (!inCare(child, to)) return [];
    const needs = [...cases(child), ...plans(child), ...periods(child), ...leaver(child)];
    const held = holders(child).filter((h) => inYear(heldWhileNeeded(h, needs, child), to));
    const real = held.filter((h) => {
      const days = heldWhileNeeded(h, needs, child);
      return days.until === null || days.until > days.from;
    });
    return [whether(new Set(real.map((h) => h.row?.values["worker_ref"])).size >= 3)];
  },
  "45": dueIn(careVisits),
  "46": dueIn(careReviews),
  "47": dueIn(firstHealth, (c) => c.from),
  "48": answered("health", "assessed", "no"),
  "48.dental": answered("dental", "dental", "no"),
  "48.immunised": answered("immunisation", "immunised", "unknown"),
  "49": (child, { to }) => {
    const age = ageAt(child, to);
    if (age < 4 || age > 16 || !aYear(child, to)) return [];
    const scored = [
      ...rowsOf(child, "sdq").map((row) => [dayOf(row, "on_date"), row.values["score"]] as const),
      ...rowsOf(child, "health_year").map(
        (row) => [dayOf(row, "year_end"), row.values["sdq_score"]] as const,
      ),
    ];
    const isFresh = scored.some(
      ([day, score]) => typeof score === "number" && day !== null && day <= to && to < addMonths(day, 12),
    );
    return [isFresh ? "yes" : "unknown"];
  },
  "50": (child, asked) =>
    rowsOf(child, "missing_episode").flatMap((row) => {
      const day = dayOf(row, "started_on");
      return within(day, asked) && inCare(child, day) ? ["yes"] : [];
    }),
  "51": returned((row) => {
    if (row.values["interview_offered"] === true)
      return row.values["interview_offered_at"] === null ? "unknown" : "yes";
    return says(row.values["interview_offered"]);
  }),
  "51.accepted": returned((row) => {
    if (row.values["interview_accepted"] === true) return "yes";
    if (row.values["interview_accepted"] === false) return "no";
    return row.values["interview_offered"] === true ? "unknown" : "no";
  }),
  "53": ceased(["E45"]),
  "53.adopted": ceased(["E11"]),
  "54": statusOf([19, 20, 21], "in_touch", (value) => value === "YES"),
  "54.home": statusOf([19, 20, 21], "accommodation", (value) => value === "B1"),
  "54.work": statusOf([19, 20, 21], "activity", (value) => value === "F1" || value === "P5"),
  "55": (child, { to }) => {
    const eighteen = birthday(child, 18);
    const isOwed =
      isIn(leaver(child), to) ||
      (eighteen !== null &&
        to < eighteen &&
        (child.died === null || to < child.died) &&
        isEligible(child, to));
    if (!isOwed) return [];
    const reviewed = daysOf(child, "care_leaver", "pathway_reviewed_on");
    return [whether(reviewed.some((day) => day <= to && to <= addMonths(day, 6)))];
  },
  "56.children": counted((child) => daysOf(child, "pre_proceedings", "application_on")),
  "58": (child, { to }) =>
    rowsOf(child, "pre_proceedings").flatMap((row) => {
      const start = dayOf(row, "started_on") as IsoDate;
      const until = first(dayOf(row, "decided_on"), dayOf(row, "application_on"), child.died);
      if (!on({ from: start, until }, to) || (child.died !== null && start > child.died)) return [];
      return [whether(daysBetween(start, to) > 112)];
    }),
};

/** A holder holds only while there is something to hold: from then on, until all of it that ran on without a gap is over. */
function heldWhileNeeded(holder: Days, needs: readonly Days[], child: Child): Days {
  const assessed = rowsOf(child, "assessment").map((row) => ({
    from: dayOf(row, "started_on") as IsoDate,
    until: first(dayOf(row, "authorised_on"), child.died),
  }));
  const ahead = [...needs, ...assessed].filter((n) => n.until === null || n.until >= holder.from);
  let over: IsoDate | null = null;
  if (ahead.length === 0) over = needs.length + assessed.length === 0 ? null : holder.from;
  for (const need of ahead.sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (over !== null && need.from > over) break;
    if (need.until === null) {
      over = null;
      break;
    }
    if (over === null || need.until > over) over = need.until;
  }
  return { from: holder.from, until: first(holder.until, over, child.died) };
}

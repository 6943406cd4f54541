import { addDays, addMonths, type IsoDate } from "../../../kernel/dates.ts";
import { earliest } from "../../../kernel/duties/states.ts";
import { type Count, flow, type Part, stock } from "../contribution.ts";
import { dutiesOf, type Life, spansOf } from "../life.ts";
import { holds, merged, valuesOver } from "../stretches.ts";
import { openAndOver } from "./timeliness.ts";
import { firstDayOf } from "./health.ts";

/** The window about a birthday in which SSDA903 asks, and the months for which a later statement still tells of it. */
const WINDOW = { before: 3, after: 1, told: 9 };
const AGES = [17, 18, 19, 20, 21] as const;
const PLAN_MONTHS = 6;

/** Indicators 54 and 55: care leavers. */
export function countLeaving(life: Life): Count[] {
  return [
    ...AGES.flatMap((age) => birthday(life, age)),
    ...pathway(life),
    ...dutiesOf(life, "T76").flatMap((duty) => openAndOver("55", duty)),
  ];
}

/** What was said of a care leaver about a birthday: the last word within the window, else the first after it. */
function birthday(life: Life, age: (typeof AGES)[number]): Count[] {
  const { story } = life;
  if (story.born === null) return [];
  const on = firstDayOf(story.born, age);
  if (story.died !== null && story.died <= on) return [];
  const [first, last, told] = [
    addMonths(on, -WINDOW.before),
    addMonths(on, WINDOW.after),
    addMonths(on, WINDOW.told),
  ];
  const isLeaver =
    story.of("leaving.eligible").some((m) => m.on < told) ||
    story.of("leaving.becameEligible").some((m) => m.on <= on);
  if (!isLeaver) return [];
  const statements = story.of("leaving.status").filter((m) => m.on >= first && m.on < told);
  const said = statements.findLast((m) => m.on <= last) ?? statements[0];
  if (said?.detail["inTouch"] === "DIED") return [];
  const part = (name: string, yes: (value: string) => boolean): Part => {
    const value = said?.detail[name];
    return typeof value === "string" ? (yes(value) ? "both" : "den") : "unknown";
  };
  // The accommodation code ends in 1 where the home is suitable and 2 where it is not.
  const home = /^[A-Z][12]$/.test(String(said?.detail["accommodation"] ?? ""))
    ? part("accommodation", (value) => value.endsWith("1"))
    : "unknown";
  const sort = age >= 19 ? "54" : "54.young";
  const subject = `birthday:${age}`;
  return [
    flow(
      sort,
      part("inTouch", (value) => value === "YES"),
      on,
      subject,
      { from: last },
    ),
    flow(`${sort}.home`, home, on, subject, { from: last }),
    flow(
      `${sort}.work`,
      part("activity", (value) => /^[FP]\d/.test(value)),
      on,
      subject,
      { from: last },
    ),
  ];
}

/** Eligible, relevant and former relevant young people, and the days on which the plan had been made or reviewed within six months. */
function pathway(life: Life): Count[] {
  const { story } = life;
  const over = earliest(story.of("person.turned18")[0]?.on ?? null, story.died);
  const owed = merged(
    [
      ...spansOf(story, "care-leaver"),
      ...story.of("leaving.becameEligible").map((m) => ({ from: m.on, until: over })),
    ],
    true,
  );
  const plans = [...story.of("pathway.reviewed"), ...story.of("pathway.assessed")].map((m) => ({
    from: m.on,
    until: addDays(addMonths(m.on, PLAN_MONTHS), 1),
  }));
  const changes = plans.flatMap((plan) => [plan.from, plan.until]);
  const isFresh = (day: IsoDate): boolean => plans.some((plan) => holds(plan, day));
  return owed.flatMap((stretch) =>
    valuesOver(stretch, changes, isFresh).flatMap(({ value, ...part }) =>
      stock("55", value ? "both" : "den", part, `leaver:${stretch.from}`),
    ),
  );
}

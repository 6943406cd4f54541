import { z } from "zod";
import { CASE_TYPES, type CaseTypeId } from "./caseTypes.ts";

/** A number a form may change. */
type Field = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly least: number;
  readonly most: number;
  /** Decimals it may have. */
  readonly decimals: 0 | 1 | 2;
  readonly suffix?: string;
};

const field = (
  name: string,
  label: string,
  [least, most]: readonly [number, number],
  more: Partial<Pick<Field, "hint" | "decimals" | "suffix">> = {},
): Field => ({ name, label, least, most, decimals: 0, ...more });

const percent = (name: string, label: string, most: number, hint?: string): Field =>
  field(name, label, [0, most], { decimals: 1, suffix: "%", ...(hint === undefined ? {} : { hint }) });

/** The numbers a form may change, in its groups. Vacancy, cover and turnover begin as England's at 30 September 2025. */
export const GROUPS: readonly { readonly title: string; readonly fields: readonly Field[] }[] = [
  {
    title: "What a worker can carry",
    fields: [
      field("limit", "Points of a full-time worker", [1, 1000]),
      field("stable", "Points that are not cases", [0, 999], { hint: "Meetings, duty, training, travel." }),
      percent("newlyQualified", "Workers who are newly qualified", 100),
      field("relief", "Points they are spared", [0, 999]),
    ],
  },
  {
    title: "Posts and people",
    fields: [
      field("posts", "Posts funded now", [1, 5000], {
        hint: "No file says; begins with the workers who hold a child today.",
      }),
      percent("vacancy", "Posts vacant", 90, "England 2025: 14.2%"),
      percent("cover", "Vacancies covered by agency workers", 100, "England 2025: 73.6%"),
      percent("turnover", "Workers who leave in a year", 100, "England 2025: 11.8%"),
      field("monthsToFill", "Months to fill a post", [0, 36], { decimals: 1 }),
      percent("absence", "Time away", 90, "England 2023: 3.2%, sickness alone"),
    ],
  },
  {
    title: "How far out the forecast may be",
    fields: [
      percent(
        "forecastError",
        "Error of the load forecast",
        50,
        "About 6% for a whole authority; more for a team.",
      ),
      field("seed", "Seed of the simulation", [1, 999_999], { hint: "The same seed gives the same answer." }),
    ],
  },
  {
    title: "A duty or assessment team, where work waits",
    fields: [
      field("dutyWeekly", "New cases a week", [0, 2000], { decimals: 1 }),
      field("dutyDays", "Working days each takes a place", [1, 260], { decimals: 1 }),
      field("dutyWorkers", "Workers", [1, 500]),
      field("dutyPlaces", "Places each", [1, 60]),
    ],
  },
];

export const caseFields = (type: CaseTypeId): readonly [open: Field, points: Field, years: Field] => {
  const words = CASE_TYPES.find(({ id }) => id === type)?.words ?? type;
  return [
    field(`open.${type}`, `${words}: children open`, [0, 50_000], { decimals: 1 }),
    field(`points.${type}`, `${words}: points each`, [0.5, 100], { decimals: 1 }),
    field(`years.${type}`, `${words}: mean years open`, [0.02, 18], { decimals: 2 }),
  ];
};

export const FIELDS: readonly Field[] = [
  ...CASE_TYPES.flatMap(({ id }) => caseFields(id)),
  ...GROUPS.flatMap(({ fields }) => fields),
];

const text = z.string().max(20).optional();

/** What an address or a form may carry: each number as it was typed. */
export const typedFields = {
  ...Object.fromEntries(FIELDS.map(({ name }) => [name, text])),
  families: z.enum(["own", "usual", "alone"]).optional(),
  fill: z.enum(["vacancy", "turnover"]).optional(),
} as { readonly [name: string]: z.ZodType<string | undefined> };

/** A number as it was typed, or a sentence saying what it should be. */
export function readNumber(one: Field, typed: string): number | { problem: string } {
  const said = one.label.charAt(0).toUpperCase() + one.label.slice(1);
  const plain = typed.replace(/[%,\s]/g, "");
  const shape = one.decimals === 0 ? /^\d{1,7}$/ : new RegExp(`^\\d{1,7}(\\.\\d{1,${one.decimals}})?$`);
  if (!shape.test(plain)) {
    const kind =
      one.decimals === 0
        ? "a whole number"
        : `a number with at most ${one.decimals} decimal${one.decimals === 1 ? "" : "s"}`;
    return { problem: `${said}: give ${kind}` };
  }
  const value = Number(plain);
  return value < one.least || value > one.most
    ? { problem: `${said}: give ${one.least} to ${one.most}` }
    : value;
}

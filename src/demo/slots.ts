import { daysBetween, type DayNumber } from "../kernel/dates.ts";
import type { Case, Kid } from "./kid.ts";
import { dateIn } from "./rows.ts";
import type { Sentence, Slots } from "./template.ts";
import type { Setting } from "./wordsChild.ts";

const PRIMARY = [
  "Fellgate Primary",
  "St Wilfrid's Primary",
  "Mill Lane Infants",
  "Ashenby Juniors",
  "Low Harrow Primary",
  "Brackenside CE Primary",
];
const SECONDARY = [
  "Marrick Academy",
  "Northmoor High",
  "Wendle Community School",
  "Saltmere College",
  "St Aelred's",
];
const NURSERY = ["Little Acorns nursery", "Coldwater nursery", "the nursery at Mill Lane"];
const CARERS = ["Sandra", "Jan", "Maureen", "Tony", "Comfort", "Nasreen", "Sue", "Denise", "Pauline", "Ruth"];

const pickBy = (list: readonly string[], number: number): string =>
  list[Math.abs(number) % list.length] ?? "";

const first = (name: string): string => name.split(" ")[0] ?? name;

/** The words that are true of a child on a day: who is there to be named, and which school they go to at that age. */
export function slotsFor(kase: Case, kid: Kid, on: DayNumber, setting: Setting, used: Set<Sentence>): Slots {
  const { days } = kase;
  const age = Math.max(0, days.age(kid.born, on));
  const number = Number(kid.id.slice(2));
  const born = !kid.unborn && kid.born <= on;
  const they = !born ? "the baby" : kid.sex === "F" ? "she" : kid.sex === "M" ? "he" : "the child";
  const them = !born ? "the baby" : kid.sex === "F" ? "her" : kid.sex === "M" ? "him" : "the child";
  const their = !born ? "the baby's" : kid.sex === "F" ? "her" : kid.sex === "M" ? "his" : "the child's";
  const today = days.iso(on);
  const adult = (relation: string): string | null => {
    const found = kid.adults.find((person) => person.relation === relation && person.unknown !== true);
    return found === undefined || (found.died !== undefined && found.died <= today)
      ? null
      : first(found.name);
  };
  const alone = kase.theme === "asylum";
  const other = kase.kids.find((each) => each !== kid && each.born <= on && !each.unborn);
  const school =
    age < 2
      ? null
      : age < 4
        ? pickBy(NURSERY, number)
        : age < 11
          ? pickBy(PRIMARY, number)
          : age < 17
            ? pickBy(SECONDARY, number)
            : null;
  const mum = alone ? null : adult("mother");
  const homes = kid.rows.of("placement").filter((row) => String(row["started_on"]) <= today);
  const living = homes.at(-1)?.["type"];
  const since = homes.length === 0 ? null : dateIn(homes.at(-1) ?? {}, "started_on");
  const fostered = typeof living === "string" && /^[UA]/.test(living);
  const carer =
    living === "P1" ? mum : fostered ? pickBy(CARERS, number + homes.length * 3) : "the key worker";
  return {
    age,
    name: born ? kid.forename : "the baby",
    they,
    They: they.charAt(0).toUpperCase() + they.slice(1),
    them,
    their,
    mum,
    dad: alone ? null : adult("father"),
    carer: setting === "care" ? carer : null,
    foster: setting === "care" && fostered ? carer : null,
    school: school ?? (age >= 17 ? "college" : null),
    sibling: kase.story === "young-mother" ? null : (other?.forename ?? null),
    gran: alone ? null : adult("maternal grandmother"),
    inCare: setting === "care",
    settled: fostered && since !== null && daysBetween(since, today) > 120,
    used,
  };
}

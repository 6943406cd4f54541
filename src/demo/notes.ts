import { later, type DayNumber, type IsoInstant } from "../kernel/dates.ts";
import { odds } from "./chance.ts";
import { managerOn, workerOn } from "./holding.ts";
import type { Case, Kid, Moment } from "./kid.ts";
import { slotsFor } from "./slots.ts";
import { oneOf, sentence, type Sentence, type Slots } from "./template.ts";
import type { DemoNote } from "./types.ts";
import { visitWords } from "./visitWords.ts";
import { ARRIVING, childsWords, type Setting } from "./wordsChild.ts";
import { BETWEEN, BETWEEN_LEAVING } from "./wordsBetween.ts";
import { OTHER, type Words } from "./wordsOther.ts";

/** Notes a child has when nobody asks for more or fewer, over all children; measured on several seeds. */
const USUAL = 35;

type Ready = {
  readonly kind: string;
  readonly good: readonly Sentence[];
  readonly tired: readonly Sentence[];
  readonly quoted: boolean;
};

const ready = (words: Words & { readonly quoted?: true }): Ready => ({
  kind: words.kind,
  good: words.good.map(sentence),
  tired: words.tired.map(sentence),
  quoted: words.quoted === true,
});
const MOMENTS: { readonly [kind: string]: Ready } = Object.fromEntries(
  Object.entries(OTHER).map(([kind, words]) => [kind, ready(words)]),
);
const IDLE = odds(BETWEEN.map((words) => [ready(words), words.weight] as const));
const IDLE_LEAVING = odds(BETWEEN_LEAVING.map((words) => [ready(words), words.weight] as const));

const VISITS: ReadonlySet<string> = new Set(["visit", "care-visit", "in-need-visit", "assessment-visit"]);
/** Moments at which a child is asked and answers, apart from visits. */
const ASKED: ReadonlySet<string> = new Set([
  "plan-review",
  "care-review",
  "conference",
  "returned",
  "closed",
  "in-need-review",
  "section-47",
]);

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** The notes of one child, in the order of what they tell. `perChild` changes how many, in proportion. */
export function notesFor(kase: Case, kid: Kid, perChild: number | undefined): DemoNote[] {
  const { chance, days } = kase;
  const moments = kid.moments.filter((moment) => moment.on <= days.today).sort((a, b) => a.on - b.on);
  if (moments.length === 0) return [];
  const idle = kid.spans.reduce(
    (sum, span) =>
      sum + Math.max(0, (span.to ?? days.today) - span.from) / (span.phase === "leaving" ? 70 : 34),
    0,
  );
  const scale = (perChild ?? USUAL) / USUAL;
  const wanted = Math.max(perChild === 0 ? 0 : 1, Math.round((moments.length + idle) * scale));
  const told = spread(moments, Math.min(moments.length, wanted));
  const memory: Memory = { used: new Set(), said: new Set() };
  const notes = told.map((moment) => aboutMoment(kase, kid, moment, memory));
  const between = wanted - told.length;
  const lengths = kid.spans.map(
    (span) => Math.max(1, (span.to ?? days.today) - span.from) / (span.phase === "leaving" ? 2 : 1),
  );
  if (between > 0 && lengths.length > 0) {
    const where = odds(kid.spans.map((span, index) => [span, lengths[index] ?? 1] as const));
    for (let n = 0; n < between; n += 1) {
      const span = chance.draw(where);
      const on = days.previousWork(chance.whole(span.from, span.to ?? days.today));
      notes.push(inBetween(kase, kid, Math.max(on, span.from), span.phase, memory));
    }
  }
  return notes.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** So many of a list, evenly, keeping the first and the last. */
function spread(list: readonly Moment[], count: number): readonly Moment[] {
  if (count >= list.length) return list;
  const step = count > 1 ? (list.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, n) => list[Math.round(n * step)]).filter(
    (moment) => moment !== undefined,
  );
}

function written(kase: Case, on: DayNumber): IsoInstant {
  const { chance, days } = kase;
  const wait = chance.unit();
  const day = wait < 0.72 ? on : wait < 0.88 ? days.work(on, 1) : days.work(on, chance.whole(2, 5));
  // Today is not over: what is written today was written early.
  if (day >= days.today)
    return `${days.iso(Math.min(day, days.today))}T0${chance.whole(5, 7)}:${two(chance.whole(0, 59))}:00.000Z` as IsoInstant;
  const hour = chance.happens(0.6) ? chance.whole(14, 17) : chance.whole(9, 20);
  return `${days.iso(day)}T${two(hour)}:${two(chance.whole(0, 59))}:00.000Z` as IsoInstant;
}

function settingOn(kase: Case, kid: Kid, on: DayNumber): Setting {
  // A child who has short breaks lives at home.
  if (kase.story === "care-short-breaks") return "home";
  const span = kid.spans.findLast((each) => each.from <= on);
  if (span?.phase === "leaving") return "leaving";
  return span?.phase === "care" && (span.to === null || on <= span.to) ? "care" : "home";
}

/** What is said by whoever manages the worker, and not by the worker. */
const BY_MANAGER: ReadonlySet<string> = new Set([
  "Management decision",
  "Assessment authorised",
  "Management oversight",
]);

const authorOf = (kase: Case, kid: Kid, on: DayNumber, kind: string): string =>
  BY_MANAGER.has(kind) ? managerOn(kase, kid, on) : workerOn(kase, kid, on);

/** What has been written of a child so far. */
type Memory = { readonly used: Set<Sentence>; readonly said: Set<string> };

const good = (kase: Case): boolean => kase.chance.happens(0.62);

function aboutMoment(kase: Case, kid: Kid, moment: Moment, memory: Memory): DemoNote {
  const { chance, days } = kase;
  const setting = settingOn(kase, kid, moment.on);
  const slots = slotsFor(kase, kid, moment.on, setting, memory.used);
  const asked = VISITS.has(moment.kind)
    ? moment.seen === true && chance.happens(moment.alone === true ? 0.8 : 0.35)
    : ASKED.has(moment.kind) && chance.happens(0.55);
  const at = written(kase, moment.on);
  const quoted =
    asked && !kid.unborn && kid.died !== moment.on && moment.kind !== "died"
      ? childsWords(chance, slots, setting, kase.theme === "asylum", memory.said)
      : null;
  const unsettled = setting === "care" && !slots.settled && kase.theme !== "asylum";
  const arriving = moment.kind === "became-looked-after" && slots.age >= 4 && chance.happens(0.7);
  const known = MOMENTS[moment.kind];
  const words = known ? say(kase, known, slots) : visitWords(kase, kid, moment, slots, setting, good(kase));
  const kind = known?.kind ?? (setting === "care" ? "Visit in care" : "Home visit");
  return {
    on: days.iso(moment.on),
    at: moment.at === undefined ? at : later(at, moment.at),
    kind,
    words,
    childsWords: arriving ? chance.pick(ARRIVING) : unsettled && chance.happens(0.6) ? null : quoted,
    workerRef: authorOf(kase, kid, moment.on, kind),
  };
}

function say(kase: Case, words: Ready, slots: Slots): string {
  const { chance } = kase;
  const first = good(kase) ? oneOf(chance, words.good, slots) : null;
  return (
    first ?? oneOf(chance, words.tired, slots) ?? oneOf(chance, words.good, slots) ?? "Recorded on the form."
  );
}

function inBetween(kase: Case, kid: Kid, on: DayNumber, phase: string, memory: Memory): DemoNote {
  const { chance, days } = kase;
  const setting: Setting = phase === "leaving" ? "leaving" : settingOn(kase, kid, on);
  const slots = slotsFor(kase, kid, on, setting, memory.used);
  let words = chance.draw(setting === "leaving" ? IDLE_LEAVING : IDLE);
  for (let tries = 0; tries < 6 && !suits(words, slots, setting); tries += 1) words = chance.draw(IDLE);
  const quoted =
    words.quoted && !kid.unborn
      ? childsWords(chance, slots, setting, kase.theme === "asylum", memory.said)
      : null;
  return {
    on: days.iso(on),
    at: written(kase, on),
    kind: words.kind,
    words: say(kase, words, slots),
    childsWords: quoted,
    workerRef: authorOf(kase, kid, on, words.kind),
  };
}

/** Direct work is with a child old enough, school with one who goes, and family time with one who lives elsewhere. */
function suits(words: Ready, slots: Slots, setting: Setting): boolean {
  if (setting === "leaving") return true;
  if (words.kind === "Family time") return setting === "care" && slots.mum !== null;
  if (words.kind === "School" || words.kind === "Direct work") return slots.age >= 5 && slots.age < 17;
  return true;
}

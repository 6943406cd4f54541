import type { Case, Kid, Moment } from "./kid.ts";
import { oneOf, sentence, type Sentence, type Slots } from "./template.ts";
import { LITTLE_ONES, type Setting } from "./wordsChild.ts";
import * as W from "./wordsVisits.ts";

const ready = (list: readonly string[]): readonly Sentence[] => list.map(sentence);

const HOME_OPENINGS = ready(W.HOME_OPENINGS);
const HOME_SEEN_ALONE = ready(W.HOME_SEEN_ALONE);
const HOME_SEEN = ready(W.HOME_SEEN);
const HOME_NOT_SEEN = ready(W.HOME_NOT_SEEN);
const HOME_TIRED = ready(W.HOME_TIRED);
const byTone = (
  list: readonly (readonly [tone: W.Tone, words: string])[],
  tone: W.Tone,
): readonly Sentence[] => ready(list.filter(([of]) => of === tone).map(([, words]) => words));
const MEANS = { good: byTone(W.MEANS, "good"), bad: byTone(W.MEANS, "bad") };
const NEXT = ready(W.NEXT);
const CARE_OPENINGS = ready(W.CARE_OPENINGS);
const CARE_LOOKED = ready(W.CARE_LOOKED);
const CARE_TIRED = ready(W.CARE_TIRED);
const CARE_NOT_SEEN = ready(W.CARE_NOT_SEEN);
const looked = (theme: string, tone: W.Tone): readonly Sentence[] =>
  ready(W.HOME_LOOKED.filter(([of, how]) => of === theme && how === tone).map(([, , words]) => words));
const LOOKED: {
  readonly [theme: string]: { readonly good: readonly Sentence[]; readonly bad: readonly Sentence[] };
} = Object.fromEntries(
  [...new Set(W.HOME_LOOKED.map(([theme]) => theme))].map((theme) => [
    theme,
    { good: looked(theme, "good"), bad: looked(theme, "bad") },
  ]),
);

const UNBORN = ready([
  "Visit to {mum} at home. Cot and pram are in the front room, still in the wrapping. She knows the due date to the day and talked about what she wants to do differently.",
  "Saw {mum} with the midwife. Scan fine. {mum} has told us about the flat and who else has a key.",
  "{mum} was seen at home. She has cut down to two cigarettes and has kept every appointment with the midwife since we last met.",
  "{mum} showed me the list for her hospital bag and asked what happens at the conference. I told her, step by step, and wrote it down.",
  "Joint visit with the midwife. {mum} was tired and honest: she is scared that we have already decided. We have not, and I said so.",
  "Saw {mum} at her mother's. They had been arguing about the pram and it was ordinary and warm.",
  "PBA visit. Mum seen. Preparations ok. Midwife to update.",
]);
const LITTLE = ready(LITTLE_ONES);

/** What a worker writes of a visit: who was seen and how, what was there, what it may mean, what is next. A tired one writes less. */
export function visitWords(
  kase: Case,
  kid: Kid,
  moment: Moment,
  slots: Slots,
  setting: Setting,
  good: boolean,
): string {
  const { chance } = kase;
  const one = (list: readonly Sentence[]): string | null => oneOf(chance, list, slots);
  if (kid.unborn || slots.name === "the baby") return one(UNBORN) ?? "Visit made.";
  const care = setting === "care";
  if (moment.seen === false)
    return one(care ? CARE_NOT_SEEN : HOME_NOT_SEEN) ?? one(HOME_NOT_SEEN) ?? "Not seen.";
  if (!good) return one(care ? CARE_TIRED : HOME_TIRED) ?? "Visit completed. Seen.";
  const little = slots.age < 3;
  const seen = little
    ? one(LITTLE)
    : moment.alone === true
      ? one(HOME_SEEN_ALONE)
      : care
        ? null
        : one(HOME_SEEN);
  const tone: W.Tone = chance.happens(0.55) ? "good" : "bad";
  const found = care ? one(CARE_LOOKED) : chance.happens(0.8) ? one(LOOKED[kase.theme]?.[tone] ?? []) : null;
  const said = [
    chance.happens(0.75) ? one(care ? CARE_OPENINGS : HOME_OPENINGS) : null,
    seen,
    found,
    chance.happens(0.4) && !care ? one(MEANS[tone]) : null,
    chance.happens(0.5) ? one(NEXT) : null,
  ].filter((each) => each !== null);
  return said.length === 0 ? "Visit made. Seen." : said.join(" ");
}

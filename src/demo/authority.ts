import { toDay } from "../kernel/dates.ts";

import { daysUpTo, type Days } from "./days.ts";
import { deal, type Dealt } from "./deck.ts";
import { contact } from "./frontDoor.ts";
import { nameVisitors, release } from "./holding.ts";
import { AUTHORITY_CODE } from "./identity.ts";
import type { Case, Kid } from "./kid.ts";
import { notesFor } from "./notes.ts";
import { dateIn } from "./rows.ts";
import { makeKids } from "./people.ts";
import { claimsOf, familyOf, writePerson } from "./personRows.ts";
import { birthsFor, familyChance, mainDay, tellingOf } from "./stories.ts";
import { earlier } from "./storiesFrontDoor.ts";
import { unallocate } from "./storiesNeed.ts";
import { themeFor } from "./themes.ts";
import type { DemoAuthority, DemoChild, DemoNote, DemoOptions } from "./types.ts";
import { workforceFor, type Workforce } from "./workforce.ts";

/**
 * Invents an English authority: its teams, its workers, and six years of its children, with what is late and what is missing.
 * The same seed and day give the same authority on every machine. Children are told one at a time and none is kept, so that
 * fifty thousand cost no more memory than one. Proportions follow the published England figures; nobody in it is anybody.
 */
export function generateAuthority(options: DemoOptions): DemoAuthority {
  const days = daysUpTo(options.today);
  const work = workforceFor(options.seed, options.children, days);
  return {
    name: "Northmoor",
    code: AUTHORITY_CODE,
    today: options.today,
    teams: work.teams,
    workers: work.workers,
    *children(): Generator<DemoChild> {
      for (const dealt of deal(options.seed, options.children)) yield* tellFamily(options, days, work, dealt);
    },
  };
}

function* tellFamily(options: DemoOptions, days: Days, work: Workforce, dealt: Dealt): Generator<DemoChild> {
  const chance = familyChance(options.seed, dealt.family);
  const telling = tellingOf(dealt.story);
  const on = mainDay(chance, days, telling);
  const births = birthsFor(chance, days, dealt, on);
  const made = makeKids(chance, days, options.seed, dealt, births, telling.alone === true);
  const teenager = births.every((birth) => days.age(birth.born, on) >= 11);
  const kase: Case = {
    chance,
    days,
    work,
    district: dealt.block,
    story: dealt.story,
    faults: new Set(dealt.faults),
    kids: made.kids,
    posts: new Map(),
    theme: themeFor(chance, dealt.story, teenager),
  };
  if (chance.happens(telling.history > 0 ? 1 : 0)) earlier(kase, on, telling.history);
  telling.tell(kase, on);
  whileOpen(kase);
  if (kase.faults.has("unallocated")) unallocate(kase);

  for (const [mine, kid] of kase.kids.entries()) {
    const birthMissing = kase.faults.has("birth-missing") && mine === 0;
    const ethnicityMissing = kase.faults.has("ethnicity-missing") || chance.happens(0.012);
    if (birthMissing) kid.planted.add("birth-missing");
    if (ethnicityMissing) kid.planted.add("ethnicity-missing");
    release(kase, kid, null, "");
    nameVisitors(kase, kid);
    writePerson(kase, made, mine, birthMissing, ethnicityMissing);
    const notes = notesFor(kase, kid, options.notesPerChild);
    const family = familyOf(kase, made, mine);
    yield {
      claims: claimsOf(days, kid, birthMissing),
      notes: kase.faults.has("visit-recorded-early") ? recordedEarly(days, kid, notes) : notes,
      family,
      restricted: kase.faults.has("restricted") || dealt.story === "adopted" || chance.happens(0.004),
      story: dealt.story,
      planted: [...kid.planted],
    };
  }
}

/** A third of open cases are told of again by somebody who does not know that they are open. */
function whileOpen(kase: Case): void {
  const { chance, days } = kase;
  const since = (kid: Kid): number =>
    toDay(dateIn(kid.referral?.values ?? {}, "received_on") ?? days.iso(days.today));
  const open = kase.kids.filter(
    (kid) => kid.referral !== null && !kid.unborn && days.age(kid.born, days.today) < 18,
  );
  if (open.length === 0 || !chance.happens(0.33)) return;
  // All of them were open by then: a baby of the family may have come later than the others.
  const from = Math.max(...open.map(since));
  if (days.today - from < 15) return;
  const on = days.nextWork(chance.whole(from + 8, days.today - 5));
  contact(kase, open, on, "Linked to open case", chance.pick(["6", "2A", "3F", "1D"]));
}

/** The last visit's note was written the day before the visit: what was meant to be seen, not what was. */
function recordedEarly(days: Days, kid: Kid, notes: readonly DemoNote[]): DemoNote[] {
  const last = notes.findLastIndex((note) => note.kind === "Home visit");
  kid.planted.add("visit-recorded-early");
  return notes.map((note, index) => {
    if (index !== last) return note;
    return { ...note, at: `${days.iso(toDay(note.on) - 1)}T15:40:00.000Z` as DemoNote["at"] };
  });
}

import type { DayNumber } from "../kernel/dates.ts";
import { lookAfter, type Home } from "./care.ts";
import { goesMissing, leavesCare, permanence } from "./careExtras.ts";
import {
  base,
  careFaults,
  careOrder,
  finalOrder,
  firstHomes,
  foster,
  FOSTER,
  intoCare,
  simply,
  teen,
  told,
  voluntary,
} from "./intoCare.ts";
import type { Case } from "./kid.ts";
import { protect } from "./protection.ts";
import { toConference } from "./storiesProtection.ts";
import type { Telling } from "./telling.ts";

/** Children in homes and units, on their own, missing, waiting for adoption, growing out of care. */
export const CARE_ELSEWHERE = {
  "care-residential": told(
    { ...base, ago: [900, 1900], ages: [11, 16] },
    {
      way: "proceedings",
      legal: careOrder,
      homes: (kase, from) => {
        const moved = kase.days.nextWork(from + kase.chance.whole(250, 480));
        return [
          ...firstHomes(kase, from, moved),
          { on: moved, type: "K2", provider: kase.chance.pick(["PR4", "PR4", "PR1"]) },
        ];
      },
      plan: "Residential care",
    },
  ),
  "care-asylum": {
    ...base,
    ago: [120, 500],
    ages: [16, 17],
    history: 0,
    alone: true,
    tell: (kase, on) => {
      const { care } = simply(kase, on, {
        way: "alone",
        legal: voluntary,
        homes: (at, from) => [
          foster(at, from, "CARPL"),
          { on: at.days.nextWork(from + at.chance.whole(45, 110)), type: "K3", provider: "PR4" },
        ],
        plan: "Supported living in the community",
      });
      for (const kid of kase.kids) kid.asylum = kase.days.iso(care);
      careFaults(kase);
    },
  },
  "care-teen-missing": {
    ...teen,
    ago: [600, 1300],
    tell: (kase, on) => {
      const { care } = simply(kase, on, {
        way: "section20",
        legal: voluntary,
        homes: movesOften,
        plan: "Residential care",
      });
      for (const kid of kase.kids)
        goesMissing(
          kase,
          kid,
          kase.chance.whole(4, 11),
          Math.max(care + 30, kase.days.today - 420),
          false,
          false,
        );
      careFaults(kase);
    },
  },
  "care-missing-now": {
    ...teen,
    ago: [400, 900],
    tell: (kase, on) => {
      const { care } = simply(kase, on, {
        way: "section20",
        legal: voluntary,
        homes: movesOften,
        plan: "Supported living in the community",
      });
      for (const kid of kase.kids)
        goesMissing(kase, kid, 5, Math.max(care + 30, kase.days.today - 300), true, false);
    },
  },
  "care-secure": told(
    { ...teen, ago: [600, 1000] },
    {
      way: "proceedings",
      legal: careOrder,
      homes: (kase, from) => [
        foster(kase, from, "CREQB"),
        { on: kase.days.nextWork(from + 90), type: "K2", provider: "PR4", why: "CARPL" },
        { on: kase.days.today - 34, type: "K1", provider: "PR2" },
      ],
      plan: "Residential care",
    },
  ),
  "care-dolo": {
    ...base,
    ages: [12, 15],
    ago: [700, 1100],
    tell: (kase, on) => {
      simply(kase, on, {
        way: "proceedings",
        legal: careOrder,
        homes: (at, from) => [
          ...firstHomes(at, from, from + 200),
          { on: at.days.nextWork(from + 220), type: "K2", provider: "PR4" },
        ],
        plan: "Residential care",
      });
      const started = kase.days.nextWork(kase.days.today - kase.chance.whole(25, 75));
      for (const kid of kase.kids) {
        kid.rows.add("deprivation_order", kase.days.iso(started), {
          started_on: kase.days.iso(started),
          ended_on: null,
        });
        kid.moments.push({ on: started, kind: "court" });
      }
    },
  },
  "care-remand": told(
    { ...base, ages: [15, 16], ago: [25, 40] },
    {
      way: "emergency",
      legal: (_, from) => [["J1", from]],
      homes: (_, from) => [{ on: from, type: "R5", provider: "PR3" }],
      plan: "Return home",
    },
  ),
  "care-adoption": {
    ...base,
    ages: [1, 3],
    ago: [640, 760],
    tell: (kase, on) => {
      const { days, chance } = kase;
      const { care } = intoCare(kase, Math.max(on, days.today - 760), "emergency");
      const order = finalOrder(kase, care);
      const matched = days.previousWork(days.today - chance.whole(40, 90));
      const placed = days.work(matched, 14);
      lookAfter(kase, kase.kids, {
        from: care,
        to: null,
        need: "N1",
        legal: [
          ["C1", care],
          ["E1", order],
        ],
        homes: [foster(kase, care), { on: placed, type: "A5", provider: "PR1" }],
        plans: [
          ["Assess return home", days.work(care, 9)],
          ["Adoption", days.nextWork(order - 40)],
        ],
      });
      permanence(kase, kase.kids, "decided", days.work(order, -25), null);
      permanence(kase, kase.kids, "placement-order", order, null);
      permanence(kase, kase.kids, "matched", matched, null);
      permanence(kase, kase.kids, "placed", placed, null);
    },
  },
  "care-short-breaks": told(
    { ...base, ages: [8, 16], ago: [420, 900] },
    {
      way: "section20",
      legal: (_, from) => [["V4", from]],
      homes: (_, from) => [{ on: from, type: "K2", provider: "PR1" }],
      plan: "Series of short breaks",
    },
  ),
  "care-eligible": {
    ...base,
    ages: [16, 17],
    ago: [1000, 2100],
    tell: (kase, on) => {
      const { care } = simply(kase, on, {
        way: "proceedings",
        legal: careOrder,
        homes: (at, from) => {
          const settled = at.days.nextWork(from + 260);
          const independent = at.days.nextWork(at.days.today - at.chance.whole(30, 150));
          const lasting: Home = { on: settled, type: "U4", provider: at.chance.pick(FOSTER), longTerm: true };
          return [
            foster(at, from),
            lasting,
            ...(at.chance.happens(0.4) ? [{ on: independent, type: "K3", provider: "PR4" }] : []),
          ];
        },
        plan: "Supported living in the community",
      });
      for (const kid of kase.kids) leavesCare(kase, kid, { eligibility: "Eligible", from: care });
    },
  },
  "young-mother": {
    ...base,
    ages: [17, 17],
    ago: [900, 1100],
    history: 0.3,
    tell: (kase, on) => {
      const [mother, baby] = kase.kids;
      if (mother === undefined) return;
      const hers: Case = { ...kase, kids: [mother], posts: new Map() };
      simply(hers, on, {
        way: "section20",
        legal: voluntary,
        homes: (at, from) => [
          foster(at, from),
          { on: at.days.nextWork(at.days.today - 160), type: "U6", provider: "PR5" },
        ],
        plan: "Supported living in the community",
      });
      leavesCare(hers, mother, { eligibility: "Eligible", from: on + 200 });
      mother.mother = baby !== undefined;
      if (baby === undefined) return;
      const his: Case = { ...kase, kids: [baby], posts: new Map() };
      const { plan } = toConference(his, kase.days.nextWork(baby.born - 60));
      protect(his, [baby], plan, { ended: null });
    },
  },
} satisfies { readonly [story: string]: Telling };

function movesOften(kase: Case, from: DayNumber): Home[] {
  const { chance, days } = kase;
  const homes: Home[] = [];
  for (let at = from; at < days.today - 20; at = days.nextWork(at + chance.whole(70, 260))) {
    const residential = homes.length > 1 && chance.happens(0.6);
    homes.push({
      on: at,
      type: residential ? "K2" : "U6",
      provider: residential ? "PR4" : chance.pick(FOSTER),
      why: chance.pick(["CREQB", "CHILD", "CREQB", "LAREQ", "PLACE", "ALLEG"]),
    });
  }
  return homes;
}

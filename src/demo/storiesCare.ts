import { careOrder, base, firstHomes, foster, FOSTER, told, voluntary } from "./intoCare.ts";
import type { Telling } from "./telling.ts";

/** Children who live with foster carers, with relatives, or at home under an order. */
export const CARE = {
  "care-new": told(
    { ...base, ago: [125, 190], ages: [3, 15] },
    { way: "section20", legal: voluntary, homes: (kase, from) => [foster(kase, from)], plan: "Return home" },
  ),
  "care-emergency": told(
    { ...base, ago: [4, 16], ages: [0, 9] },
    {
      way: "emergency",
      // Police protection for up to three days, then an emergency protection order, then an interim order.
      legal: (kase, from) => [
        ["L1", from],
        ["L2", kase.days.nextWork(from + 2)],
        ["C1", kase.days.nextWork(from + 9)],
      ],
      homes: (kase, from) => [foster(kase, from)],
      plan: "Assess return home",
    },
  ),
  "care-long-term": told(
    { ...base, ago: [1150, 2150], ages: [7, 16] },
    {
      way: "proceedings",
      legal: careOrder,
      homes: (kase, from) => {
        const settled = kase.days.nextWork(from + kase.chance.whole(200, 520));
        const visits = kase.chance.happens(0.25) ? { visits: "six-monthly" as const } : {};
        return [
          ...firstHomes(kase, from, settled),
          { on: settled, type: "U4", provider: kase.chance.pick(FOSTER), longTerm: true, ...visits },
        ];
      },
      plan: "Long-term fostering",
    },
  ),
  "care-parent-immediate": told(
    { ...base, ago: [75, 110], ages: [4, 14] },
    {
      way: "emergency",
      legal: (_, from) => [["C1", from]],
      homes: (kase, from) => [
        foster(kase, from),
        {
          on: kase.days.nextWork(Math.max(from + 12, kase.days.today - 20)),
          type: "P1",
          provider: "PR0",
          visits: "immediate",
        },
      ],
      plan: "Return home",
    },
  ),
  "care-parent-interim": told(
    { ...base, ago: [400, 480], ages: [1, 9] },
    {
      way: "proceedings",
      legal: (_, from) => [["C1", from]],
      homes: (_, from) => [{ on: from, type: "P1", provider: "PR0" }],
      plan: "Live with parents",
    },
  ),
  "care-parent-order": told(
    { ...base, ago: [900, 1700], ages: [5, 15] },
    {
      way: "proceedings",
      legal: careOrder,
      homes: (kase, from) => [
        foster(kase, from),
        { on: kase.days.nextWork(from + kase.chance.whole(150, 300)), type: "P1", provider: "PR0" },
      ],
      plan: "Live with parents",
    },
  ),
  "care-connected": told(
    { ...base, ago: [800, 1700], ages: [3, 15] },
    {
      way: "proceedings",
      legal: careOrder,
      homes: (kase, from) => [
        foster(kase, from),
        {
          on: kase.days.nextWork(from + kase.chance.whole(60, 200)),
          type: "U1",
          provider: "PR1",
          longTerm: true,
        },
      ],
      plan: "Live with relatives",
    },
  ),
  "care-connected-temporary": told(
    { ...base, ago: [30, 80], ages: [1, 11] },
    {
      way: "emergency",
      legal: (kase, from) => [
        ["V2", from],
        ["C1", kase.days.nextWork(from + 16)],
      ],
      homes: (_, from) => [{ on: from, type: "U3", provider: "PR1", visits: "temporary" }],
      plan: "Live with relatives",
    },
  ),
} satisfies { readonly [story: string]: Telling };

import { z } from "zod";
import { funnel, funnelProblem } from "../stats/funnel/funnel.ts";
import { attributeChart, attributeProblem } from "../stats/spc/attribute.ts";
import { xmrChart, xmrProblem } from "../stats/spc/xmr.ts";
import type { Answer, CommandIo } from "./chart-items.ts";
import { answerItems, DONE, firstProblem, readRequest, unreadable, UNUSABLE } from "./chart-items.ts";

const HELP = `kith chart spc|attribute|funnel --in items.json --out results.json

Reads an array of {"id", "input"} and writes an array of {"id", "result"}.

  spc        XmR charts. input: points [{"x": "2026-04-01", "y": 12 or null}], improvementDirection
             (increase, decrease, neutral), target, rebase [dates], fixAfterNPoints (12 or more),
             screenOutliers
  attribute  input: chart (run, i, c, u, u-prime, p, p-prime, t, g), y [numbers or null],
             n [denominators], partAfter, freezeAfter
  funnel     input: dataType (proportion, standardisedRatio), srMethod (CQC, SHMI), limit (95, 99),
             multiplier, trimBy, units [{"group", "numerator", "denominator"}]

If any item cannot be used, says which and why, and writes nothing.
Exit code: 0 done, 2 arguments, file or item could not be used.
`;

const number = z.number({ error: "must be a number" });
const numberOrNull = z.number({ error: "must be a number or null" }).nullable();
const wholeOrNull = z
  .int({ error: "must be a whole number or null" })
  .min(1, { error: "must be at least 1" })
  .nullable();
const date = z.iso.date({ error: "must be a date, as 2026-04-01" });

const xmrInput = z.strictObject(
  {
    points: z.array(
      z.strictObject({ x: date, y: numberOrNull }, { error: "must be an object with x and y" }),
      { error: "must be a list of points" },
    ),
    improvementDirection: z.enum(["increase", "decrease", "neutral"], {
      error: "must be increase, decrease or neutral",
    }),
    target: numberOrNull.default(null),
    rebase: z
      .array(date, { error: "must be a list of dates" })
      .nullable()
      .default([])
      .transform((dates) => dates ?? []),
    fixAfterNPoints: wholeOrNull.default(null),
    screenOutliers: z.boolean({ error: "must be true or false" }).default(true),
  },
  { error: unreadable },
);

const attributeInput = z.strictObject(
  {
    chart: z.enum(["run", "i", "c", "u", "u-prime", "p", "p-prime", "t", "g"], {
      error: "must be run, i, c, u, u-prime, p, p-prime, t or g",
    }),
    y: z.array(numberOrNull, { error: "must be a list of numbers" }),
    n: z.array(numberOrNull, { error: "must be a list of numbers or null" }).nullable().default(null),
    partAfter: z
      .union([wholeOrNull, z.array(z.int().min(1))], {
        error: "must be a whole number, a list of them, or null",
      })
      .default(null),
    freezeAfter: wholeOrNull.default(null),
  },
  { error: unreadable },
);

const funnelInput = z.strictObject(
  {
    dataType: z.enum(["proportion", "standardisedRatio"], {
      error: "must be proportion or standardisedRatio",
    }),
    srMethod: z.enum(["CQC", "SHMI"], { error: "must be CQC, SHMI or null" }).nullable().default(null),
    limit: z.literal([95, 99], { error: "must be 95 or 99 (99 means 99.8%)" }).default(99),
    multiplier: number.default(1),
    trimBy: number.default(0.1),
    units: z.array(
      z.strictObject(
        { group: z.string({ error: "must be a name" }), numerator: number, denominator: number },
        { error: "must be an object with group, numerator and denominator" },
      ),
      { error: "must be a list of units" },
    ),
  },
  { error: unreadable },
);

/** Reads, checks and charts one input. */
function charting<Input>(
  schema: z.ZodType<Input>,
  problemWith: (input: Input) => string | null,
  chart: (input: Input) => unknown,
): (input: unknown) => Answer {
  return (given) => {
    const read = schema.safeParse(given);
    if (!read.success) return { ok: false, problem: firstProblem(read.error) };
    const problem = problemWith(read.data);
    return problem === null ? { ok: true, result: chart(read.data) } : { ok: false, problem };
  };
}

const CHARTS: ReadonlyMap<string, (input: unknown) => Answer> = new Map([
  ["spc", charting(xmrInput, xmrProblem, xmrChart)],
  ["attribute", charting(attributeInput, attributeProblem, attributeChart)],
  ["funnel", charting(funnelInput, funnelProblem, funnel)],
]);

/**
 * `kith chart spc|attribute|funnel --in items.json --out results.json`. `argv` starts after the word chart. Returns the exit code: 0 done, 2
 * arguments, file or item could not be used.
 */
export async function runChart(argv: string[], io: CommandIo): Promise<number> {
  const request = readRequest(argv);
  if ("problem" in request) {
    io.err(`${request.problem}\n`);
    return UNUSABLE;
  }
  if (request.help) {
    io.out(HELP);
    return DONE;
  }
  const [kind, ...rest] = request.positionals;
  const answer = CHARTS.get(kind ?? "");
  if (answer === undefined || rest.length > 0) {
    io.err("Say which chart: spc, attribute or funnel. --help says more.\n");
    return UNUSABLE;
  }
  return answerItems(request, io, answer);
}

import { z } from "zod";
import type { LoadInput } from "../stats/staffing/load.ts";
import { unreadable } from "./chart-items.ts";

const number = z.number({ error: "must be a number" });
const positive = number.positive({ error: "must be above 0" });

export interface ErlangInput {
  name?: string | undefined;
  servers: number;
  offered: number;
}

export interface CompoundInput {
  name: string | undefined;
  load: LoadInput;
  loadAsGiven: Record<string, number>;
  capacityPerFte: number;
  fill: number[];
}

export interface SimulationInput {
  name: string | undefined;
  load: LoadInput;
  capacityPerFte: number;
  workers: number;
  meanYears: number;
  variation: number;
  seed: number | undefined;
  years: number | undefined;
  warmUpYears: number | undefined;
  repeats: number | undefined;
}

/** Shares of posts filled for which posts are given unless others are asked for: good, fair, and England in 2024 without agency cover. */
const USUAL_FILLS = [0.95, 0.9, 0.858];

const NAMED_TEAM = /^load ([\d.]+), capacity ([\d.]+)(?: a worker)?, (\d+) workers?$/u;

const ANSWERS = new Set([
  "erlangB",
  "erlangC",
  "mean",
  "variance",
  "fteForMean",
  "fte99",
  "pAtFte99",
  "fteNormal99",
  "pAtMeanCapacity",
  "formula",
  "simNeedClock",
  "simWorkClock",
  "oneMinusErlangC",
]);

/** An earlier result can be fed back as input: its answers are passed over, anything else unknown is refused. */
function withoutAnswers(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(
    Object.entries(given).filter(([key]) => !ANSWERS.has(key) && !key.startsWith("posts99_fill")),
  );
}

function casesOf(load: Record<string, number>): LoadInput["cases"] {
  return Object.entries(load)
    .map(([weight, open]) => ({ weight: Number(weight), open }))
    .sort((a, b) => a.weight - b.weight);
}

const load = z.record(
  z.string().regex(/^\d+(\.\d+)?$/u, { error: "must be a number" }),
  number.min(0, { error: "must be 0 or more" }),
  {
    error: (issue) =>
      issue.code === "invalid_key"
        ? "the weight must be a number above 0"
        : "must be the mean number open at each weight",
  },
);

export const erlangInput = z.preprocess(
  withoutAnswers,
  z.strictObject({ name: z.string().optional(), servers: number, offered: number }, { error: unreadable }),
);

export const compoundInput = z.preprocess(
  withoutAnswers,
  z
    .strictObject(
      {
        name: z.string().optional(),
        load,
        capacityPerFte: positive,
        fill: z
          .array(positive.max(1, { error: "must be at most 1" }), {
            error: "must be a list of shares",
          })
          .default(USUAL_FILLS),
        familySizes: z
          .array(number.min(0, { error: "must be 0 or more" }))
          .min(1)
          .optional(),
        forecastVariation: number.optional(),
      },
      { error: unreadable },
    )
    .transform((read): CompoundInput => {
      const { familySizes, forecastVariation } = read;
      return {
        name: read.name,
        load: {
          cases: casesOf(read.load),
          ...(familySizes === undefined ? {} : { familySizes }),
          ...(forecastVariation === undefined ? {} : { forecastVariation }),
        },
        loadAsGiven: read.load,
        capacityPerFte: read.capacityPerFte,
        fill: read.fill,
      };
    }),
);

/** A team given only by a name of the usual form. */
function fromName(given: unknown): unknown {
  const own = withoutAnswers(given);
  if (typeof own !== "object" || own === null) return own;
  const found = "name" in own ? NAMED_TEAM.exec(String(own.name)) : null;
  if (found === null) return own;
  const [, open, capacity, workers] = found.map(Number);
  return { load: { 1: open }, capacityPerFte: capacity, workers, ...own };
}

export const simulationInput = z.preprocess(
  fromName,
  z
    .strictObject(
      {
        name: z.string().optional(),
        load,
        capacityPerFte: positive,
        workers: number,
        meanYears: positive.default(1),
        variation: number.min(0, { error: "must be 0 or more" }).default(1),
        seed: z.int({ error: "must be a whole number" }).optional(),
        years: number.optional(),
        warmUpYears: number.optional(),
        repeats: z.int({ error: "must be a whole number" }).optional(),
      },
      { error: unreadable },
    )
    .transform((read): SimulationInput => ({
      name: read.name,
      load: { cases: casesOf(read.load) },
      capacityPerFte: read.capacityPerFte,
      workers: read.workers,
      meanYears: read.meanYears,
      variation: read.variation,
      seed: read.seed,
      years: read.years,
      warmUpYears: read.warmUpYears,
      repeats: read.repeats,
    })),
);

/** Which of the three questions an input asks, told by its fields; null if none. */
export function kindOf(given: unknown): "erlang" | "compound" | "simulation" | null {
  if (typeof given !== "object" || given === null) return null;
  if ("servers" in given || "offered" in given) return "erlang";
  if ("workers" in given) return "simulation";
  if ("load" in given || "capacityPerFte" in given) return "compound";
  return "name" in given && NAMED_TEAM.test(String(given.name)) ? "simulation" : null;
}

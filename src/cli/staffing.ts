import { compoundProblem, loadDistribution } from "../stats/staffing/compound.ts";
import { erlang, erlangProblem } from "../stats/staffing/erlang.ts";
import { loadProblem } from "../stats/staffing/load.ts";
import {
  chanceNoneUnallocated,
  postsNeeded,
  postsProblem,
  workersNeeded,
  workersNeededQuickly,
} from "../stats/staffing/posts.ts";
import { simulate, simulationProblem, USUAL_LENGTH } from "../stats/staffing/simulate.ts";
import type { Answer, CommandIo } from "./chart-items.ts";
import { answerItems, DONE, firstProblem, readRequest, UNUSABLE } from "./chart-items.ts";
import { compoundInput, erlangInput, kindOf, simulationInput } from "./staffing-input.ts";
import type { CompoundInput, ErlangInput, SimulationInput } from "./staffing-input.ts";

const HELP = `kith staffing --in items.json --out results.json

Reads an array of {"id", "input"} and writes an array of {"id", "result"}. What is asked is told by the input:

  servers, offered              Erlang B and C: the chance that work has to wait
  load, capacityPerFte          workers and posts for a weighted load. load: {"4": 60, "6": 25} is the mean
                                number open at each weight; also fill [shares of posts filled],
                                familySizes [chances of 1, 2 ... children], forecastVariation
  load, capacityPerFte, workers the same load simulated beside the formula; also seed, years,
                                warmUpYears, repeats, meanYears, variation. A name such as
                                "load 30, capacity 15 a worker, 3 workers" will do instead

If any item cannot be used, says which and why, and writes nothing.
Exit code: 0 done, 2 arguments, file or item could not be used.
`;

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

function answerErlang({ name, servers, offered }: ErlangInput): Answer {
  const problem = erlangProblem(servers, offered);
  if (problem !== null) return { ok: false, problem };
  return { ok: true, result: { ...named(name), servers, offered, ...erlang(servers, offered) } };
}

function answerCompound(input: CompoundInput): Answer {
  const { load, capacityPerFte, fill: fills } = input;
  const problem = loadProblem(load) ?? compoundProblem(load) ?? postsProblem(load, capacityPerFte, fills);
  if (problem !== null) return { ok: false, problem };
  const distribution = loadDistribution(load);
  const fteForMean = distribution.mean / capacityPerFte;
  const fte99 = workersNeeded(distribution, capacityPerFte);
  const posts = fills.map((fill) => [`posts99_fill${fill}`, postsNeeded(distribution, capacityPerFte, fill)]);
  return {
    ok: true,
    result: {
      ...named(input.name),
      load: input.loadAsGiven,
      capacityPerFte,
      mean: distribution.mean,
      variance: distribution.variance,
      fteForMean,
      fte99,
      pAtFte99: chanceNoneUnallocated(distribution, fte99, capacityPerFte),
      fteNormal99: workersNeededQuickly(load, capacityPerFte),
      ...Object.fromEntries(posts),
      pAtMeanCapacity: chanceNoneUnallocated(distribution, Math.ceil(fteForMean), capacityPerFte),
    },
  };
}

/** Each simulated figure is the one that the formula beside it estimates: time clear for the need clock, cases that need not wait for Erlang C. */
function answerSimulation(input: SimulationInput): Answer {
  const { load, capacityPerFte, workers } = input;
  const team = (clock: "need" | "work") => ({
    arrivals: load.cases.map(({ weight, open }) => ({
      weight,
      perYear: open / input.meanYears,
      meanYears: input.meanYears,
      variation: input.variation,
    })),
    workers,
    capacity: capacityPerFte,
    clock,
  });
  const length = {
    seed: input.seed ?? USUAL_LENGTH.seed,
    years: input.years ?? USUAL_LENGTH.years,
    warmUpYears: input.warmUpYears ?? USUAL_LENGTH.warmUpYears,
    repeats: input.repeats ?? USUAL_LENGTH.repeats,
  };
  const problem = loadProblem(load) ?? compoundProblem(load) ?? simulationProblem(team("need"), length);
  if (problem !== null) return { ok: false, problem };
  const distribution = loadDistribution(load);
  // Erlang C knows only equal cases, each in a place of its own.
  const only = load.cases.length === 1 ? load.cases[0] : undefined;
  const places = only === undefined ? 0 : workers * Math.floor(capacityPerFte / only.weight);
  return {
    ok: true,
    result: {
      ...named(input.name),
      formula: chanceNoneUnallocated(distribution, workers, capacityPerFte),
      simNeedClock: simulate(team("need"), length).chanceNoneUnallocated,
      simWorkClock: simulate(team("work"), length).allocatedAtOnce,
      oneMinusErlangC: only === undefined ? null : 1 - erlang(places, only.open).erlangC,
    },
  };
}

function answerStaffing(given: unknown): Answer {
  const kind = kindOf(given);
  switch (kind) {
    case "erlang": {
      const read = erlangInput.safeParse(given);
      return read.success ? answerErlang(read.data) : { ok: false, problem: firstProblem(read.error) };
    }
    case "compound": {
      const read = compoundInput.safeParse(given);
      return read.success ? answerCompound(read.data) : { ok: false, problem: firstProblem(read.error) };
    }
    case "simulation": {
      const read = simulationInput.safeParse(given);
      return read.success ? answerSimulation(read.data) : { ok: false, problem: firstProblem(read.error) };
    }
    case null:
      return {
        ok: false,
        problem: "input needs servers and offered, or load and capacityPerFte (and workers)",
      };
  }
}

/**
 * `kith staffing --in items.json --out results.json`. `argv` starts after the word staffing. Returns the exit code: 0 done, 2 arguments, file
 * or item could not be used. Has the name its sibling has, so that whoever puts commands together treats both alike.
 */
export async function runStaffing(argv: string[], io: CommandIo): Promise<number> {
  const request = readRequest(argv);
  if ("problem" in request) {
    io.err(`${request.problem}\n`);
    return UNUSABLE;
  }
  if (request.help) {
    io.out(HELP);
    return DONE;
  }
  if (request.positionals.length > 0) {
    io.err(`"${request.positionals.join(" ")}" is not understood. --help says more.\n`);
    return UNUSABLE;
  }
  return answerItems(request, io, answerStaffing);
}

import type { Chance } from "../numeric/random.ts";
import { eventQueue } from "./event-queue.ts";

/** One kind of case. */
export interface Arrivals {
  weight: number;
  /** Children a year. */
  perYear: number;
  meanYears: number;
  /** Coefficient of variation of how long cases stay open (log-normal). */
  variation: number;
}

export interface Team {
  arrivals: readonly Arrivals[];
  /** Funded posts, all filled at the start. */
  workers: number;
  /** Points each worker can carry. */
  capacity: number;
  /** Whether a case's time runs from its arrival (the child's need) or from its first allocation (the work). */
  clock: "need" | "work";
  /** Chances of a family of 1, 2, 3 ... children, who come together and stay as long as each other; absent means one each. */
  familySizes?: readonly number[];
  /** Arrivals in each month from January, against the yearly mean. */
  monthIndex?: readonly number[];
  /** Share of workers who leave in a year; their cases go back to the queue. */
  turnover?: number;
  monthsToFill?: number;
  /** Share of time a worker takes no new case (leave, sickness), in spells of two weeks. */
  absence?: number;
}

/** What one repeat saw, in years. */
export interface TeamRun {
  clearShare: number;
  clearByMonth: number[];
  cases: number;
  allocatedAtOnce: number;
  yearsWaited: number;
  worstWait: number;
  handovers: number;
}

interface Case {
  weight: number;
  years: number;
  /** When it joined the queue it is in, or last was in. */
  queuedAt: number;
  worker: Worker | null;
  started: boolean;
  ended: boolean;
  counted: boolean;
}

interface Worker {
  spare: number;
  present: boolean;
  inPost: boolean;
  cases: Set<Case>;
}

type Event =
  | { kind: "arrival"; of: Arrivals }
  | { kind: "end"; of: Case }
  | { kind: "leave" | "fill" | "away" | "back"; of: Worker };

const SPELL_YEARS = 14 / 365.25;

/** One repeat: events in time order, time in years from 1 January. */
export function runTeam(team: Team, chance: Chance, length: { years: number; warmUpYears: number }): TeamRun {
  const queue = eventQueue<Event>();
  const warm = Math.ceil(length.warmUpYears);
  const finish = warm + Math.ceil(length.years);
  const busiest = Math.max(...(team.monthIndex ?? [1]));
  const sizes = team.familySizes ?? [1];
  const meanSize = sizes.reduce((total, share, index) => total + share * (index + 1), 0);
  const absence = team.absence ?? 0;
  const tally = { cases: 0, allocatedAtOnce: 0, yearsWaited: 0, worstWait: 0, handovers: 0 };
  const clear = Array.from({ length: 12 }, () => 0);
  const workers: Worker[] = Array.from({ length: team.workers }, () => ({
    spare: team.capacity,
    present: true,
    inPost: true,
    cases: new Set<Case>(),
  }));
  const waiting = new Set<Case>();
  const smallest = Math.min(...team.arrivals.map((kind) => kind.weight));
  let now = 0;

  /** Counts the time since the last event as clear where nothing was waiting, month by month. */
  function passTimeTo(at: number): void {
    const to = Math.min(at, finish);
    let from = Math.max(now, warm);
    while (waiting.size === 0 && from < to) {
      const month = Math.floor(from * 12 + 1e-9);
      const until = Math.min(to, (month + 1) / 12);
      clear[month % 12] = (clear[month % 12] ?? 0) + Math.max(0, until - from);
      from = until;
    }
    now = at;
  }

  /** Whoever has most room, so that the load is shared evenly; null when nobody has enough. */
  function workerFor(weight: number): Worker | null {
    let best: Worker | null = null;
    for (const worker of workers) {
      if (!worker.inPost || !worker.present || worker.spare < weight) continue;
      if (best === null || worker.spare > best.spare) best = worker;
    }
    return best;
  }

  function allocate(item: Case): boolean {
    const worker = workerFor(item.weight);
    if (worker === null) return false;
    worker.spare -= item.weight;
    worker.cases.add(item);
    item.worker = worker;
    const wait = now - item.queuedAt;
    if (item.counted) {
      tally.yearsWaited += wait;
      tally.worstWait = Math.max(tally.worstWait, wait);
      if (item.started) tally.handovers += 1;
      else if (wait === 0) tally.allocatedAtOnce += 1;
    }
    if (!item.started && team.clock === "work") {
      queue.add(now + item.years, { kind: "end", of: item });
    }
    item.started = true;
    return true;
  }

  /** Oldest first; a small case may pass a large one that nobody has room for. */
  function allocateWaiting(): void {
    for (const item of waiting) {
      if (allocate(item)) waiting.delete(item);
      // However long the queue, nobody is asked again once nobody has room for even the smallest case.
      else if (workerFor(smallest) === null) return;
    }
  }

  function nextArrival(of: Arrivals): void {
    if (of.perYear === 0) return;
    const mean = meanSize / (of.perYear * busiest);
    queue.add(now + chance.exponential(mean), { kind: "arrival", of });
  }

  function familySize(): number {
    let left = chance.uniform();
    for (const [index, share] of sizes.entries()) {
      left -= share;
      if (left < 0) return index + 1;
    }
    return sizes.length;
  }

  function arrive(of: Arrivals): void {
    nextArrival(of);
    // Arrivals are drawn at the busiest month's rate, and thinned to this month's.
    const index = team.monthIndex?.[Math.floor(now * 12 + 1e-9) % 12] ?? 1;
    if (index < busiest && chance.uniform() * busiest >= index) return;
    const years = chance.lognormal(of.meanYears, of.variation);
    for (let child = familySize(); child > 0; child -= 1) {
      const counted = now >= warm && now < finish;
      const item: Case = {
        weight: of.weight,
        years,
        queuedAt: now,
        worker: null,
        started: false,
        ended: false,
        counted,
      };
      tally.cases += counted ? 1 : 0;
      if (team.clock === "need") queue.add(now + years, { kind: "end", of: item });
      // Those already waiting have had their chance: nobody had room for them, but somebody may for this one.
      if (!allocate(item)) waiting.add(item);
    }
  }

  function end(item: Case): void {
    item.ended = true;
    if (item.worker === null) {
      const wait = now - item.queuedAt;
      if (item.counted) {
        tally.yearsWaited += wait;
        tally.worstWait = Math.max(tally.worstWait, wait);
      }
      waiting.delete(item);
      return;
    }
    item.worker.spare += item.weight;
    item.worker.cases.delete(item);
    allocateWaiting();
  }

  function leave(worker: Worker): void {
    worker.inPost = false;
    for (const item of worker.cases) {
      item.worker = null;
      item.queuedAt = now;
      waiting.add(item);
    }
    worker.cases.clear();
    worker.spare = team.capacity;
    const gap = chance.exponential((team.monthsToFill ?? 0) / 12);
    queue.add(now + gap, { kind: "fill", of: worker });
    allocateWaiting();
  }

  function startInPost(worker: Worker): void {
    const turnover = team.turnover ?? 0;
    if (turnover > 0) queue.add(now + chance.exponential(1 / turnover), { kind: "leave", of: worker });
  }

  function presentFor(worker: Worker): void {
    if (absence === 0) return;
    const spell = (SPELL_YEARS * (1 - absence)) / absence;
    queue.add(now + chance.exponential(spell), { kind: "away", of: worker });
  }

  for (const of of team.arrivals) nextArrival(of);
  for (const worker of workers) {
    startInPost(worker);
    presentFor(worker);
  }
  for (let next = queue.take(); next !== null && next.at < finish; next = queue.take()) {
    passTimeTo(next.at);
    const { event } = next;
    if (event.kind === "arrival") arrive(event.of);
    else if (event.kind === "end") end(event.of);
    else if (event.kind === "leave") leave(event.of);
    else if (event.kind === "away") {
      event.of.present = false;
      queue.add(now + SPELL_YEARS, { kind: "back", of: event.of });
    } else {
      if (event.kind === "fill") {
        event.of.inPost = true;
        startInPost(event.of);
      } else {
        event.of.present = true;
        presentFor(event.of);
      }
      allocateWaiting();
    }
  }
  passTimeTo(finish);

  const years = finish - warm;
  return {
    ...tally,
    clearShare: Math.min(1, clear.reduce((total, share) => total + share, 0) / years),
    clearByMonth: clear.map((share) => Math.min(1, (share * 12) / years)),
  };
}

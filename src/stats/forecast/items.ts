import { periodsBetween } from "./events.ts";
import type { ForecastItem, KnownEvent, Period, Refusal } from "./types.ts";

/** Ten years of months: beyond it an interval says nothing. */
const LONGEST_HORIZON = 120;
/** More is a mistake in the file: eight centuries of months. */
const MOST_VALUES = 10_000;

/** What was read of a file: the items that can be forecast, and why the others cannot. Both in the order of the file. */
export type ReadItems = { accepted: ForecastItem[]; refused: Refusal[]; ids: string[] };

/**
 * Reads parsed JSON as a list of items. A bad item is refused with a sentence naming it; the others are kept.
 * @throws never; returns undefined where the JSON is not a list
 */
export function readItems(json: unknown): ReadItems | undefined {
  if (!Array.isArray(json)) return undefined;
  const read: ReadItems = { accepted: [], refused: [], ids: [] };
  const list: unknown[] = json;
  const named = list.map((entry, i) =>
    isRecord(entry) && isName(entry["id"]) ? String(entry["id"]) : `#${i + 1}`,
  );
  const times = new Map<string, number>();
  for (const id of named) times.set(id, (times.get(id) ?? 0) + 1);
  list.forEach((entry, i) => {
    const id = named[i] ?? `#${i + 1}`;
    const repeated = (times.get(id) ?? 0) > 1;
    const item = repeated ? `Item ${id}: the id is used ${times.get(id)} times` : itemOf(id, entry);
    read.ids.push(id);
    if (typeof item === "string") read.refused.push({ id, refused: item });
    else read.accepted.push(item);
  });
  return read;
}

/** The item, or a sentence saying what is wrong with it. */
function itemOf(id: string, entry: unknown): ForecastItem | string {
  const refuse = (reason: string) => `Item ${id}: ${reason}`;
  if (!isRecord(entry)) return refuse("must be an object with id, set, frequency, start, horizon and values");
  if (!isName(entry["id"])) return refuse("has no id");
  const { frequency, horizon, start, values, events, set } = entry;
  if (frequency !== 12 && frequency !== 4)
    return refuse(`frequency must be 12 (months) or 4 (quarters), not ${show(frequency)}`);
  if (!isWhole(horizon) || horizon < 1 || horizon > LONGEST_HORIZON)
    return refuse(`horizon must be a whole number from 1 to ${LONGEST_HORIZON}, not ${show(horizon)}`);
  if (!isPeriod(start, frequency))
    return refuse(`start must be [year, period] with a period from 1 to ${frequency}, not ${show(start)}`);
  if (!Array.isArray(values)) return refuse(`values must be a list of numbers, not ${show(values)}`);
  const list: unknown[] = values;
  if (list.length > MOST_VALUES) return refuse(`has ${list.length} values; at most ${MOST_VALUES} are read`);
  const bad = list.findIndex((value) => typeof value !== "number" || !Number.isFinite(value));
  if (bad >= 0) {
    const value = list[bad];
    return refuse(
      value === null || value === undefined
        ? `value ${bad + 1} is missing (null); every period needs a value, 0 only where 0 was counted`
        : `value ${bad + 1} is not a number: ${show(value)}`,
    );
  }
  const reason = tooShort(list.length, frequency);
  if (reason !== undefined) return refuse(reason);
  const known = eventsOf(events, start, frequency, list.length);
  if (typeof known === "string") return refuse(known);
  if (set !== undefined && !isName(set)) return refuse(`set must be text, not ${show(set)}`);
  const numbers = list.filter((value) => typeof value === "number");
  // Without a set an item pools with nothing: a set name that no file can give.
  const pool = set === undefined ? `\u0000${id}` : String(set);
  return { id, set: pool, frequency, start, horizon, values: numbers, events: known };
}

/** Below 24 months a season cannot be told from chance, and there is nothing to test a forecast on. */
export function tooShort(length: number, frequency: number): string | undefined {
  const months = (length * 12) / frequency;
  return months < 24 ? `has ${months} months of values; a forecast needs at least 24` : undefined;
}

function eventsOf(events: unknown, start: Period, frequency: number, length: number): KnownEvent[] | string {
  if (events === undefined) return [];
  if (!Array.isArray(events)) return `events must be a list, not ${show(events)}`;
  const known: KnownEvent[] = [];
  for (const event of events as unknown[]) {
    const from = isRecord(event) ? event["from"] : undefined;
    const to = isRecord(event) ? event["to"] : undefined;
    if (!isPeriod(from, frequency)) return `an event needs from: [year, period], not ${show(from)}`;
    if (to !== undefined && !isPeriod(to, frequency))
      return `an event's to must be [year, period], not ${show(to)}`;
    if (to !== undefined && periodsBetween(from, to, frequency) < 0)
      return "an event's to is before its from";
    if (periodsBetween(start, from, frequency) >= length) return "an event begins after the last value";
    known.push({ from, to });
  }
  return known;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string | number {
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function isPeriod(value: unknown, frequency: number): value is Period {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [year, period]: unknown[] = value;
  return isWhole(year) && isWhole(period) && period >= 1 && period <= frequency;
}

/** A value as it would look in the file, cut short. */
function show(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? "nothing");
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

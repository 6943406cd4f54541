import { sayNumber } from "../words.ts";

/** How a chart's values are said: `say` in a sentence or at the end of a line, `tick` on the axis, where the unit need not be repeated. */
export interface Saying {
  say: (value: number) => string;
  tick: (value: number) => string;
}

/** Beyond this a figure is said in millions or billions, or no label would fit. */
const MILLION = 1_000_000;

/**
 * A number with at most so many decimals, thousands marked and a true minus: 12408.25 as "12,408.3". Millions and more are shortened:
 * "2.5 million". Nothing that is not finite is a number.
 */
export function sayFigure(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return "not known";
  const size = Math.abs(value);
  if (size >= 1e15) return `${value < 0 ? "−" : ""}${size.toExponential(1).replace("e+", " × 10^")}`;
  const [scaled, word] =
    size >= 1000 * MILLION
      ? [size / (1000 * MILLION), " billion"]
      : size >= MILLION
        ? [size / MILLION, " million"]
        : [size, ""];
  const fixed = word === "" ? scaled.toFixed(decimals) : scaled.toFixed(1).replace(/\.0$/, "");
  const [whole = "0", part] = fixed.split(".");
  const text = sayNumber(Number(whole)) + (part === undefined ? "" : `.${part}`);
  return `${value < 0 && Number(fixed) !== 0 ? "−" : ""}${text}${word}`;
}

/** Counts; means of counts get a decimal where they are small. */
export const asCount: Saying = {
  say: (value) => sayFigure(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 1),
  tick: (value) => sayFigure(value, Number.isInteger(value) ? 0 : 1),
};

/** Shares, `whole` being what all is: 1 for a share of one, 100 where values already are percentages. */
export function asPercent(whole: 1 | 100 = 1, decimals = 0): Saying {
  const say = (value: number): string => `${sayFigure((100 * value) / whole, decimals)}%`;
  return {
    say,
    tick: (value) =>
      `${sayFigure((100 * value) / whole, Number.isInteger(round((100 * value) / whole)) ? 0 : 1)}%`,
  };
}

/** A rate or a score, to so many decimals. */
export function asRate(decimals = 1): Saying {
  return {
    say: (value) => sayFigure(value, decimals),
    tick: (value) => sayFigure(value, Number.isInteger(round(value)) ? 0 : decimals),
  };
}

/** A count of something, named: `asCountOf("day", "days")` says "12 days". */
export function asCountOf(one: string, many: string): Saying {
  const say = (value: number): string => {
    const figure = asCount.say(value);
    return `${figure} ${figure === "1" ? one : many}`;
  };
  return { say, tick: asCount.tick };
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

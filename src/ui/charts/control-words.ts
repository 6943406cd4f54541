import type { Figures, Note } from "./chart.ts";
import type { ControlProps } from "./control-props.ts";
import { shapeOf } from "./shapes.ts";
import { chiefSignals, type ControlPoint, type Rule } from "./control-series.ts";
import { sayRule } from "./finding.ts";
import { sayPeriod, sayPeriods } from "./periods.ts";

/** More than these beside the picture, and nobody reads them. */
const MOST_NOTES = 4;

/** What a rule is called beside a figure. */
function ruleWords({ rule, side }: ControlPoint, centreWord: string): string {
  const high = side === "high";
  const words: Record<Rule, string> = {
    outside: high ? "above the upper limit" : "below the lower limit",
    shift: high ? `run above the ${centreWord}` : `run below the ${centreWord}`,
    run: high ? `long run above the ${centreWord}` : `long run below the ${centreWord}`,
    trend: high ? "rising" : "falling",
    twoInThree: high ? "close to the upper limit" : "close to the lower limit",
    crossings: "",
  };
  return rule === null ? "" : words[rule];
}

/** One point in words: "Mar 2026: 76%, below the lower limit". */
export function sayPoint(
  point: ControlPoint,
  { words, series }: Pick<ControlProps, "words" | "series">,
): string {
  const when = sayPeriod(point.x, words.period);
  if (point.y === null) return `${when}: not known`;
  const rule = ruleWords(point, series.centreWord);
  return `${when}: ${words.saying.say(point.y)}${rule === "" ? "" : `, ${rule}`}`;
}

/** The picture told: how long, between what, about which centre, and what fired. */
export function describeControl(props: ControlProps): string {
  const { series, words, target } = props;
  const { say } = words.saying;
  const known = series.points.flatMap(({ y }) => (y === null ? [] : [y]));
  const [first, last] = [series.points[0], series.points.at(-1)];
  if (first === undefined || last === undefined || known.length === 0) return "There are no values to draw.";
  const gaps = series.points.length - known.length;
  const sentences = [
    `${sayPeriods(known.length, words.period)}, ${sayPeriod(first.x, words.period)} to ${sayPeriod(last.x, words.period)}, between ${say(Math.min(...known))} and ${say(Math.max(...known))}.`,
    gaps > 0 ? `${sayPeriods(gaps, words.period)} not known.` : "",
    last.centre === null ? "" : `The ${series.centreWord} is ${say(last.centre)}.`,
    last.lower === null || last.upper === null
      ? ""
      : `The limits are ${say(last.lower)} and ${say(last.upper)}.`,
    target === undefined ? "" : `The target is ${say(target)}.`,
    ...chiefSignals(series.signals).map((signal) => sayRule(signal, series, words)),
    ...(props.rebases ?? []).map(
      ({ on, reason }) => `New limits from ${sayPeriod(on, words.period)}: ${reason}.`,
    ),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** What stands beside the picture: each rule that fired after its mark, and what weakens the limits. */
export function controlNotes(props: ControlProps): Note[] {
  const { series, words, within } = props;
  const signals = chiefSignals(series.signals).toSorted((a, b) => b.to - a.to);
  const notes = signals.slice(0, MOST_NOTES).map((signal, index): Note => ({
    // Why a rule is a rule is said once.
    text: sayRule(signal, series, words, signals.findIndex(({ rule }) => rule === signal.rule) === index),
    mark:
      signal.rule === "crossings"
        ? undefined
        : { shape: shapeOf(signal.rule, signal.side), standing: signal.standing },
  }));
  const last = series.points.at(-1);
  const { say } = words.saying;
  if (signals.length > MOST_NOTES)
    notes.push({ text: `And ${signals.length - MOST_NOTES} earlier: see the figures.` });
  if (series.trial && last?.upper !== null) {
    notes.push({ text: "Trial limits: they rest on fewer than 13 points and will move." });
  }
  if (within !== undefined && last?.upper != null && last.upper > within[1]) {
    notes.push({ text: `No upper limit is drawn: it would be above ${say(within[1])}.` });
  }
  if (within !== undefined && last?.lower != null && last.lower < within[0]) {
    notes.push({ text: `No lower limit is drawn: it would be below ${say(within[0])}.` });
  }
  if (series.points.some(({ y }) => y === null) && series.points.some(({ y }) => y !== null)) {
    notes.push({ text: "A dashed line and ?: nothing is known for that time. No rule counts across it." });
  }
  for (const { on, reason } of props.rebases ?? []) {
    notes.push({ text: `New limits from ${sayPeriod(on, words.period)}: ${reason}.` });
  }
  return notes;
}

/** The same points in figures, the latest first, because it is the one most often looked for. */
export function controlFigures(props: ControlProps): Figures {
  const { series, words, counts, countHeads } = props;
  const { say } = words.saying;
  const sayOr = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : say(value);
  const sayCount = (value: number | null | undefined): string =>
    value === null || value === undefined ? "not known" : String(value);
  const hasLimits = series.points.some(({ upper }) => upper !== null);
  const columns = [
    {
      head:
        words.period === "day" ? "Date" : `${words.period.charAt(0).toUpperCase()}${words.period.slice(1)}`,
    },
    ...(counts && countHeads ? countHeads.map((head) => ({ head, numeric: true })) : []),
    { head: words.measure, numeric: true },
    { head: `${series.centreWord.charAt(0).toUpperCase()}${series.centreWord.slice(1)}`, numeric: true },
    ...(hasLimits
      ? [
          { head: "Lower limit", numeric: true },
          { head: "Upper limit", numeric: true },
        ]
      : []),
    { head: "Signal" },
  ];
  const rows = series.points.map((point, index) => ({
    cells: [
      sayPeriod(point.x, words.period),
      ...(counts && countHeads
        ? [sayCount(counts[index]?.numerator), sayCount(counts[index]?.denominator)]
        : []),
      point.y === null ? "not known" : say(point.y),
      sayOr(point.centre),
      ...(hasLimits ? [sayOr(point.lower), sayOr(point.upper)] : []),
      ruleWords(point, series.centreWord) || "none",
    ],
    href: point.y === null ? undefined : props.href?.(point.x, index),
  }));
  return { columns, rows: rows.toReversed() };
}

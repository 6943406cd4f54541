import type { VNode } from "preact";
import type { Assurance, Better, ControlPoint, ControlSeries } from "./control-series.ts";
import type { Sign } from "./chart.ts";
import { shapePath } from "./marks.tsx";

/** Words and picture for what the series does now; nothing where one value is all there is. */
export function variationSign(series: ControlSeries, better: Better): Sign[] {
  const known = series.points.filter(({ y }) => y !== null);
  return known.length < 2 ? [] : [signOf(known.at(-1), better)];
}

function signOf(last: ControlPoint | undefined, better: Better): Sign {
  if (last === undefined || last.rule === null || last.side === null) {
    return { kind: "variation", of: "common", words: "No signal now: changes are within what chance makes" };
  }
  const way = last.side === "high" ? "up" : "down";
  const judged =
    better === "neutral"
      ? "neither good nor bad in itself"
      : last.standing === "improvement"
        ? "a change for the better"
        : "a change for the worse";
  return { kind: "variation", of: `${last.standing}_${last.side}`, words: `A signal ${way}: ${judged}` };
}

const ASSURANCE: Readonly<Record<Assurance, string>> = {
  consistent_pass: "As things are, the target will be met each time",
  consistent_fail: "As things are, the target will not be met",
  inconsistent: "As things are, the target will be met only by chance",
};

/** Words and picture for whether the target will be met; nothing without a target. */
export function assuranceSign(assurance: Assurance | null, better: Better): Sign[] {
  if (assurance === null) return [];
  const isAbove = (assurance === "consistent_pass") === (better === "increase");
  const of = assurance === "inconsistent" ? assurance : `${assurance}_${isAbove ? "above" : "below"}`;
  return [{ kind: "assurance", of, words: ASSURANCE[assurance] }];
}

/** Heights of the dots in a variation picture: level, or the last three leaving the usual range. */
const LEVEL = [26, 20, 27, 21, 25];
const RISING = [30, 33, 20, 13, 8];
const FALLING = RISING.map((height) => 46 - height);

/** A sign's picture: our own, each different in shape, beside its words. */
export function SignPicture(props: { sign: Sign }): VNode {
  return (
    <svg
      class="ch chart-sign-picture"
      viewBox="0 0 52 46"
      width="52"
      height="46"
      aria-hidden="true"
      focusable="false"
    >
      {props.sign.kind === "variation" ? <Variation of={props.sign.of} /> : <Target of={props.sign.of} />}
    </svg>
  );
}

function Variation(props: { of: string }): VNode {
  const [standing = "common", side] = props.of.split("_");
  const dots = side === "high" ? RISING : side === "low" ? FALLING : LEVEL;
  const xs = dots.map((_, index) => 6 + index * 10);
  return (
    <>
      <path class="ch-band" d="M1 15H51V31H1Z" />
      <path class="ch-limit" d="M1 15H51M1 31H51" />
      <path
        class="ch-line"
        d={dots.map((y, index) => `${index === 0 ? "M" : "L"}${xs[index]} ${y}`).join("")}
      />
      {dots.map((y, index) =>
        index < dots.length - 1 || standing === "common" ? (
          <circle class="ch-dot" cx={xs[index]} cy={y} r="2.5" />
        ) : (
          <path class={`ch-sign ch-${standing}`} d={shapePath("diamond", xs[index] ?? 0, y, 5)} />
        ),
      )}
    </>
  );
}

/** The usual range as a band, the target as a line over, under or through it. */
function Target(props: { of: string }): VNode {
  const top = props.of.endsWith("above") ? 6 : props.of.endsWith("below") ? 22 : 14;
  // Range above the target line: met where more is better. The line itself never moves.
  const line = props.of.endsWith("above") ? 34 : props.of.endsWith("below") ? 12 : 23;
  return (
    <>
      <path class="ch-band" d={`M8 ${top}H44V${top + 18}H8Z`} />
      <path class="ch-limit" d={`M8 ${top}H44M8 ${top + 18}H44`} />
      <path class="ch-target" d={`M1 ${line}H51`} />
      {props.of.startsWith("consistent_fail") && (
        <path class="ch-sign ch-concern" d={shapePath("diamond", 26, top + 9, 5)} />
      )}
      {props.of.startsWith("consistent_pass") && <path class="ch-dot" d={shapePath("dot", 26, top + 9, 4)} />}
    </>
  );
}

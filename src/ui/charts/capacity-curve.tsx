import type { VNode } from "preact";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, TYPE, WIDTH } from "./chart.ts";
import { broken } from "./curves.ts";
import { place } from "./labels.ts";
import { Stroke, shapePath } from "./marks.tsx";
import { axisRoom, Grid, heights, type Plot, type Scale, valueAxis } from "./plot.tsx";
import { asPercent } from "./saying.ts";
import { widthOf } from "./text-width.ts";

export interface CapacityProps {
  /** Posts against the chance that nobody waits, 0 to 1; from `capacityCurve` of `stats/staffing`. */
  steps: readonly { posts: number; chance: number }[];
  /** Posts funded now. */
  funded?: number | undefined;
  /** How sure one wants to be, 0 to 1; each is marked where the curve first reaches it. */
  certainties?: readonly number[] | undefined;
}

const USUAL = [0.5, 0.9, 0.99];

/** "99 in 100", or what is nearest: nothing short of certain is said as certain, nor anything possible as impossible. */
export function sayChance(chance: number, joined = " in "): string {
  if (chance >= 0.9995) return `more than 999${joined}1,000`;
  if (chance >= 0.995) return `${Math.floor(chance * 1000)}${joined}1,000`;
  if (chance < 0.005) return `fewer than 1${joined}100`;
  return `${Math.round(chance * 100)}${joined}100`;
}

const inTimes = (chance: number): string =>
  chance < 0.005 ? "less than once in 100 times" : sayChance(chance, " times in ");

/** Posts that first reach a chance. */
function reaching(
  steps: CapacityProps["steps"],
  certainty: number,
): CapacityProps["steps"][number] | undefined {
  return steps.find(({ chance }) => chance >= certainty);
}

/** Title of a capacity curve: what the posts there are now give, and what it would take. */
export function capacityFinding({ steps, funded }: CapacityProps): string {
  const sure = reaching(steps, 0.99);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return "The load is not known, so posts cannot be planned";
  if (funded === undefined) {
    return sure === undefined
      ? "Posts, and the chance that no child waits"
      : `With ${sure.posts} posts no child waits 99 times in 100`;
  }
  // Off the curve there is less chance than at its foot, or more than at its head.
  const chance = steps.find(({ posts }) => posts === funded)?.chance ?? (funded > last.posts ? 1 : 0);
  const now = `With ${funded} posts no child waits ${inTimes(chance)}`;
  return chance >= 0.99 || sure === undefined ? now : `${now}; with ${sure.posts}, 99 times in 100`;
}

/** How many posts make it how sure that no child waits: a curve, because each step of certainty has its price. */
export function capacityCurve(props: CapacityProps): Chart {
  const { steps, funded } = props;
  const marks = (props.certainties ?? USUAL).flatMap((certainty) => {
    const step = reaching(steps, certainty);
    return step === undefined ? [] : [`${step.posts} posts: no child waits ${sayChance(certainty)}.`];
  });
  return {
    description: steps.length === 0 ? "There is no curve." : marks.join(" "),
    empty: steps.length === 0 ? "The load is not known, so there is no curve to draw." : undefined,
    figures: {
      columns: [
        { head: "Posts" },
        { head: "Chance that no child waits", numeric: true },
        { head: "Said otherwise" },
      ],
      rows: steps.map(({ posts, chance }) => ({
        cells: [
          posts === funded ? `${posts} (funded now)` : String(posts),
          asPercent(1, 1).say(chance),
          sayChance(chance),
        ],
      })),
    },
    notes:
      steps.length === 0
        ? []
        : [{ text: "The curve plans teams. Points are a local choice, and nothing here measures a worker." }],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(props, options),
  };
}

function draw(props: CapacityProps, { size }: DrawOptions): Drawing {
  const { steps, funded } = props;
  const narrow = size === "narrow";
  const axis = valueAxis([0, 1], { from: 0, within: [0, 1], ticks: 5 });
  const { tick } = asPercent(1);
  const plot: Plot = {
    left: axisRoom(axis, tick),
    right: WIDTH[size] - 12,
    top: 30,
    bottom: narrow ? 250 : 300,
  };
  const y = heights(axis, plot);
  const all =
    funded === undefined ? steps.map(({ posts }) => posts) : [...steps.map(({ posts }) => posts), funded];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = plot.right - plot.left - 28;
  const x: Scale = (posts) =>
    round(plot.left + 14 + (most === least ? room / 2 : ((posts - least) * room) / (most - least)));
  const r = Math.max(1.5, Math.min(4, room / Math.max(1, steps.length) / 3));
  return {
    height: plot.bottom + 2 * LEADING + 10,
    marks: (
      <g class="ch-marks" aria-hidden="true">
        <Grid axis={axis} plot={plot} y={y} tick={tick} />
        <Stroke look="ch-line" d={broken(steps.map(({ posts, chance }) => [x(posts), y(chance)]))} />
        {steps.map(({ posts, chance }) => (
          <path class="ch-dot" d={shapePath("dot", x(posts), y(chance), round(r))} />
        ))}
        <Certainties {...props} x={x} y={y} plot={plot} narrow={narrow} />
        <PostsAxis least={least} most={most} plot={plot} x={x} />
      </g>
    ),
  };
}

/** Marks where the curve first reaches each certainty, and the posts there are now. */
function Certainties(props: CapacityProps & { x: Scale; y: Scale; plot: Plot; narrow: boolean }): VNode {
  const { steps, funded, x, y, plot } = props;
  const now = steps.find(({ posts }) => posts === funded);
  const marks = (props.certainties ?? USUAL).flatMap((certainty) => {
    const step = reaching(steps, certainty);
    return step === undefined || step === now
      ? []
      : [{ ...step, text: `${step.posts} posts: ${sayChance(certainty)}` }];
  });
  const labels = marks.map(({ posts, chance, text }) => ({
    x: x(posts),
    y: y(chance),
    radius: 6,
    width: widthOf(text, TYPE, true),
    height: LEADING,
  }));
  const words = funded === undefined ? "" : props.narrow ? `${funded} now` : `${funded} funded now`;
  const width = widthOf(words, TYPE, true);
  const toRight = funded !== undefined && x(funded) + 10 + width < plot.right;
  const nowBoxes =
    funded === undefined
      ? []
      : [
          { x: x(funded) - 3, y: 0, width: 6, height: plot.bottom },
          {
            x: toRight ? x(funded) : x(funded) - width - 10,
            y: plot.bottom - 30,
            width: width + 10,
            height: 26,
          },
        ];
  // The curve itself is kept clear: a label on the line could be read with neither.
  const clear = steps.map(({ posts, chance }) => ({
    x: x(posts) - 4,
    y: y(chance) - 4,
    width: 8,
    height: 8,
  }));
  return (
    <>
      {funded !== undefined && (
        <>
          <path class="ch-target" d={`M${x(funded)} ${plot.top - 8}V${plot.bottom}`} />
          <text
            class="ch-word-improvement"
            x={toRight ? x(funded) + 8 : x(funded) - 8}
            y={plot.bottom - 12}
            text-anchor={toRight ? "start" : "end"}
          >
            {words}
          </text>
          {now && <path class="ch-own" d={shapePath("dot", x(now.posts), y(now.chance), 6)} />}
        </>
      )}
      {marks.map(({ posts, chance }) => (
        <path class="ch-open" d={shapePath("dot", x(posts), y(chance), 5)} />
      ))}
      {place(labels, { x: plot.left, y: 0, width: plot.right - plot.left + 12, height: plot.bottom }, [
        ...clear,
        ...nowBoxes,
      ]).map(({ index, box, anchor }) => (
        <text
          class="ch-halo ch-strong"
          x={round(anchor === "start" ? box.x : anchor === "end" ? box.x + box.width : box.x + box.width / 2)}
          y={round(box.y + 13)}
          text-anchor={anchor}
        >
          {marks[index]?.text}
        </text>
      ))}
    </>
  );
}

function PostsAxis(props: { least: number; most: number; plot: Plot; x: Scale }): VNode {
  const { least, most, plot, x } = props;
  const widest = widthOf(String(most), TYPE) + 14;
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].find((every) => x(least + every) - x(least) >= widest) ??
    5000;
  const first = Math.ceil(least / step) * step;
  const ticks = Array.from(
    { length: Math.floor((most - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  return (
    <g class="ch-axis">
      <path class="ch-floor" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      {(most === least ? [least] : ticks).map((value) => (
        <>
          <path class="ch-floor" d={`M${x(value)} ${plot.bottom}v4`} />
          <text x={x(value)} y={plot.bottom + LEADING + 2} text-anchor="middle">
            {value}
          </text>
        </>
      ))}
      <text x={plot.right} y={plot.bottom + 2 * LEADING + 4} text-anchor="end">
        Posts
      </text>
      <text x="0" y="14">
        No child waits
      </text>
    </g>
  );
}

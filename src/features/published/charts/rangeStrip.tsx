import {
  type Chart,
  type Drawing,
  type DrawOptions,
  LEADING,
  round,
  SMALL,
  TYPE,
  WIDTH,
} from "../../../ui/charts/chart.ts";
import { valueAxis } from "../../../ui/charts/plot.tsx";
import type { Saying } from "../../../ui/charts/saying.ts";
import { widthOf } from "../../../ui/charts/text-width.ts";

export type StripUnit = {
  readonly name: string;
  readonly kind: "own" | "neighbour" | "other";
  readonly value: number;
  readonly href?: string | undefined;
};

export type StripProps = {
  readonly measure: string;
  readonly units: readonly StripUnit[];
  /** England, the region: drawn as lines across, each named. */
  readonly marks: readonly { readonly name: string; readonly value: number }[];
  /** The middle eight tenths of authorities. */
  readonly range: readonly [number, number] | null;
  readonly saying: Saying;
};

/** Authorities along one line by their figure, for measures whose counts are not published: where most lie, and England, region and ours among them. It is no rank: nobody is numbered. */
export function rangeStrip(props: StripProps): Chart {
  const { units, marks, range, saying, measure } = props;
  const own = units.find(({ kind }) => kind === "own");
  const sentences = [
    units.length === 0 ? "" : `${units.length} authorities.`,
    range === null ? "" : `Eight in ten lie between ${saying.say(range[0])} and ${saying.say(range[1])}.`,
    ...marks.map(({ name, value }) => `${name}: ${saying.say(value)}.`),
    own === undefined ? "" : `${own.name}: ${saying.say(own.value)}.`,
  ];
  return {
    description: sentences.filter((one) => one !== "").join(" "),
    empty: units.length === 0 ? "No authority’s figure is known yet." : undefined,
    figures: {
      columns: [{ head: "Authority" }, { head: measure, numeric: true }],
      rows: [
        ...marks.map(({ name, value }) => ({ cells: [name, saying.say(value)] })),
        ...units
          .toSorted(
            (a, b) =>
              Number(b.kind === "own") - Number(a.kind === "own") || a.name.localeCompare(b.name, "en-GB"),
          )
          .map(({ name, value, href }) => ({ cells: [name, saying.say(value)], href })),
      ],
    },
    notes: [
      ...(range === null
        ? []
        : [
            {
              text: `Eight in ten authorities lie in the band, ${saying.say(range[0])} to ${saying.say(range[1])}.`,
            },
          ]),
      ...(units.some(({ kind }) => kind === "neighbour") ? [{ text: "Rings are neighbours." }] : []),
      {
        text: "How many there are of whom is not published for this measure, so chance cannot be told from difference, and there is no funnel.",
      },
    ],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(props, options),
  };
}

const R: Readonly<Record<StripUnit["kind"], number>> = { other: 4, neighbour: 4.5, own: 7 };
const LOOK: Readonly<Record<StripUnit["kind"], string>> = {
  other: "ch-other",
  neighbour: "ch-neighbour",
  own: "ch-own",
};
const ORDER: Readonly<Record<StripUnit["kind"], number>> = { other: 0, neighbour: 1, own: 2 };

function draw({ units, marks, range, saying }: StripProps, { size }: DrawOptions): Drawing {
  const left = 14;
  const right = WIDTH[size] - 14;
  const axis = valueAxis([...units.map(({ value }) => value), ...marks.map(({ value }) => value)], {
    ticks: size === "wide" ? 8 : 4,
  });
  const [low, high] = axis.domain;
  const x = (value: number): number =>
    round(left + ((value - low) * (right - left)) / Math.max(1e-9, high - low));
  const own = units.find(({ kind }) => kind === "own");
  const named = [
    ...marks.map((mark) => ({ ...mark, look: "ch-strong" })),
    ...(own === undefined ? [] : [{ name: own.name, value: own.value, look: "ch-word-improvement" }]),
  ];
  const top = named.length * (LEADING + 4) + 14;
  const places = stacked(units, x);
  const deepest = Math.max(0, ...places.map(({ level }) => level));
  const bottom = top + 20 + deepest * 9;
  return {
    height: bottom + LEADING + 18,
    marks: (
      <g class="ch-marks" aria-hidden="true">
        {range && (
          <rect
            class="ch-band-inner"
            x={x(range[0])}
            y={top - 4}
            width={round(x(range[1]) - x(range[0]))}
            height={bottom - top + 8}
          />
        )}
        {named.map(({ value, look }, index) => (
          <path
            class={look === "ch-strong" ? "ch-dashed" : "ch-thread"}
            d={`M${x(value)} ${4 + index * (LEADING + 4)}V${look === "ch-strong" ? bottom + 4 : top + 4}`}
          />
        ))}
        {named.map(({ name, value, look }, index) => {
          const text = `${name} ${saying.say(value)}`;
          const y = 14 + index * (LEADING + 4);
          const fits = x(value) + 6 + widthOf(text, TYPE, true) < right;
          return (
            <>
              <text
                class={`${look} ch-halo`}
                x={x(value) + (fits ? 6 : -6)}
                y={y}
                text-anchor={fits ? "start" : "end"}
              >
                {text}
              </text>
            </>
          );
        })}
        {places
          .toSorted((a, b) => ORDER[a.unit.kind] - ORDER[b.unit.kind])
          .map(({ unit, level }) => (
            <circle
              class={LOOK[unit.kind]}
              cx={x(unit.value)}
              cy={round(top + 10 + level * 9)}
              r={R[unit.kind]}
            />
          ))}
        <path class="ch-floor" d={`M${left} ${bottom + 6}H${right}`} />
        <g class="ch-axis">
          {axis.ticks.map((tick) => (
            <text
              x={Math.min(
                Math.max(x(tick), widthOf(saying.tick(tick), SMALL) / 2),
                WIDTH[size] - widthOf(saying.tick(tick), SMALL) / 2,
              )}
              y={bottom + 6 + LEADING}
              text-anchor="middle"
            >
              {saying.tick(tick)}
            </text>
          ))}
        </g>
      </g>
    ),
  };
}

/** Each on the first level where it touches nobody. */
function stacked(
  units: readonly StripUnit[],
  x: (value: number) => number,
): { unit: StripUnit; level: number }[] {
  const ends: number[] = [];
  return units
    .toSorted((a, b) => a.value - b.value)
    .map((unit) => {
      const at = x(unit.value);
      let level = ends.findIndex((end) => at - end >= 8.5);
      if (level < 0) level = ends.length;
      ends[level] = at;
      return { unit, level };
    });
}

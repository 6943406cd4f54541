import type { VNode } from "preact";
import { sayNumber } from "../../../ui/words.ts";
import type { Group, Grouping } from "../issues.ts";
import { groupName } from "../words.ts";

const LINE = 19;
const BAR = 16;
const GAP = 14;
/** Bars drawn; the table beside has them all. */
const DRAWN = 8;
/** Letters that fit on a line above a bar on the narrowest screen, and lines. */
const FITS = 38;
const LINES = 2;

const total = (group: Group): number => group.structure + group.error + group.query;

/** Words in lines that fit; what is left over is cut, and the table has it whole. */
export function linesOf(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.replace(/\.$/, "").split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= FITS)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word.slice(0, FITS));
  }
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1), `${lines[LINES - 1] ?? ""}…`];
}

const share = (part: number, whole: number): string =>
  `${Math.round((10_000 * part) / Math.max(1, whole)) / 100}%`;

/** Queries are hatched, so that they are told from errors without colour. */
function Hatch(props: { id: string }): VNode {
  return (
    <defs>
      <pattern id={props.id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="#ffffff" />
        <path d="M0 0V6" stroke="#14212b" stroke-width="2.5" />
      </pattern>
    </defs>
  );
}

type Drawn = { readonly group: Group; readonly lines: readonly string[]; readonly y: number };

/** The bars from the top, each as high as its words. */
function drawnOf(
  by: Grouping,
  groups: readonly Group[],
): { readonly bars: readonly Drawn[]; readonly height: number } {
  let y = 0;
  const bars = groups.slice(0, DRAWN).map((group) => {
    const bar = { group, lines: linesOf(groupName(by, group)), y };
    y += bar.lines.length * LINE + BAR + GAP;
    return bar;
  });
  return { bars, height: y };
}

function Bar(props: Drawn & { id: string; most: number }): VNode {
  const { group, most, y, lines } = props;
  const wrong = group.structure + group.error;
  const top = y + lines.length * LINE + 3;
  return (
    <>
      {lines.map((line, index) => (
        <text x="0" y={y + LINE * (index + 1) - 4}>
          {index === 0 && <tspan class="dist-strong">{sayNumber(total(group))} </tspan>}
          {line}
        </text>
      ))}
      {wrong > 0 && <rect class="dist-bar" x="0" y={top} width={share(wrong, most)} height={BAR} />}
      {group.query > 0 && (
        <rect
          x={share(wrong, most)}
          y={top}
          width={share(group.query, most)}
          height={BAR}
          fill={`url(#${props.id}-query)`}
          stroke="#14212b"
        />
      )}
    </>
  );
}

/** How many issues each group has, drawn, most first. The table beside it has the same counts. */
export function GroupPicture(props: {
  id: string;
  title: string;
  by: Grouping;
  groups: readonly Group[];
}): VNode | null {
  const { bars, height } = drawnOf(props.by, props.groups);
  if (bars.length === 0) return null;
  const most = Math.max(...bars.map(({ group }) => total(group)));
  const queries = bars.some(({ group }) => group.query > 0);
  return (
    <figure class="dist-figure">
      <figcaption>
        <span class="dist-title">{props.title}</span>
        <span class="dist-description">
          {queries ? "Filled: errors and structure. Hatched: queries." : "Errors and structure."}
          {props.groups.length > DRAWN && ` The ${DRAWN} with most.`}
        </span>
      </figcaption>
      <svg
        class="dist"
        width="100%"
        height={height}
        role="img"
        aria-labelledby={`${props.id}-name`}
        aria-describedby={`${props.id}-desc`}
      >
        <title id={`${props.id}-name`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>
          {bars.map(({ group }) => `${groupName(props.by, group)} ${total(group)}`).join("; ")}. The table
          beside it says the same.
        </desc>
        <Hatch id={`${props.id}-query`} />
        {bars.map((bar) => (
          <Bar id={props.id} most={most} {...bar} />
        ))}
      </svg>
    </figure>
  );
}

import type { VNode } from "preact";
import { Details } from "../govuk/details.tsx";
import { type Family, type FamilyMember, type FamilyUnion, labelLines, sayFamily } from "./family.ts";
import { layOut, type Place } from "./family-layout.ts";

export interface GenogramProps {
  /** Unique on the page. */
  id: string;
  family: Family;
  /** "Maya’s family". */
  title: string;
}

type Places = ReadonlyMap<string, Place>;

const half = 16;

/** Room at the sides for a label wider than its mark. */
const margin = 46;

/** A square for a man or boy, a circle for a woman or girl, a diamond where it is not known. */
function Shape(props: { member: FamilyMember; at: Place }): VNode {
  const { member, at } = props;
  const look = ["geno-shape", member.isSubject ? "geno-subject" : "", member.unknown ? "geno-unknown" : ""]
    .filter((name) => name !== "")
    .join(" ");
  const cross = half * 0.72;
  return (
    <g>
      {member.sex === "male" && (
        <rect class={look} x={at.x - half} y={at.y - half} width={half * 2} height={half * 2} />
      )}
      {member.sex === "female" && <circle class={look} cx={at.x} cy={at.y} r={half} />}
      {member.sex === "unknown" && (
        <path
          class={look}
          d={`M${at.x} ${at.y - half - 2}l${half + 2} ${half + 2}l${-half - 2} ${half + 2}l${-half - 2} ${-half - 2}z`}
        />
      )}
      {member.died && (
        <path
          class="geno-line"
          d={`M${at.x - cross} ${at.y - cross}l${cross * 2} ${cross * 2}m0 ${-cross * 2}l${-cross * 2} ${cross * 2}`}
        />
      )}
    </g>
  );
}

/** A label in short lines: "Maya" over "7". A lone parent's stands beside, off the line down. */
function Label(props: { member: FamilyMember; at: Place; beside: boolean }): VNode {
  const { member, at, beside } = props;
  const lines = labelLines(member.name);
  const x = beside ? at.x + half + 8 : at.x;
  const y = beside ? at.y + (lines.length > 1 ? -2 : 5) : at.y + half + 16;
  return (
    <text
      class={member.isSubject ? "geno-name geno-name-subject" : "geno-name"}
      x={x}
      y={y}
      text-anchor={beside ? "start" : "middle"}
    >
      {lines.map((line, index) => (
        <tspan x={x} dy={index === 0 ? 0 : 16}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The line between partners, and where the line down to their children starts. */
function partnerLine(a: Place, b: Place): { path: string; x: number; y: number; high: boolean } {
  const [left, right] = a.x <= b.x ? [a, b] : [b, a];
  const x = Math.round((left.x + right.x) / 2);
  if (right.order - left.order === 1)
    return { path: `M${left.x + half} ${left.y}H${right.x - half}`, x, y: left.y, high: false };
  // Somebody stands between them: over, not through.
  const y = left.y - half - 12;
  return { path: `M${left.x} ${left.y - half}V${y}H${right.x}V${right.y - half}`, x, y, high: true };
}

function Union(props: { union: FamilyUnion; places: Places }): VNode | null {
  const { union, places } = props;
  const partners = union.partners.flatMap((id) => places.get(id) ?? []);
  const children = union.children.flatMap((id) => places.get(id) ?? []);
  const [first, second] = partners;
  if (!first) return null;
  const pair = second && partnerLine(first, second);
  const from = pair ?? { x: first.x, y: first.y + half, high: false };
  const [child] = children;
  const rail = child ? child.y - half - 20 : 0;
  const across = children.map((place) => place.x);
  // An only child all but under its parents is drawn under them: a jog of a pixel looks like a mistake.
  const [onlyX] = across;
  const x = across.length === 1 && onlyX !== undefined && Math.abs(onlyX - from.x) < 4 ? onlyX : from.x;
  return (
    <g>
      {pair && <path class="geno-line" d={pair.path} />}
      {pair && union.ended && <path class="geno-line" d={`M${from.x - 12} ${from.y + 7}l8 -14m4 14l8 -14`} />}
      {child && (
        <path
          class="geno-line"
          d={`M${x} ${from.y}V${rail}M${Math.min(x, ...across)} ${rail}H${Math.max(x, ...across)}${children
            .map((place) => `M${place.x} ${rail}V${place.y - half}`)
            .join("")}`}
        />
      )}
    </g>
  );
}

/** A family drawn, and the same family in words. */
export function Genogram(props: GenogramProps): VNode {
  const { family, id } = props;
  const places = layOut(family);
  const xs = [...places.values()].map((place) => place.x);
  const ys = [...places.values()].map((place) => place.y);
  const width = Math.max(0, ...xs) + 2 * margin;
  const height = Math.max(0, ...ys) + 80;
  const lone = new Set(
    family.unions.flatMap((u) => (u.partners.length === 1 && u.children.length > 0 ? u.partners : [])),
  );
  return (
    <figure class="geno-figure">
      <svg
        class="geno"
        viewBox={`${-margin} -32 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-name`}
      >
        <title id={`${id}-name`}>{props.title}. The same is in words below.</title>
        {family.unions.map((union) => (
          <Union union={union} places={places} />
        ))}
        {family.members.map((member) => {
          const at = places.get(member.id);
          return at && <Shape member={member} at={at} />;
        })}
        {family.members.map((member) => {
          const at = places.get(member.id);
          return at && <Label member={member} at={at} beside={lone.has(member.id)} />;
        })}
      </svg>
      <Details summary="The family in words">
        <ul class="govuk-list govuk-list--bullet">
          {sayFamily(family).map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      </Details>
    </figure>
  );
}

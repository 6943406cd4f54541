import type { VNode } from "preact";

export interface SparklineProps {
  /** Oldest first; null where nothing is known, drawn as a gap. */
  values: readonly (number | null)[];
  /** What the picture shows, as a finding: "Rising for seven weeks". It is the picture to who cannot see it. */
  title: string;
  /** The last value is a signal: its mark becomes a diamond. */
  signal?: boolean | undefined;
  /** A level to compare with, as the usual one; drawn as a hairline. */
  usual?: number | undefined;
  /** Lowest value of the scale; 0 unless told, so that a small change looks small. */
  from?: number | undefined;
  width?: number | undefined;
  height?: number | undefined;
}

interface Point {
  x: number;
  y: number;
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** Unbroken runs of known values. */
function runs(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [];
  let open: Point[] | undefined;
  for (const point of points) {
    if (point === null) open = undefined;
    else if (open) open.push(point);
    else {
      open = [point];
      found.push(open);
    }
  }
  return found;
}

/** A number's recent past, drawn small beside it. */
export function Sparkline(props: SparklineProps): VNode {
  const width = props.width ?? 180;
  const height = props.height ?? 44;
  const edge = 6;
  const known = props.values.filter((value) => value !== null);
  const low = Math.min(props.from ?? 0, ...known, props.usual ?? Infinity);
  const high = Math.max(...known, props.usual ?? -Infinity, low + 1);
  const x = (index: number): number =>
    round(edge + (index * (width - 2 * edge)) / Math.max(1, props.values.length - 1));
  const y = (value: number): number =>
    round(height - edge - ((value - low) * (height - 2 * edge)) / (high - low));
  const points = props.values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) }));
  const last = points.at(-1);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={props.title}
    >
      <title>{props.title}</title>
      {props.usual !== undefined && <path class="spark-usual" d={`M0 ${y(props.usual)}H${width}`} />}
      {runs(points).map((run) =>
        run.length === 1 && run[0] ? (
          <circle class="spark-dot" cx={run[0].x} cy={run[0].y} r="1.5" />
        ) : (
          <polyline class="spark-line" points={run.map((point) => `${point.x},${point.y}`).join(" ")} />
        ),
      )}
      {last && props.signal && (
        <path class="spark-signal" d={`M${last.x} ${round(last.y - 6)}l6 6l-6 6l-6 -6z`} />
      )}
      {last && !props.signal && <circle class="spark-end" cx={last.x} cy={last.y} r="4" />}
    </svg>
  );
}

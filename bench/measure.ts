/** One line of the results table. */
export type Line = {
  readonly what: string;
  readonly engine: string;
  readonly figure: string;
  /** Beside it, in the same run: raw SQL of the same rows, a bare parse, one caller against sixteen. */
  readonly beside: string;
  readonly target: string;
};

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const ratio = (a: number, b: number): string => `${(a / b).toFixed(1)}×`;

/** How long something takes, in milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

export type Spread = { readonly p50: number; readonly p95: number; readonly perSecond: number };

/** Runs something many times by so many callers at once, after a few to warm up. */
export async function spread(
  times: number,
  callers: number,
  work: (turn: number) => Promise<unknown>,
): Promise<Spread> {
  for (let turn = 0; turn < Math.min(20, times); turn += 1) await work(turn);
  const took: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < times) {
        const turn = next;
        next += 1;
        const { ms: one } = await timed(() => work(turn));
        took.push(one);
      }
    }),
  );
  const total = performance.now() - start;
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), perSecond: (times / total) * 1000 };
}

/** The most memory this process has used, in MB. */
export const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

export function table(lines: readonly Line[]): string {
  const rows = lines.map((l) => `| ${l.what} | ${l.engine} | ${l.figure} | ${l.beside} | ${l.target} |`);
  return [
    "| what | engine | measured | beside it, same run | target |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

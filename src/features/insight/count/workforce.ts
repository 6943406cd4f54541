import { addDays, type IsoDate } from "../../../kernel/dates.ts";
import type { Span } from "../../../kernel/duties/story.ts";
import { earliest } from "../../../kernel/duties/states.ts";
import { type Count, stock } from "../contribution.ts";
import { legalStretches, type Life, spansOf } from "../life.ts";
import { holds, merged, type Stretch, valuesOver, without } from "../stretches.ts";

/** Points a case is worth: in proceedings, on a protection plan, any other. Local policy, and never a measure of a worker's performance. */
export const POINTS = { proceedings: 10, plan: 6, other: 4 } as const;
/** Points a full-time worker may carry: 100 less the stable part. Local policy. */
export const POINTS_LIMIT = 85;

/** Court is busy for 26 weeks from the application, where nothing says when it ended. */
const PROCEEDINGS_DAYS = 182;
const INTERIM_CARE_ORDER = "C1";

/** Sources that say of every open child who holds them, or that nobody does. The census does not. */
const TELL_HOLDERS: readonly string[] = ["annex-a", "ssd", "kith", "demo"];

/** Indicators 59, 64 and 65: who holds children. The others of the workforce are about posts, which no child's timeline has. */
export function countWorkforce(life: Life): Count[] {
  return [...held(life), ...unallocated(life)];
}

function held(life: Life): Count[] {
  const { story } = life;
  const court: Stretch[] = [
    ...legalStretches(story).filter((legal) => legal.status === INTERIM_CARE_ORDER),
    ...story.of("proceedings.issued").map((m) => ({ from: m.on, until: addDays(m.on, PROCEEDINGS_DAYS) })),
  ];
  const plans = spansOf(story, "protection-plan");
  const points = (day: IsoDate): number => {
    if (court.some((stretch) => holds(stretch, day))) return POINTS.proceedings;
    return plans.some((plan) => holds(plan, day)) ? POINTS.plan : POINTS.other;
  };
  const changes = [...court, ...plans].flatMap(({ from, until }) =>
    until === null ? [from] : [from, until],
  );
  return spansOf(story, "held").flatMap((span) => {
    const code = workerOf(span);
    return [
      ...stock("59", "num", span, span.key, { code }),
      ...valuesOver(span, changes, points).flatMap(({ value, ...part }) =>
        stock("65", "both", part, span.key, { code, value }),
      ),
    ];
  });
}

const workerOf = (span: Span): string => String(span.detail["worker"] ?? "");

/** Open children by whether a qualified worker holds them. Where nobody says who holds, or whether the holder is qualified, it is not known. */
function unallocated(life: Life): Count[] {
  const { story, brain } = life;
  const open = spansOf(story, "open", "protection-plan", "looked-after");
  const tells = (span: Span): boolean =>
    story.of("worker.allocated").length > 0 || span.toldBy.some((issuer) => TELL_HOLDERS.includes(issuer));
  const told = merged(open.filter(tells), true);
  const untold = merged(open, true).flatMap((stretch) => without(stretch, told));
  const holding = spansOf(story, "held").map((span) => {
    const worker = brain.workers.get(workerOf(span));
    return {
      from: span.from,
      until: earliest(span.until, worker?.leftOn ?? null),
      registered: worker?.registered ?? null,
    };
  });
  const standing = (day: IsoDate): "den" | "both" | "unknown" => {
    const now = holding.filter((one) => holds(one, day));
    if (now.some((one) => one.registered === true)) return "den";
    return now.some((one) => one.registered === null) ? "unknown" : "both";
  };
  const changes = holding.flatMap(({ from, until }) => (until === null ? [from] : [from, until]));
  return [
    ...told.flatMap((stretch) =>
      valuesOver(stretch, changes, standing).flatMap(({ value, ...part }) =>
        stock("64", value, part, `open:${stretch.from}`),
      ),
    ),
    ...untold.flatMap((stretch) => stock("64", "unknown", stretch, `open:${stretch.from}`)),
  ];
}

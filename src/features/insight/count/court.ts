import { addDays } from "../../../kernel/dates.ts";
import { earliest } from "../../../kernel/duties/states.ts";
import { type Count, flow, stock } from "../contribution.ts";
import { type Life, spansOf } from "../life.ts";

const LONG_DAYS = 112;

/** Indicators 56 and 58: care applications, by child, and pre-proceedings. 57 cannot be told: nothing carries the end of proceedings. */
export function countCourt(life: Life): Count[] {
  const issued = life.story.of("proceedings.issued");
  return [
    ...issued.map((m) => flow("56.children", "num", m.on, m.subject)),
    ...spansOf(life.story, "pre-proceedings").flatMap((span) => {
      const applied = issued.find((m) => m.subject === span.key && m.on >= span.from)?.on ?? null;
      const until = earliest(span.until, applied);
      const long = addDays(span.from, LONG_DAYS + 1);
      return [
        ...stock("58", "den", { from: span.from, until: earliest(until, long) }, span.key),
        ...stock("58", "both", { from: long, until }, span.key),
      ];
    }),
  ];
}

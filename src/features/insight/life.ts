import type { IsoDate } from "../../kernel/dates.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { ruleOn } from "../../kernel/duties/rule.ts";
import type { Duty } from "../../kernel/duties/run.ts";
import { earliest } from "../../kernel/duties/states.ts";
import type { Moment, Span, Story } from "../../kernel/duties/story.ts";
import type { Status } from "../../kernel/duties/rule.ts";
import { SHORT_BREAK } from "../../kernel/codes/care.ts";
import { merged, type Stretch, without } from "./stretches.ts";

/** One child, ready to be counted. */
export type Life = {
  readonly story: Story;
  readonly brain: BrainContext;
  readonly duties: ReadonlyMap<string, readonly Duty[]>;
  /** Referrals that are one: none is while a case is open. */
  readonly referrals: readonly Moment[];
  /** Stretches looked after, short-break series left out. */
  readonly stays: readonly Stretch[];
};

export const lifeOf = (story: Story, duties: readonly Duty[], brain: BrainContext): Life => ({
  story,
  brain,
  duties: Map.groupBy(duties, (duty) => duty.rule),
  referrals: referralsOf(story),
  stays: staysOf(story),
});

export const spansOf = (story: Story, ...statuses: readonly Status[]): Span[] =>
  story.spans.filter((span) => statuses.includes(span.status));

export const dutiesOf = (life: Life, ...rules: readonly string[]): Duty[] =>
  rules.flatMap((rule) => life.duties.get(rule) ?? []);

/** The days a rule allowed when its clock started. */
export const allowedBy = (life: Life, rule: string, on: IsoDate, usual: number): number =>
  ruleOn(life.brain.book, rule, on)?.offset ?? usual;

/** A referral while the case is open is not one. Of two the same day the first opens the case. */
function referralsOf(story: Story): Moment[] {
  const open = spansOf(story, "open");
  return story
    .of("referral.received")
    .filter(
      (referral) =>
        !open.some(
          (span) =>
            span.key !== referral.subject &&
            (span.until === null || span.until > referral.on) &&
            (span.from < referral.on || (span.from === referral.on && span.key < referral.subject)),
        ),
    );
}

/** Each legal status with the days it stood: until the next, or the end its source gives. */
export function legalStretches(story: Story): (Stretch & { readonly status: string | null })[] {
  const changes = story.of("legal.changed");
  return changes.flatMap((change, index) => {
    const next = changes.slice(index + 1).find((later) => later.on > change.on)?.on ?? null;
    const told = change.detail["until"];
    const until = earliest(next, typeof told === "string" ? (told as IsoDate) : null);
    const status = change.detail["status"];
    return until !== null && until <= change.on
      ? []
      : [{ from: change.on, until, status: typeof status === "string" ? status : null }];
  });
}

function staysOf(story: Story): Stretch[] {
  const breaks = legalStretches(story).filter((legal) => SHORT_BREAK.includes(legal.status ?? ""));
  return merged(spansOf(story, "looked-after").flatMap((span) => without(span, breaks)));
}

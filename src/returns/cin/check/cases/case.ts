import { child, episode, type EpisodeGiven, type HeaderGiven } from "../../fixtures.ts";

/** A small return, and whether a rule is raised on it. The year is 1 April 2024 to 31 March 2025 unless the header says otherwise. */
export type Case = {
  readonly raised: boolean;
  readonly when: string;
  readonly children: readonly string[];
  readonly header?: HeaderGiven;
};

/** What every rule is tried on, written from the rule's text. */
export type RuleCases = {
  readonly fails: readonly Case[];
  readonly passes: readonly Case[];
  /** At the edge of what the rule allows. */
  readonly boundary: readonly Case[];
  /** With a value the rule looks at missing. */
  readonly missing: readonly Case[];
};

export type CaseTable = { readonly [rule: string]: RuleCases };

export const yes = (when: string, ...children: readonly string[]): Case => ({ raised: true, when, children });
export const no = (when: string, ...children: readonly string[]): Case => ({ raised: false, when, children });
export const withHeader = (header: HeaderGiven, of: Case): Case => ({ ...of, header });

/** A child with one episode. */
export const ep = (given: EpisodeGiven): string => child({ episodes: [episode(given)] });

export const all = (
  fails: Case,
  passes: Case,
  boundary: Case | readonly Case[],
  missing: Case | readonly Case[],
): RuleCases => ({
  fails: [fails],
  passes: [passes],
  boundary: [boundary].flat(),
  missing: [missing].flat(),
});

import { sayDate } from "../words.ts";

/** One judgement, as it was made: never recoded to another framework's words. */
export interface Judgement {
  on: string;
  /** 1 the best. */
  grade: 1 | 2 | 3 | 4;
  href?: string | undefined;
}

/** Judgements under one framework that may be compared with each other, oldest first. Only these are joined. */
export interface JudgementLine {
  framework: string;
  judgements: readonly Judgement[];
}

/** One thing that is judged, as "impact of leaders", over every framework that judged it. */
export interface JudgementStrand {
  name: string;
  lines: readonly JudgementLine[];
}

export interface JudgementProps {
  strands: readonly JudgementStrand[];
  /** Begins a sentence: "Ofsted, Northmoor". */
  measure: string;
  /** Words of the grades, the best first. */
  grades?: readonly [string, string, string, string] | undefined;
  /** First and last day drawn. */
  from: string;
  to: string;
}

/** Ofsted's words. */
export const GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"] as const;
/** The same where there is no room. */
export const SHORT = ["O", "G", "RI", "I"] as const;

/** A grade in words. */
export const gradeWords = ({ grades }: JudgementProps, grade: number): string =>
  (grades ?? GRADES)[grade - 1] ?? "";

/** Title of a history of judgements: the latest of the first strand, and what it was before where the two may be compared. */
export function judgementFinding(props: JudgementProps): string {
  const line = props.strands[0]?.lines.findLast(({ judgements }) => judgements.length > 0);
  const last = line?.judgements.at(-1);
  if (last === undefined) return `${props.measure}: no judgement is known`;
  const before = line?.judgements.at(-2);
  const now = `${props.measure}: ${gradeWords(props, last.grade).toLowerCase()} since ${sayDate(last.on).split(" ").slice(2).join(" ")}`;
  if (before === undefined) return `${now}, the first under this framework`;
  const change =
    last.grade < before.grade ? ", up from" : last.grade > before.grade ? ", down from" : ", as before";
  return change === ", as before"
    ? `${now}${change}`
    : `${now}${change} ${gradeWords(props, before.grade).toLowerCase()}`;
}

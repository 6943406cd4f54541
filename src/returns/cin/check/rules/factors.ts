import { isCode } from "../../../../kernel/codes/codeSet.ts";
import { ASSESSMENT_FACTOR } from "../../../../kernel/codes/factors.ts";
import type { Assessment } from "../../child.ts";
import type { ChildRule } from "../rule.ts";
import { at, eachAssessment, eachEpisode, fault, inPeriod, missing } from "../rule.ts";
import { endedWithAssessment } from "./closure.ts";
import { repeats } from "./person.ts";

const has = (a: Assessment, factor: string): boolean => a.factors.some((f) => f.said === factor);

/** A factor that was split by who did the harm and should no longer be used whole. */
const whole = (id: string, factor: string, abuse: string): ChildRule => ({
  id,
  severity: "query",
  on: "assessment",
  from: 2025,
  words: `Factor ${factor}, ${abuse}, was used without saying who did it.`,
  meaning: `It was split into ${factor.slice(0, 2)}B (by a child) and ${factor.slice(0, 2)}C (by an adult).`,
  cause: "The system still offers the old factor, or the assessment is old.",
  fix: "Choose the one that fits.",
  check: eachAssessment((a) => (has(a, factor) ? a.factors.filter((f) => f.said === factor) : undefined)),
});

export const factorRules: readonly ChildRule[] = [
  {
    id: "8869",
    severity: "error",
    on: "assessment",
    words: "The assessment says that no factors were found and also gives a factor.",
    meaning: "21 stands alone.",
    cause: "21 was not removed when a factor was recorded.",
    fix: "Remove 21, or the other factors.",
    check: eachAssessment((a) =>
      has(a, "21") && a.factors.some((f) => f.said !== "21") ? a.factors : undefined,
    ),
  },
  {
    id: "8873Q",
    severity: "query",
    on: "assessment",
    words: "The only assessment found no factors, but the episode was not closed because of that.",
    meaning: "An episode whose one assessment has factor 21 is expected to close as RC8 or RC9.",
    cause: "The episode was left open, or another reason for closure was chosen.",
    fix: "Close the episode, or correct the reason or the factors.",
    check: eachEpisode((episode) => {
      const [only, another] = episode.assessments;
      return only !== undefined && another === undefined && has(only, "21") && !endedWithAssessment(episode)
        ? fault(at(episode.closeReason, episode.node, "ReasonForClosure"), ...only.factors)
        : undefined;
    }),
  },
  {
    id: "8897Q",
    severity: "query",
    on: "assessment",
    words: "The assessment was authorised in the year without any factor that is one of the codes.",
    meaning: "Every assessment ends with the factors found, or 21 for none.",
    cause: "The factors were not recorded when it was authorised.",
    fix: "Record the factors.",
    check: eachAssessment((a, _episode, census) =>
      a.authorised?.on &&
      inPeriod(a.authorised.on, census) &&
      !a.factors.some((f) => isCode(ASSESSMENT_FACTOR, census.year, f.said))
        ? fault(
            a.authorised,
            ...(a.factors.length > 0 ? a.factors : [missing(a.node, "FactorsIdentifiedAtAssessment")]),
          )
        : undefined,
    ),
  },
  {
    id: "8898",
    severity: "error",
    on: "assessment",
    words: "The assessment gives the same factor twice.",
    meaning: "Each factor is given once.",
    cause: "The factor was recorded in two places.",
    fix: "Remove the copy.",
    check: eachAssessment((a) => repeats(a.factors)),
  },
  whole("8945Q", "18A", "physical abuse"),
  whole("8950Q", "19A", "sexual abuse"),
];

import type { CinChild, SaidDate } from "../../child.ts";
import type { Fault, ReturnRule } from "../rule.ts";
import { dayOf, inPeriod } from "../rule.ts";
import { sexItem } from "./person.ts";

/** A rule on the whole return points at nothing in particular. */
const WHOLE: Fault = [];

/** More than one child in so many without a known sex is queried: 2%. */
const UNKNOWN_SEX_ONE_IN = 50;
const FEWEST_DISABILITY_CODES = 8;

const disabilityCodes = (child: CinChild): Set<string> =>
  new Set(child.disabilities.map((d) => d.said).filter((code) => code !== "NONE"));

export const returnRules: readonly ReturnRule[] = [
  {
    id: "100",
    severity: "error",
    scope: "return",
    on: "header",
    words: "The reference date is missing or is not 31 March of the return's year.",
    meaning: "It says which year the return is for.",
    cause: "The return was made with last year's settings.",
    fix: "Correct the year or the reference date in the header.",
    watch: (_census, header, say) => ({
      end: () => {
        if (header === undefined) return say(null, WHOLE);
        const { referenceDate, year } = header;
        if (referenceDate?.on === `${year?.said}-03-31`) return;
        say(null, [
          referenceDate ?? { missing: "CollectionDetails/ReferenceDate", node: header.node },
          ...(year === undefined ? [] : [year]),
        ]);
      },
    }),
  },
  {
    id: "2883",
    severity: "error",
    scope: "return",
    on: "whole return",
    words: "More child protection plans start in the year than initial conferences were held.",
    meaning: "Every plan is made at a conference.",
    cause: "Conferences were not recorded, or were left out when the return was made.",
    fix: "Record the conferences that made the plans.",
    watch: (census, _header, say) => {
      let plans = 0;
      let conferences = 0;
      const within = (date: SaidDate | undefined): number => {
        const on = dayOf(date);
        return on !== undefined && inPeriod(on, census) ? 1 : 0;
      };
      return {
        child: (child) => {
          for (const episode of child.episodes) {
            conferences += within(episode.conference);
            for (const enquiry of episode.enquiries) conferences += within(enquiry.conference);
            for (const plan of episode.protectionPlans) plans += within(plan.start);
          }
        },
        end: () => {
          if (plans > conferences) say(null, WHOLE);
        },
      };
    },
  },
  {
    id: "2886Q",
    severity: "query",
    scope: "return",
    on: "whole return",
    words: "More than 2 in 100 children have no known sex.",
    meaning: "Unborn children are not counted among those without.",
    cause: "Sex is not recorded at first contact, or the system's own code was not translated.",
    fix: "Record the sex of these children.",
    watch: (census, _header, say) => {
      const item = sexItem(census.year);
      let unknown = 0;
      return {
        child: (child) => {
          const said = item.of(child)?.said;
          if ((said === undefined || said === item.unborn) && dayOf(child.expected) === undefined)
            unknown += 1;
        },
        end: (children) => {
          if (unknown * UNKNOWN_SEX_ONE_IN > children) say(null, WHOLE);
        },
      };
    },
  },
  {
    id: "2887Q",
    severity: "query",
    scope: "return",
    on: "whole return",
    words: "Fewer than eight different disability codes are used.",
    meaning: "In most authorities there are children with each kind of disability.",
    cause: "Disabilities are recorded under one code, or not at all.",
    fix: "Check how disability is recorded, or explain.",
    watch: (_census, _header, say) => {
      const used = new Set<string>();
      return {
        child: (child) => {
          // Only that there are eight matters, so a hostile file cannot grow the set.
          if (used.size < FEWEST_DISABILITY_CODES) for (const code of disabilityCodes(child)) used.add(code);
        },
        end: () => {
          if (used.size < FEWEST_DISABILITY_CODES) say(null, WHOLE);
        },
      };
    },
  },
  {
    id: "2888Q",
    severity: "query",
    scope: "return",
    on: "whole return",
    words: "No child has more than one disability code.",
    meaning: "Some disabled children have more than one disability.",
    cause: "The system sends only the first.",
    fix: "Check how the return is made, or explain.",
    watch: (_census, _header, say) => {
      let several = false;
      return {
        child: (child) => {
          several ||= child.disabilities.length > 1 && disabilityCodes(child).size > 1;
        },
        end: () => {
          if (!several) say(null, WHOLE);
        },
      };
    },
  },
];

import type { Code, CodeSet } from "./codeSet.ts";

/**
 * Factors identified at the end of an assessment (CBDS N00181). 18A and 19A were split by who did the harm in 2020-21; they can still be
 * given, and from 2024-25 are queried.
 */
const ABC = [
  ["A", "the child"],
  ["B", "a parent or carer"],
  ["C", "another person in the household"],
] as const;

const concerning = (number: number, words: string): Code[] =>
  ABC.map(([letter, who]) => ({ code: `${number}${letter}`, words: `${words}: ${who}` }));

export const ASSESSMENT_FACTOR: CodeSet = {
  name: "assessment factor",
  codes: [
    ...concerning(1, "Alcohol misuse"),
    ...concerning(2, "Drug misuse"),
    ...concerning(3, "Domestic abuse"),
    ...concerning(4, "Mental health"),
    ...concerning(5, "Learning disability"),
    ...concerning(6, "Physical disability or illness"),
    { code: "7A", words: "Young carer" },
    { code: "8B", words: "Private fostering: from overseas, to study" },
    { code: "8C", words: "Private fostering: from overseas, other reasons" },
    { code: "8D", words: "Private fostering: parents' difficulties" },
    { code: "8E", words: "Private fostering: UK children living apart from parents for other reasons" },
    { code: "8F", words: "Private fostering: other" },
    { code: "9A", words: "Unaccompanied asylum-seeking child" },
    { code: "10A", words: "Going missing" },
    { code: "11A", words: "Child sexual exploitation" },
    { code: "12A", words: "Trafficking" },
    { code: "13A", words: "Gangs" },
    { code: "14A", words: "Socially unacceptable behaviour" },
    { code: "15A", words: "Self-harm" },
    { code: "16A", words: "Neglect" },
    { code: "17A", words: "Emotional abuse" },
    { code: "18A", words: "Physical abuse, not split" },
    { code: "18B", words: "Physical abuse by another child" },
    { code: "18C", words: "Physical abuse by an adult" },
    { code: "19A", words: "Sexual abuse, not split" },
    { code: "19B", words: "Sexual abuse by another child" },
    { code: "19C", words: "Sexual abuse by an adult" },
    { code: "20", words: "Other" },
    { code: "21", words: "No factors identified" },
    { code: "22A", words: "Female genital mutilation" },
    { code: "23A", words: "Abuse linked to faith or belief" },
    { code: "24A", words: "Child criminal exploitation", from: 2022 },
  ],
};

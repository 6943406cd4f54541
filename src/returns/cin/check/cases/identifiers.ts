import { child, episode } from "../../fixtures.ts";
import { all, no, yes, type CaseTable } from "./case.ts";

const upn = (text: string | null): string => child({ upn: text, upnUnknown: text === null ? "UN2" : null });

export const identifierCases: CaseTable = {
  "1510": all(
    yes("one digit is wrong", upn("C202130000002")),
    no("the letter fits", upn("C202130000001")),
    [
      no("a temporary UPN ends in a letter and has no such letter", upn("A20213000000B")),
      no("it is 12 characters", upn("A20213000000")),
      no("it is 14 characters", upn("A2021300000012")),
      yes("the letter is one that is never used", upn("I202130000001")),
    ],
    no("there is no UPN", upn(null)),
  ),
  "1520": all(
    yes(
      "two children share it",
      child({ id: "A", upn: "C202130000001" }),
      child({ id: "B", upn: "C202130000001" }),
    ),
    no(
      "each has its own",
      child({ id: "A", upn: "C202130000001" }),
      child({ id: "B", upn: "R202130000002" }),
    ),
    no(
      "they differ in the letter only",
      child({ id: "A", upn: "C202130000001" }),
      child({ id: "B", upn: "D202130000001" }),
    ),
    no("two children have none", child({ id: "A" }), child({ id: "B" })),
  ),
  "1530": all(
    yes("no authority has the code", upn("A123456789123")),
    no("an authority has it", upn("C202130000001")),
    [
      no("it is the last code of the list", upn("A943130000001")),
      yes("it is one past the last", upn("A944130000001")),
      no("it is a pseudo code", upn("A001130000001")),
      yes("it is 000", upn("A000130000001")),
      yes("it is between two of the list", upn("A804130000001")),
      yes("the UPN is two characters long", upn("A2")),
    ],
    no("there is no UPN", upn(null)),
  ),
  "1540": all(
    yes("one of them is a letter", upn("C20213X000001")),
    no("all are digits", upn("C202130000001")),
    [
      no("the letter is character 13", upn("C20213000000B")),
      yes("the letter is character 12", upn("C2021300000B1")),
      yes("the UPN ends at character 11", upn("C2021300000")),
    ],
    no("there is no UPN", upn(null)),
  ),
  "1550": all(
    yes("it is a letter that is not used", upn("C20213000000I")),
    no("it is a digit", upn("C202130000001")),
    [
      no("it is Z", upn("C20213000000Z")),
      yes("it is O", upn("C20213000000O")),
      yes("it is S", upn("C20213000000S")),
      no("it is T", upn("C20213000000T")),
      yes("it is a small letter", upn("C20213000000b")),
      yes("the UPN ends at character 12", upn("C20213000000")),
    ],
    no("there is no UPN", upn(null)),
  ),
  "1560Q": all(
    yes("it is 12 characters", child({ formerUpn: "C20213000000" })),
    no("it is a permanent UPN", child({ formerUpn: "C202130000001" })),
    [
      no("it is a temporary UPN", child({ formerUpn: "C20213000000B" })),
      yes("it is 14 characters", child({ formerUpn: "C2021300000012" })),
      yes("it has a letter more in front", child({ formerUpn: "CC202130000001" })),
      yes("it begins with a digit", child({ formerUpn: "1202130000001" })),
      yes("character 12 is a letter", child({ formerUpn: "C2021300000B1" })),
    ],
    no("there is none", child({ formerUpn: null })),
  ),
  "1570": all(
    yes("it is 30 characters", child({ id: "A".repeat(30) })),
    no("it is 10", child({ id: "A".repeat(10) })),
    [no("it is 20", child({ id: "A".repeat(20) })), yes("it is 21", child({ id: "A".repeat(21) }))],
    no("there is none", child({ id: null })),
  ),
  "1580": all(
    yes("it has a dash", child({ id: "SYN-1" })),
    no("it is letters and digits", child({ id: "SYN1a" })),
    [
      no("it is one digit", child({ id: "0" })),
      yes("it has a space inside", child({ id: "A 1" })),
      no("there is white space around it only", child({ id: " A1 " })),
      yes("it has a letter that is not English", child({ id: "Zoë1" })),
    ],
    no("there is none", child({ id: null })),
  ),
  "8500": all(
    yes("there is none", child({ id: null })),
    no("there is one", child({ id: "A" })),
    no("it is 0", child({ id: "0" })),
    yes("it is white space", child({ id: "  " })),
  ),
  "8510": all(
    yes("two records have it", child({ id: "A" }), child({ id: "A" })),
    no("each has its own", child({ id: "A" }), child({ id: "B" })),
    no("they differ in capitals only", child({ id: "A" }), child({ id: "a" })),
    no("two records have none", child({ id: null }), child({ id: null })),
  ),
  "8770Q": all(
    yes("a child of ten is said to be too young", child({ born: "2014-06-01", upnUnknown: "UN1" })),
    no("the child has a UPN", child({ born: "2014-06-01", upn: "C202130000001" })),
    [
      yes(
        "the child was born on 31 August six years before",
        child({ born: "2019-08-31", upnUnknown: "UN1" }),
      ),
      no("the child was born the day after", child({ born: "2019-09-01", upnUnknown: "UN1" })),
      no("the reason is UN2", child({ born: "2014-06-01", upnUnknown: "UN2" })),
      no("the reason is UN7", child({ born: "2014-06-01", upnUnknown: "UN7" })),
      yes("the reason is UN8", child({ born: "2014-06-01", upnUnknown: "UN8" })),
      yes(
        "one of two referrals went further",
        child({
          born: "2014-06-01",
          upnUnknown: "UN1",
          episodes: [episode({ nfa: "1" }), episode({ referral: "2024-06-03", nfa: "0" })],
        }),
      ),
      no(
        "every referral had no further action",
        child({ born: "2014-06-01", upnUnknown: "UN1", episodes: [episode({ nfa: "1" })] }),
      ),
    ],
    [
      yes("there is no reason", child({ born: "2014-06-01", upnUnknown: null })),
      no("there is no birth date", child({ born: null, upnUnknown: null })),
    ],
  ),
  "8772": all(
    yes("the referral went further", child({ upnUnknown: "UN7", episodes: [episode({ nfa: "false" })] })),
    no("no referral did", child({ upnUnknown: "UN7", episodes: [episode({ nfa: "true" })] })),
    [
      yes(
        "one of two did",
        child({
          upnUnknown: "UN7",
          episodes: [episode({ nfa: "1" }), episode({ referral: "2024-06-01", nfa: "0" })],
        }),
      ),
      no("the reason is another", child({ upnUnknown: "UN6", episodes: [episode({ nfa: "false" })] })),
    ],
    [
      no("there is no reason", child({ upnUnknown: null, episodes: [episode({ nfa: "false" })] })),
      yes(
        "it is not said whether it went further",
        child({ upnUnknown: "UN7", episodes: [episode({ nfa: null })] }),
      ),
    ],
  ),
};

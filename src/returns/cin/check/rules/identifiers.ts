import type { ChildRule } from "../rule.ts";
import { at, fault, isNotNfa, missing, ofChild } from "../rule.ts";
import { LA_CODES } from "../laCodes.ts";

const CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** The letter a permanent UPN must begin with: its twelve digits weighted 2 to 13, modulo 23. */
export function checkLetter(upn: string): string {
  let sum = 0;
  for (let i = 1; i < 13; i += 1) sum += Number(upn[i]) * (i + 1);
  return CHECK_LETTERS.charAt(sum % 23);
}

const REASONS_AT_SCHOOL_AGE = new Set(["UN2", "UN3", "UN4", "UN5", "UN6", "UN7"]);

export const identifierRules: readonly ChildRule[] = [
  {
    id: "1510",
    severity: "error",
    on: "UPN",
    words: "The UPN's first letter does not fit its digits.",
    meaning:
      "The first letter of a permanent UPN is worked out from the twelve digits, so that a slip of the key shows.",
    cause: "A digit was mistyped or two were swapped.",
    fix: "Ask the school for the UPN and correct it.",
    check: ofChild(({ upn }) =>
      upn !== undefined && /^.\d{12}$/s.test(upn.said) && upn.said[0] !== checkLetter(upn.said)
        ? fault(upn)
        : undefined,
    ),
  },
  {
    id: "1530",
    severity: "error",
    on: "UPN",
    words: "Characters 2 to 4 of the UPN are not an authority's code.",
    meaning: "They say which authority's school first gave the UPN.",
    cause: "The UPN was mistyped, or another number was put in its place.",
    fix: "Ask the school for the UPN and correct it.",
    check: ofChild(({ upn }) =>
      upn !== undefined && !LA_CODES.has(upn.said.slice(1, 4)) ? fault(upn) : undefined,
    ),
  },
  {
    id: "1540",
    severity: "error",
    on: "UPN",
    words: "Characters 5 to 12 of the UPN are not all digits.",
    meaning: "They are a school number, a year and a serial number.",
    cause: "The UPN was mistyped, or another number was put in its place.",
    fix: "Ask the school for the UPN and correct it.",
    check: ofChild(({ upn }) =>
      upn !== undefined && !/^\d{8}$/.test(upn.said.slice(4, 12)) ? fault(upn) : undefined,
    ),
  },
  {
    id: "1550",
    severity: "error",
    on: "UPN",
    words: "Character 13 of the UPN is neither a digit nor a letter that a UPN may end in.",
    meaning: "A permanent UPN ends in a digit, a temporary one in a letter other than I, O and S.",
    cause: "The UPN is cut short, or was mistyped.",
    fix: "Ask the school for the UPN and correct it.",
    check: ofChild(({ upn }) =>
      upn !== undefined && !/^[0-9A-HJ-NP-RT-Z]$/.test(upn.said.slice(12, 13)) ? fault(upn) : undefined,
    ),
  },
  {
    id: "1560Q",
    severity: "query",
    on: "FormerUPN",
    words: "The former UPN is not in the form of a UPN.",
    meaning: "A letter, eleven digits, and a digit or (if it was temporary) a letter.",
    cause: "The former UPN was mistyped.",
    fix: "Ask the school for it and correct it, or leave it out.",
    check: ofChild(({ formerUpn }) =>
      formerUpn !== undefined && !/^[A-Za-z]\d{11}[\dA-Za-z]$/.test(formerUpn.said)
        ? fault(formerUpn)
        : undefined,
    ),
  },
  {
    id: "1570",
    severity: "error",
    on: "LAchildID",
    from: 2025,
    words: "The child's LAchildID is longer than 20 characters.",
    meaning: "DfE keeps no more than 20.",
    cause: "Two system numbers were joined, or a prefix was added when the return was made.",
    fix: "Change how the number is written in the return, the same way every year.",
    check: ofChild(({ localId }) =>
      localId !== undefined && localId.said.length > 20 ? fault(localId) : undefined,
    ),
  },
  {
    id: "1580",
    severity: "error",
    on: "LAchildID",
    from: 2025,
    words: "The child's LAchildID has a character that is neither a letter nor a digit.",
    meaning: "Only letters and digits are loaded.",
    cause: "The case system writes a dash, a slash or a space in its numbers.",
    fix: "Leave the character out when the return is made, the same way every year.",
    check: ofChild(({ localId }) =>
      localId !== undefined && /[^A-Za-z0-9]/.test(localId.said) ? fault(localId) : undefined,
    ),
  },
  {
    id: "8500",
    severity: "error",
    on: "LAchildID",
    words: "The child has no LAchildID.",
    meaning: "It is how this child is followed from year to year.",
    cause: "The number was lost when the return was made.",
    fix: "Give the child's number and make the return again.",
    check: ofChild((child) =>
      child.localId === undefined ? fault(missing(child.identifiers, "LAchildID")) : undefined,
    ),
  },
  {
    id: "8770Q",
    severity: "query",
    on: "UPN",
    words: "A child of school age has neither a UPN nor a reason for having none.",
    meaning:
      "A child in need who was five by 31 August is expected to have a UPN, or one of the reasons UN2 to UN7.",
    cause: "The UPN was never asked for, or the reason still says the child is too young.",
    fix: "Ask education for the UPN, or give the right reason.",
    check: ofChild((child, census) => {
      const born = child.born?.on ?? undefined;
      if (born === undefined || born > `${Number(census.to.slice(0, 4)) - 6}-08-31`) return undefined;
      if (child.upn !== undefined || !child.episodes.some(isNotNfa)) return undefined;
      if (REASONS_AT_SCHOOL_AGE.has(child.upnUnknown?.said ?? "")) return undefined;
      return fault(
        missing(child.identifiers, "UPN"),
        at(child.upnUnknown, child.identifiers, "UPNunknown"),
        child.born,
      );
    }),
  },
  {
    id: "8772",
    severity: "error",
    on: "UPNunknown",
    words: "The reason for no UPN is that the referral had no further action, but not every referral did.",
    meaning:
      "UN7 may only be used when all of the child's referrals in the return ended with no further action.",
    cause: "The child was referred again after UN7 was recorded.",
    fix: "Give the UPN or another reason.",
    check: ofChild((child) => {
      if (child.upnUnknown?.said !== "UN7") return undefined;
      const others = child.episodes.filter((episode) => episode.nfa?.yes !== true);
      if (others.length === 0) return undefined;
      return fault(
        child.upnUnknown,
        ...others.map((episode) => at(episode.nfa, episode.node, "ReferralNFA")),
      );
    }),
  },
];

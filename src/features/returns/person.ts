import type { IsoDate } from "../../kernel/dates.ts";
import { codes, dateOf, text } from "../../kernel/record/table.ts";
import type { CensusChild } from "../../returns/cin/make/child.ts";
import type { Thing } from "./thing.ts";

/** A number a child is known by. `rank` orders by the freshness of the file that gave it. */
export type KnownNumber = {
  readonly id: number;
  readonly type: string;
  readonly value: string;
  readonly issuer: string;
  readonly rank: string;
};

type Who = Omit<CensusChild, "localId" | "episodes">;

/** The freshest number of a type. */
function numberOf(numbers: readonly KnownNumber[], type: string): KnownNumber | undefined {
  let found: KnownNumber | undefined;
  for (const each of numbers)
    if (each.type === type && (found === undefined || order(each) > order(found))) found = each;
  return found;
}

const order = (each: KnownNumber): string => `${each.rank}\n${each.value}`;

/** Who the child is, as on the last day of the census. */
export function whoOf(
  detail: Thing | undefined,
  numbers: readonly KnownNumber[],
  to: IsoDate,
  notes: string[],
): Who {
  const values = detail?.values ?? {};
  const upn = numberOf(numbers, "upn");
  return {
    upn: upn?.value ?? null,
    formerUpn: numberOf(numbers, "former-upn")?.value ?? null,
    upnUnknown: reasonOf(detail, upn, notes),
    ...birthOf(detail, to, notes),
    gender: text(values, "gender"),
    died: dateOf(values, "death_date"),
    ethnicity: text(values, "ethnicity"),
    disabilities: codes(values, "disabilities"),
  };
}

/** A reason for having no UPN stands beside a UPN only where one file gave both. */
function reasonOf(detail: Thing | undefined, upn: KnownNumber | undefined, notes: string[]): string | null {
  const reason = text(detail?.values ?? {}, "upn_unknown");
  const fresh = detail?.rows.find((row) => row["upn_unknown"] !== null)?.seen_rank ?? "";
  if (reason === null || upn === undefined || fresh.startsWith(upn.rank)) return reason;
  notes.push(`UPNunknown: ${reason} left out, because a UPN is held`);
  return null;
}

/** A child not born by the last day is given by the expected date, and as of unknown sex; a born one by the birth date alone. */
function birthOf(
  detail: Thing | undefined,
  to: IsoDate,
  notes: string[],
): Pick<CensusChild, "born" | "expected" | "sex"> {
  const values = detail?.values ?? {};
  const born = dateOf(values, "birth_date");
  const expected = dateOf(values, "expected_birth_date");
  const sex = text(values, "sex");
  if (born === null) return { born, expected, sex };
  if (born > to) {
    if (expected === null)
      notes.push(`ExpectedPersonBirthDate: not recorded; written as ${born}, the day the child was born`);
    return { born: null, expected: expected ?? born, sex: "U" };
  }
  if (expected !== null)
    notes.push(`ExpectedPersonBirthDate: ${expected} left out, because the child is born`);
  return { born, expected: null, sex };
}

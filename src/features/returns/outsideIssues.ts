import type { Handle } from "../../platform/db/transact.ts";
import { factsHash, type Found } from "./check.ts";
import { outsideCensus } from "./outside.ts";
import type { Place } from "./places.ts";
import type { Period, ReturnId } from "./year.ts";

/** No rule of the department's finds a child who is not in the file at all, so this one is ours. */
export const NOT_IN_IT = "not-in-the-return";

const WORDS: { readonly [table: string]: string } = {
  assessment: "an assessment",
  section47: "a section 47 enquiry",
  in_need_plan: "a child in need plan",
  protection_plan: "a child protection plan",
  pre_proceedings: "pre-proceedings",
};

/** Children with work of the year whom the return leaves out, because no episode of need holds it. */
export async function outsideFound(handle: Handle, of: ReturnId, period: Period): Promise<readonly Found[]> {
  const outside = await outsideCensus(handle, { year: of.year, asAt: period.to });
  return outside.map(({ personId, tables }) => {
    const places: readonly Place[] = [
      { item: "CINdetails", value: null, anchor: null, column: "referral.received_on", row: null },
    ];
    const what = tables.map((table) => WORDS[table] ?? table.replaceAll("_", " ")).join(", ");
    return {
      personId,
      rule: NOT_IN_IT,
      severity: "structure",
      key: NOT_IN_IT,
      across: true,
      fix: "missing",
      message: `The child has ${what} of the year and no referral to hold it, so the return leaves the child out. Record the referral.`,
      places,
      factsHash: factsHash(NOT_IN_IT, places),
    };
  });
}

/** England, as the statistics office codes it. */
export const ENGLAND = "E92000001";

/** Regions by the statistics office's code. Inner and outer London stand beside London, because the Department gives authorities the inner or outer one. */
export const REGIONS: ReadonlyMap<string, string> = new Map([
  ["E12000001", "North East"],
  ["E12000002", "North West"],
  ["E12000003", "Yorkshire and The Humber"],
  ["E12000004", "East Midlands"],
  ["E12000005", "West Midlands"],
  ["E12000006", "East of England"],
  ["E12000007", "London"],
  ["E12000008", "South East"],
  ["E12000009", "South West"],
  ["E13000001", "Inner London"],
  ["E13000002", "Outer London"],
]);

/** England and the regions as the Department numbers them in its interactive tool. */
const BY_NUMBER: ReadonlyMap<string, string> = new Map([
  ["970", ENGLAND],
  ["980", "E12000001"],
  ["981", "E12000002"],
  ["982", "E12000003"],
  ["983", "E12000004"],
  ["984", "E12000005"],
  ["985", "E12000006"],
  ["986", "E12000007"],
  ["987", "E13000001"],
  ["988", "E13000002"],
  ["989", "E12000008"],
  ["990", "E12000009"],
]);

const AUTHORITY = /^[2-9]\d{2}$/;

/** The area that a three-digit code means: an authority by its own, England or a region by the statistics office's. Undefined for what is no code. */
export function areaOfNumber(
  code: string,
): { readonly code: string; readonly kind: "country" | "region" | "authority" } | undefined {
  const wide = BY_NUMBER.get(code);
  if (wide !== undefined) return { code: wide, kind: wide === ENGLAND ? "country" : "region" };
  return AUTHORITY.test(code) ? { code, kind: "authority" } : undefined;
}

export const nameOfWide = (code: string): string =>
  code === ENGLAND ? "England" : (REGIONS.get(code) ?? code);

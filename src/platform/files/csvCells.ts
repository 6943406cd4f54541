/** Cells a spreadsheet would take for a formula, and what it skips before deciding. */
const FORMULA = /^[\s\uFEFF]*[=+\-@|%]|^[\t\r\n]/;

/**
 * A value as one CSV cell. Text a spreadsheet would run as a formula is given an apostrophe before it, which shows it as text; numbers stay numbers. Lists are
 * joined with semicolons; null is empty.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = Array.isArray(value)
    ? value.map(String).join("; ")
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(",")}\r\n`;

/** Without it a spreadsheet takes UTF-8 for something older. */
export const BYTE_ORDER_MARK = "\uFEFF";

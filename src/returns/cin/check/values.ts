import { isCode } from "../../../kernel/codes/codeSet.ts";
import { parseDate } from "../../../kernel/dates.ts";
import { dayOf } from "../values.ts";
import type { Item } from "../layout.ts";

const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

/** What is wrong with a value's type or length, if anything. Codes that a rule judges are left to the rule. */
export function wrongValue(
  item: Item,
  text: string,
  year: number,
): { readonly rule: string; readonly message: string } | undefined {
  const { name } = item;
  if (item.maxLength !== undefined && text.length > item.maxLength) {
    return { rule: "value-too-long", message: `${name} is longer than ${item.maxLength} characters.` };
  }
  if (item.always !== undefined && text !== item.always) {
    return { rule: "value-not-allowed", message: `${name} must be ${item.always}.` };
  }
  switch (item.type) {
    case "date":
      return text.length !== 10 || dayOf(text) === null
        ? {
            rule: "value-not-a-date",
            message: `${name} is not a date written as year-month-day, such as 2025-03-31.`,
          }
        : undefined;
    case "moment": {
      const parts = MOMENT.exec(text);
      return parts === null || parseDate(parts[1] ?? "") === undefined
        ? {
            rule: "value-not-a-time",
            message: `${name} is not a date and time, such as 2025-05-01T09:00:00.`,
          }
        : undefined;
    }
    case "yes-no":
      return /^(true|false|1|0)$/.test(text)
        ? undefined
        : { rule: "value-not-yes-or-no", message: `${name} is not true, false, 1 or 0.` };
    case "count":
      return /^\d+$/.test(text)
        ? undefined
        : { rule: "value-not-a-number", message: `${name} is not a whole number.` };
    case "code":
      return item.judgedHere === true && item.codes !== undefined && !isCode(item.codes, year, text)
        ? { rule: "value-not-a-code", message: `${name} is not one of the codes for ${item.codes.name}.` }
        : undefined;
    case "text":
    case "upn":
    case undefined:
      return undefined;
  }
}

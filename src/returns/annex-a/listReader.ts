import type { Days, RowReader } from "../rowReader.ts";
import { withoutLetter } from "../values.ts";

/** What one row of a list claims; which claim comes from which column is told in this folder's README. */
export type ListReader = (row: RowReader, days: Days) => void;

/** Words without the letter that numbers them in a template. */
export const plain = (text: string | null | undefined): string | null | undefined =>
  typeof text === "string" ? withoutLetter(text) || null : text;

/** What a `_json` column holds: small objects of answers, or lists of codes. Parsed with care: nothing in it is trusted to be what it should. */
const LONGEST = 8000;
const MOST_PARTS = 200;

type Parsed = { readonly [key: string]: unknown } | readonly unknown[];

/** Undefined when it is not JSON, is too long, or is neither an object nor a list. */
export function parseSmall(text: string): Parsed | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Parsed) : undefined;
  } catch {
    return undefined;
  }
}

const isYes = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === "string" && /^(?:y|yes|true|1)$/i.test(value.trim()));

/** `OUTCOME_SINGLE_ASSESSMENT_FLAG` as `single assessment`. */
const inWords = (key: string): string =>
  key
    .replaceAll(/^OUTCOME_|_(?:FLAG|YN)$/gi, "")
    .replaceAll(/[_\s]+/g, " ")
    .trim()
    .toLowerCase()
    .slice(0, 60);

/** The answers that are yes, in words and in alphabetical order; null when none is; undefined when it cannot be read. */
export function yesAnswers(text: string): string | null | undefined {
  const parsed = parseSmall(text);
  if (parsed === undefined) return undefined;
  const entries = (Array.isArray(parsed) ? parsed : [parsed])
    .filter((part): part is object => typeof part === "object" && part !== null)
    .flatMap((part) => Object.entries(part));
  const yes = entries
    .slice(0, MOST_PARTS)
    .filter(([, value]) => isYes(value))
    .map(([key]) => inWords(key));
  const comments = entries.find(
    ([key, value]) => /^comments?$/i.test(key) && typeof value === "string" && value.trim() !== "",
  );
  if (yes.length === 0) return typeof comments?.[1] === "string" ? comments[1].trim().slice(0, 200) : null;
  return [...new Set(yes)].toSorted().join(", ");
}

/** Codes in a list (`["1A","2B"]`), in an object of answers (`{"1A":"Y"}`), or in a list of objects (`[{"factor":"1A"}]`). */
export function codesIn(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  // Some systems write the codes with commas and no more.
  if (/^[0-9A-Za-z]{1,4}(?:\s*[,;]\s*[0-9A-Za-z]{1,4})*$/.test(trimmed))
    return [...new Set(trimmed.toUpperCase().split(/\s*[,;]\s*/))].toSorted();
  const parsed = parseSmall(text);
  if (parsed === undefined) return undefined;
  const codes = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === "string" || typeof value === "number") {
      const code = /^[0-9A-Za-z]{1,4}\b/.exec(String(value).trim())?.[0];
      if (code !== undefined) codes.add(code.toUpperCase());
    }
  };
  if (Array.isArray(parsed))
    for (const part of parsed.slice(0, MOST_PARTS))
      if (typeof part === "object" && part !== null)
        for (const value of Object.values(part).slice(0, 4)) take(value);
      else take(part);
  else
    for (const [key, value] of Object.entries(parsed).slice(0, MOST_PARTS))
      if (isYes(value)) take(key.replace(/^factor_?/i, ""));
      else if (Array.isArray(value)) for (const part of value.slice(0, MOST_PARTS)) take(part);
  return [...codes].toSorted();
}

const NO_PART_OF_A_LINE = /^(?:uprn|easting|northing|latitude|longitude|postcode|post_code)$/i;

/** The parts of an address that a letter would carry, in the order given. */
export function addressLine(text: string): string | null | undefined {
  const parsed = parseSmall(text);
  if (parsed === undefined || Array.isArray(parsed)) return undefined;
  const parts = Object.entries(parsed)
    .slice(0, MOST_PARTS)
    .filter(
      ([key, value]) =>
        !NO_PART_OF_A_LINE.test(key) && (typeof value === "string" || typeof value === "number"),
    )
    .map(([, value]) => String(value).replaceAll(/\s+/g, " ").trim())
    .filter((part) => part !== "" && !/^null$/i.test(part));
  return parts.length === 0 ? null : parts.join(", ").slice(0, 300);
}

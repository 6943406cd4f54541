/** Items in lists of at most so many, in order. */
export function inBatches<T>(items: readonly T[], most: number): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < items.length; from += most) batches.push(items.slice(from, from + most));
  return batches;
}

/** Both halves of a batch; the first is the longer. */
export function halved<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** A path in a refusal: what stands before its first place, and that place. The places of lists further along (`[3].social_care_episodes[0]`) are not of the batch. */
const PATH = /([\w$]*)\[(\d{1,4})\][\w.[\]]*/g;
/** What a receiver may call the list that was sent. */
const WHOLE = new Set([
  "",
  "$",
  "children",
  "child",
  "body",
  "data",
  "items",
  "item",
  "payload",
  "request",
  "array",
]);

/**
 * What a refusal says of which children: the places it names as `[i]`, each with the receiver's words about it. Places outside the batch are no places.
 */
export function placesNamed(text: string, length: number): Map<number, string> {
  const marks = [...text.matchAll(PATH)]
    .map((mark) => ({ at: mark.index, name: (mark[1] ?? "").toLowerCase(), place: Number(mark[2]) }))
    .filter(({ name, place }) => WHOLE.has(name) && place < length);
  const named = new Map<number, string>();
  for (const [n, { at, place }] of marks.entries()) {
    const next = marks.slice(n + 1).find((other) => other.place !== place);
    const from = beforePlace(text, at);
    const words = text
      .slice(from, next === undefined ? undefined : Math.max(from, beforePlace(text, next.at)))
      // The end of the text it stands in, where the answer is JSON.
      .replace(/(?<!\\)".*$/s, "")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/^[\s,;{}"]+|[\s,;{}"]+$/g, "");
    if (!named.has(place)) named.set(place, words.slice(0, 500));
  }
  return named;
}

/** Where the words about a place begin: after the break before it. */
function beforePlace(text: string, at: number): number {
  const breaks = [...text.slice(0, at).matchAll(/[\n;{"]/g)].at(-1);
  return breaks === undefined ? 0 : breaks.index + 1;
}

const RECEIPT =
  /^\d{4}-\d{2}-\d{2}[_ T]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The receipts of an answer, one for each child in order; undefined when the answer does not fit what was sent. */
export function receiptsIn(answer: unknown, length: number): string[] | undefined {
  if (!Array.isArray(answer) || answer.length !== length) return undefined;
  return answer.every((each): each is string => typeof each === "string" && RECEIPT.test(each))
    ? answer
    : undefined;
}

/**
 * How wide words will be. Pictures are made without a browser to measure in, so the typeface's own advance widths are written here: of
 * Atkinson Hyperlegible Next, printable ASCII from the space, in hundredths of the size of type. Figures are as wide as they are when set in line.
 */
const REGULAR = widths(
  "28 29 30 65 59 92 73 16 30 30 49 61 21 36 21 39 63 63 63 63 63 63 63 63 63 63 21 21 55 63 55 48 78 63 61 65 67 57 55 69 69 39 51 63 54 " +
    "82 69 71 59 72 61 59 56 69 59 86 62 58 61 32 39 34 55 37 24 53 57 49 56 54 31 56 55 25 25 49 26 85 55 55 57 57 35 47 33 54 46 68 48 45 46 " +
    "34 24 34 56",
);
const BOLD = widths(
  "31 30 39 77 61 97 73 21 34 34 49 60 27 37 27 44 63 63 63 63 63 63 63 63 63 63 27 27 57 61 57 55 78 68 64 66 69 60 57 72 70 42 56 66 55 " +
    "86 72 75 63 76 65 61 61 69 64 89 69 65 62 34 44 34 58 40 29 55 60 51 60 56 37 59 57 30 26 56 32 88 57 58 60 60 38 51 38 57 53 74 54 52 51 " +
    "38 25 38 54",
);
const OTHER = 0.62;

function widths(list: string): readonly number[] {
  return list.split(" ").map((hundredths) => Number(hundredths) / 100);
}

/** Width of a line of words, in the unit of `size`. Letters outside ASCII count as wide ones: better a little room than an overlap. */
export function widthOf(text: string, size: number, bold = false): number {
  const table = bold ? BOLD : REGULAR;
  let width = 0;
  for (const letter of text) width += table[(letter.codePointAt(0) ?? 0) - 32] ?? OTHER;
  return width * size;
}

/** Breaks words into lines no wider than `width`, where a single word allows it. Always at least one line. */
export function wrap(text: string, size: number, width: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer, size, bold) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Words cut to fit, ending in three dots when something was cut. */
export function shorten(text: string, size: number, width: number, bold = false): string {
  if (widthOf(text, size, bold) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && widthOf(`${letters.join("").trimEnd()}…`, size, bold) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

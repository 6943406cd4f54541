import {
  artifact,
  BODY,
  BOTTOM,
  childOf,
  type Element,
  EDGE,
  INK,
  INNER,
  LEADING,
  PAD,
  need,
  newPage,
  type Page,
  putLine,
  putLines,
  RULE,
  TABLE,
} from "./pdfPage.ts";
import { type Face, type Line, linesOf } from "./pdfText.ts";

/** Rows of like things. */
export type PdfTable = {
  readonly kind: "table";
  readonly caption: string;
  /** `share`: of the width, beside the other columns' shares. */
  readonly columns: readonly { readonly head: string; readonly share: number; readonly numeric?: boolean }[];
  /** Cells in the order of the columns; the first names its row. */
  readonly rows: readonly (readonly string[])[];
};

type Cell = {
  readonly lines: readonly Line[];
  readonly numeric: boolean;
  readonly x: number;
  readonly width: number;
};

export function putTable(page: Page, block: PdfTable): void {
  const { fonts, root } = page;
  const step = TABLE * LEADING;
  const whole = block.columns.reduce((sum, { share }) => sum + share, 0);
  const cellsOf = (texts: readonly string[], face: Face): Cell[] => {
    let x = EDGE;
    return block.columns.map(({ share, numeric }, i) => {
      const width = (INNER * share) / whole;
      const cell = {
        lines: linesOf(fonts, texts[i] ?? "", face, TABLE, width - 2 * PAD),
        numeric: numeric === true,
        x,
        width,
      };
      x += width;
      return cell;
    });
  };
  const heightOf = (cells: readonly Cell[]): number =>
    Math.max(1, ...cells.map(({ lines }) => lines.length)) * step + 2 * PAD;
  const draw = (cell: Cell, face: Face, y: number): void =>
    cell.lines.forEach((line, i) => {
      const left =
        cell.x + PAD + (cell.numeric ? cell.width - 2 * PAD - fonts.widthOf(line, face, TABLE) : 0);
      putLine(page, line, face, TABLE, INK, left, y + PAD + i * step);
    });
  const rule = (width: number): void =>
    artifact(page, () =>
      page.doc
        .moveTo(EDGE, page.y)
        .lineTo(EDGE + INNER, page.y)
        .lineWidth(width)
        .stroke(RULE),
    );

  const heads = cellsOf(
    block.columns.map(({ head }) => head),
    "bold",
  );
  const captions = linesOf(fonts, block.caption, "bold", BODY, INNER);
  const first = block.rows[0] === undefined ? 0 : heightOf(cellsOf(block.rows[0], "regular"));
  need(page, captions.length * BODY * LEADING + heightOf(heads) + first + 8);
  const table = childOf(page, root, "Table");
  const caption = childOf(page, table, "Caption");
  putLines(page, caption, captions, { face: "bold", size: BODY, colour: INK, x: EDGE });
  caption.end();
  page.y += 2;

  const row = (
    part: Element,
    cells: readonly Cell[],
    tags: (i: number) => ["TH" | "TD", "Row" | "Column" | undefined, Face],
  ): void => {
    const element = childOf(page, part, "TR");
    const from = page.y;
    cells.forEach((cell, i) => {
      const [tag, scope, face] = tags(i);
      const one = childOf(page, element, tag, scope === undefined ? {} : { scope });
      one.add(() => draw(cell, face, from));
      one.end();
    });
    element.end();
    page.y += heightOf(cells);
  };
  const head = childOf(page, table, "THead");
  rule(1);
  row(head, heads, () => ["TH", "Column", "bold"]);
  head.end();
  rule(1);
  const body = childOf(page, table, "TBody");
  for (const texts of block.rows) {
    const cells = cellsOf(texts, "regular");
    if (page.y + heightOf(cells) > BOTTOM) {
      newPage(page);
      // Said again for the eye only: the structure has it once.
      artifact(page, () => heads.forEach((cell) => draw(cell, "bold", page.y)));
      page.y += heightOf(heads);
      rule(1);
    }
    row(body, cells, (i) => (i === 0 ? ["TH", "Row", "regular"] : ["TD", undefined, "regular"]));
    rule(0.5);
  }
  body.end();
  table.end();
  page.y += 14;
}

import { UnreadableFile } from "../../kernel/record/claim.ts";

/**
 * The bare tags of a workbook's own XML: enough to measure a sheet before it is read and to list its name. It refuses what spreadsheet
 * programs do not write (document types, over-long tags, `<` inside a tag), so that nothing is measured one way and read another.
 */
export type Tag = {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
};

const LONGEST_TAG = 64 * 1024;
/** Characters between two tags; a cell of a spreadsheet holds 32,767. */
const LONGEST_TEXT = 256 * 1024;
/** Whitespace, name, equals, quoted value, and nothing else: every reader sees the same attributes in it. */
const ATTRIBUTES = /^(?:\s+[^\s="'<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*$/;
const TAG =
  /<(?:!--[\s\S]*?-->|!\[CDATA\[[\s\S]*?\]\]>|\?[\s\S]*?\?>|\/[^<>]*>|[^<>!?/"'][^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>)/y;

export const odd = (part: string): UnreadableFile =>
  new UnreadableFile({
    code: "workbook-malformed",
    message: `The workbook's inside (${part}) is not written as a spreadsheet program writes it. Open it in the spreadsheet program, save it under a new name and add that.`,
  });

/** Values of an attribute as written (entities are not undone), one for each time it is given. */
export function attributeValues(tag: Tag, name: string): readonly string[] {
  const found: string[] = [];
  for (const [, key, double, single] of tag.attributes.matchAll(
    /([^\s="'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    if (key === name) found.push(double ?? single ?? "");
  return found;
}

/** The text of an attribute with the five usual entities and character numbers undone. */
export function attributeText(tag: Tag, name: string): string {
  return (attributeValues(tag, name)[0] ?? "").replaceAll(
    /&(amp|lt|gt|quot|apos|#x[0-9a-f]{1,6}|#\d{1,7});/gi,
    (whole, entity: string) => {
      const plain = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[entity.toLowerCase()];
      if (plain !== undefined) return plain;
      const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Calls `onTag` for every tag of a part. `part` names it in a refusal. */
export async function eachTag(
  pieces: AsyncIterable<Uint8Array>,
  part: string,
  onTag: (tag: Tag) => void,
): Promise<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  let run = 0;
  const work = (last: boolean): void => {
    let at = 0;
    for (;;) {
      const open = rest.indexOf("<", at);
      run += (open === -1 ? rest.length : open) - at;
      if (run > LONGEST_TEXT) throw odd(part);
      if (open === -1) {
        at = rest.length;
        break;
      }
      run = 0;
      TAG.lastIndex = open;
      const found = TAG.exec(rest)?.[0];
      if (found === undefined) {
        // Either the tag goes on in the next piece, or it is not a tag at all.
        if (last || rest.length - open > LONGEST_TAG) throw odd(part);
        at = open;
        break;
      }
      at = open + found.length;
      if (found.length > LONGEST_TAG) throw odd(part);
      if (found.startsWith("<!") || found.startsWith("<?")) continue;
      const closing = found.startsWith("</");
      const selfClosing = !closing && found.endsWith("/>");
      const inside = found.slice(closing ? 2 : 1, selfClosing ? -2 : -1).trim();
      const space = inside.search(/\s/);
      const whole = space === -1 ? inside : inside.slice(0, space);
      const attributes = space === -1 ? "" : inside.slice(space);
      if (!ATTRIBUTES.test(attributes)) throw odd(part);
      onTag({
        name: whole.slice(whole.indexOf(":") + 1),
        attributes,
        closing,
        selfClosing,
      });
    }
    rest = rest.slice(at);
  };
  try {
    for await (const piece of pieces) {
      rest += decoder.decode(piece, { stream: true });
      work(false);
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw odd(part);
    throw error;
  }
  work(true);
}

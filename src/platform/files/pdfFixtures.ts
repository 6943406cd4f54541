import { inflateSync } from "node:zlib";

/** A PDF of ours read back, for tests: its objects as written, and the words of each page as a reader takes them out. */
export type ReadPdf = {
  readonly objects: ReadonlyMap<number, string>;
  readonly pages: readonly string[];
  /** The structure as one line: `H1 P Table(TR(TH TD))`. */
  readonly structure: string;
};

export function readPdf(bytes: Uint8Array): ReadPdf {
  const text = Buffer.from(bytes).toString("latin1");
  const objects = new Map<number, string>();
  const streams = new Map<number, Buffer>();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, no = "", body = ""] = found;
    const at = body.indexOf("\nstream\n");
    objects.set(Number(no), at < 0 ? body : body.slice(0, at));
    if (at < 0) continue;
    const raw = Buffer.from(body.slice(at + 8, body.lastIndexOf("\nendstream")), "latin1");
    streams.set(Number(no), body.slice(0, at).includes("FlateDecode") ? inflateSync(raw) : raw);
  }
  const maps = new Map<number, ReadonlyMap<string, string>>();
  for (const [no, body] of objects) {
    const to = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (to !== undefined) maps.set(no, cmapOf(streams.get(Number(to))?.toString("latin1") ?? ""));
  }
  const pages = pageNumbers(objects).map((no) => wordsOf(objects, streams, maps, no));
  return { objects, pages, structure: structureOf(objects) };
}

function pageNumbers(objects: ReadonlyMap<number, string>): number[] {
  const list = [...objects.values()].find((body) => /\/Type \/Pages\b/.test(body)) ?? "";
  return [...(/\/Kids \[([^\]]*)\]/.exec(list)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map(([, no]) =>
    Number(no),
  );
}

function cmapOf(cmap: string): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const unicode = (hex: string): string =>
    (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("");
  for (const [, from = "", to = "", list] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    void to;
    [...(list ?? "").matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ""], i) => {
      map.set(
        (Number.parseInt(from, 16) + i).toString(16).padStart(4, "0"),
        unicode(hex.replaceAll(" ", "")),
      );
    });
  }
  return map;
}

function wordsOf(
  objects: ReadonlyMap<number, string>,
  streams: ReadonlyMap<number, Buffer>,
  maps: ReadonlyMap<number, ReadonlyMap<string, string>>,
  page: number,
): string {
  const body = objects.get(page) ?? "";
  const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(body)?.[1])) ?? body;
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", no]) => [name, Number(no)]),
  );
  const content = streams.get(Number(/\/Contents (\d+) 0 R/.exec(body)?.[1]))?.toString("latin1") ?? "";
  let map: ReadonlyMap<string, string> = new Map();
  const words: string[] = [];
  for (const [all, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    void all;
    if (font !== undefined) map = maps.get(fonts.get(font) ?? 0) ?? new Map();
    else
      words.push(
        [...(shown ?? "").matchAll(/<([0-9a-f]+)>/gi)]
          .flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? [])
          .map((code) => map.get(code.toLowerCase()) ?? "\ufffd")
          .join(""),
      );
  }
  return words.join(" ");
}

function structureOf(objects: ReadonlyMap<number, string>): string {
  const say = (no: number): string => {
    const body = objects.get(no) ?? "";
    const tag = /\/S \/(\w+)/.exec(body)?.[1] ?? "";
    const kids = [
      ...(/\/K \[([\s\S]*?)\](?=\s*(?:\/|>>))/.exec(body)?.[1] ?? "").matchAll(
        /(?:^|[\s[])(\d+) 0 R(?!\s*\/MCID)/g,
      ),
    ]
      .map(([, kid]) => Number(kid))
      .filter(
        (kid) => /\/S \/\w+/.test(objects.get(kid) ?? "") && /\/P \d+ 0 R/.test(objects.get(kid) ?? ""),
      );
    return kids.length === 0 ? tag : `${tag}(${kids.map(say).join(" ")})`;
  };
  const top = [...objects].find(([, body]) => /\/S \/Document\b/.test(body));
  return top === undefined ? "" : say(top[0]);
}

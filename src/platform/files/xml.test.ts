import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "./bytes.ts";
import { pathOf, readXml, xmlRootName, type XmlLimits, type XmlNode } from "./xml.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function wholes(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): Promise<XmlNode[]> {
  const found: XmlNode[] = [];
  for await (const piece of readXml(bytesFromBuffer("a.xml", bytes), ["/a", "/a/list"], limits)) {
    if (piece.kind === "read") found.push(piece.node);
  }
  return found;
}

async function refusal(bytes: Uint8Array, limits: Partial<XmlLimits> = {}): Promise<UnreadableFile> {
  try {
    await wholes(bytes, limits);
  } catch (problem) {
    if (problem instanceof UnreadableFile) return problem;
    throw problem;
  }
  throw new Error("the file was read");
}

const codeOf = async (text: string, limits: Partial<XmlLimits> = {}): Promise<string> =>
  (await refusal(utf8(text), limits)).problem.code;

function utf16(text: string, order: "le" | "be"): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), order === "le");
  return bytes;
}

describe("reading XML", () => {
  it("gives each element of a container whole, with its text, line and path", async () => {
    const [first, second] = await wholes(
      utf8("<a>\n<list>\n<x><y>one</y>\n<y>two</y></x><x><z> three </z></x></list></a>"),
    );
    expect(first?.children.map((c) => [c.text, c.line, pathOf(c)])).toEqual([
      ["one", 3, "/a/list/x[1]/y[1]"],
      ["two", 4, "/a/list/x[1]/y[2]"],
    ]);
    expect(second?.children.map((c) => [c.text, pathOf(c)])).toEqual([[" three ", "/a/list/x[2]/z"]]);
  });

  it("says when a container opens and closes", async () => {
    const kinds: string[] = [];
    for await (const p of readXml(bytesFromBuffer("a.xml", utf8("<a><b/><list><x/></list></a>")), [
      "/a",
      "/a/list",
    ])) {
      kinds.push(`${p.kind} ${p.node.name}`);
    }
    expect(kinds).toEqual(["opened a", "read b", "opened list", "read x", "closed list", "closed a"]);
  });

  it("joins text around comments and CDATA, and keeps text that stands among elements", async () => {
    const [x] = await wholes(utf8("<a><list><x>o<!-- no -->n<![CDATA[e & <]]><y/></x></list></a>"));
    expect(x?.text).toBe("one & <");
  });

  it("reads the five entities and character numbers", async () => {
    const [x] = await wholes(utf8("<a><list><x>&amp;&lt;&gt;&quot;&apos;&#233;&#xE9;</x></list></a>"));
    expect(x?.text).toBe("&<>\"'éé");
  });

  it("finds the name of the root", async () => {
    expect(
      await xmlRootName(bytesFromBuffer("a.xml", utf8("<?xml version='1.0'?>\n<!-- c --><Message><x>"))),
    ).toBe("Message");
  });
});

describe("encodings", () => {
  const xml = (encoding: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?><a><list><x>Zoë £</x></list></a>`;
  const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
  const read = async (bytes: Uint8Array): Promise<string | undefined> => (await wholes(bytes))[0]?.text;

  it("reads UTF-8 with and without a byte order mark", async () => {
    expect(await read(utf8(xml("UTF-8")))).toBe("Zoë £");
    expect(await read(utf8(`\ufeff${xml("utf-8")}`))).toBe("Zoë £");
    expect(await read(utf8("<a><list><x>Zoë £</x></list></a>"))).toBe("Zoë £");
  });

  it("reads UTF-16 of either order, with and without a mark", async () => {
    for (const order of ["le", "be"] as const) {
      expect(await read(utf16(`\ufeff${xml("UTF-16")}`, order))).toBe("Zoë £");
      expect(await read(utf16(xml("UTF-16"), order))).toBe("Zoë £");
    }
  });

  it("reads ISO-8859-1 and windows-1252 as they say", async () => {
    expect(await read(latin(xml("ISO-8859-1")))).toBe("Zoë £");
    expect(await read(latin(xml("windows-1252")))).toBe("Zoë £");
    expect(
      await read(latin('<?xml version="1.0" encoding="Windows-1252"?><a><list><x>\x80\x92</x></list></a>')),
    ).toBe("€’");
  });

  it("refuses bytes that are not in the encoding, and says near which line", async () => {
    const problem = (await refusal(latin("<a>\n<list><x>Zoë</x></list></a>"))).problem;
    expect(problem.code).toBe("encoding");
    expect(problem.message).toContain("Save it again as UTF-8");
    expect(problem.place).toBe("line 2");
    const far = `<a><list>\n${"<x>y</x>\n".repeat(20_000)}<x>Zoë</x>\n</list></a>`;
    expect((await refusal(latin(far))).problem.place).toBe("line 20002");
  });

  it("refuses an encoding it does not know, and UTF-16 that is not", async () => {
    expect((await refusal(utf8(xml("Shift_JIS")))).problem.message).toContain("Shift_JIS");
    expect((await refusal(utf8(xml("UTF-16")))).problem.code).toBe("encoding");
  });
});

describe("hostile and broken XML", () => {
  it("refuses a DOCTYPE wherever it stands", async () => {
    expect(await codeOf('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')).toBe("doctype");
    expect(await codeOf("<a><!DOCTYPE a></a>")).toBe("doctype");
  });

  it("refuses entities beyond the five, also those with the names of what objects inherit", async () => {
    for (const name of ["nbsp", "constructor", "toString", "__proto__", "#0", ""]) {
      expect(await codeOf(`<a><list><x>&${name};</x></list></a>`)).toBe("entity");
    }
  });

  it("bounds depth, elements, text, tags, comments and the size of the file", async () => {
    expect(await codeOf("<a><list>".padEnd(3_000, "<x>"))).toBe("too-deep");
    expect(await codeOf(`<a><list><x>${"<y/>".repeat(101)}</x></list></a>`, { elements: 100 })).toBe(
      "too-many-elements",
    );
    const long = "y".repeat(70_000);
    expect(await codeOf(`<a><list><x>${long}</x></list></a>`)).toBe("too-long");
    expect(await codeOf(`<a><list><x at="${long.repeat(3)}"/></list></a>`)).toBe("too-long");
    expect(await codeOf(`<a><list><!-- ${long.repeat(3)} --></list></a>`)).toBe("too-long");
    expect(await codeOf(`<a><list><${long.repeat(3)}/></list></a>`)).toBe("too-long");
    expect(await codeOf(`<!DOCTYPE ${long.repeat(3)}`)).toBe("too-long");
    expect(await codeOf("<a><list/></a>", { bytes: 5 })).toBe("too-large");
  });

  it("does not keep a 10 MB attribute in memory before refusing it", async () => {
    let taken = 0;
    const source = {
      name: "a.xml",
      size: 0,
      open: async function* open() {
        yield utf8('<a><list><x at="');
        for (; taken < 160; taken += 1) yield new Uint8Array(65_536).fill(121);
      },
    };
    await expect(
      (async () => {
        for await (const _ of readXml(source, ["/a", "/a/list"]));
      })(),
    ).rejects.toThrow(UnreadableFile);
    expect(taken).toBeLessThan(5);
  });

  it("says that a file cut short was cut short", async () => {
    for (const text of ["<a><list><x>", "<a><list><x", "<a><list><x>text</x"]) {
      expect(await codeOf(text)).toBe("truncated");
    }
  });

  it("says that other files are not XML, or another kind", async () => {
    expect(await codeOf("CHILD,SEX,DOB\n1,2,3\n")).toBe("not-xml");
    expect(await codeOf("PK\x03\x04 and more")).toBe("not-xml");
    expect(await codeOf("")).toBe("empty");
    expect(await codeOf("   ")).toBe("not-xml");
    const wrong = await refusal(utf8("<EXPSSDA903><CHILD/></EXPSSDA903>"));
    expect([wrong.problem.code, wrong.problem.place]).toEqual(["wrong-kind", "line 1"]);
  });

  it("says at which line a tag does not match", async () => {
    const problem = (await refusal(utf8("<a>\n<list>\n<x></y></list></a>"))).problem;
    expect([problem.code, problem.place]).toEqual(["malformed", "line 3"]);
  });

  it("never throws anything but UnreadableFile, whatever bytes are put in a good file", async () => {
    const good = utf8("<?xml version='1.0'?>\n<a>\n<list><x><y>one</y><z k='v'>&amp;</z></x><x/></list></a>");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.nat(good.length),
        fc.uint8Array({ maxLength: 12 }),
        async (from, gap, put) => {
          const bytes = new Uint8Array([
            ...good.subarray(0, from),
            ...put,
            ...good.subarray(from + (gap % 20)),
          ]);
          try {
            await wholes(bytes);
          } catch (problem) {
            expect(problem).toBeInstanceOf(UnreadableFile);
            expect((problem as UnreadableFile).problem.message).toMatch(/^[A-Z].*\.$/s);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("reads the same however the bytes are cut into chunks", async () => {
    const good = utf8("<a>\r\n<list><x>Zoë</x>\r\n<x>&amp;b</x></list></a>");
    const whole = (await wholes(good)).map((n) => [n.text, n.line]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        const source = {
          name: "a.xml",
          size: good.length,
          open: async function* open() {
            for (let at = 0; at < good.length; at += size) yield good.subarray(at, at + size);
          },
        };
        const found: unknown[] = [];
        for await (const p of readXml(source, ["/a", "/a/list"])) {
          if (p.kind === "read") found.push([p.node.text, p.node.line]);
        }
        expect(found).toEqual(whole);
      }),
    );
  });
});

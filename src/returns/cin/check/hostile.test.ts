import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { bytes, EVERYTHING, message } from "../fixtures.ts";
import { asJson } from "./formats.ts";
import { checkCin } from "./run.ts";

describe("hostile and broken files", () => {
  const good = message(Array.from({ length: 12 }, (_, i) => EVERYTHING(`C${i}`)));

  /** What becomes of a file: it is refused in plain words, or checked. */
  async function outcome(data: Uint8Array): Promise<"refused" | "checked"> {
    try {
      await checkCin(bytesFromBuffer("cin.xml", data));
      return "checked";
    } catch (problem) {
      expect(problem).toBeInstanceOf(UnreadableFile);
      expect((problem as UnreadableFile).problem.message).toMatch(/^[A-Z].+\.$/s);
      return "refused";
    }
  }

  it("are refused when cut short, at every 1,000th byte", async () => {
    const data = bytes(good);
    for (let at = 0; at < data.length - 11; at += 1_000) {
      expect([at, await outcome(data.subarray(0, at))]).toEqual([at, "refused"]);
    }
    expect(await outcome(data)).toBe("checked");
  });

  it("make no rule go wrong, whatever a value says and whatever is missing", async () => {
    const values = fc.constantFrom(
      "",
      "0000-00-00",
      "1000-01-01",
      "9999-12-31",
      "2024-02-30",
      "NaN",
      "__proto__",
      "é",
      "-1",
      "2024-06-03",
    );
    const leaf = fc.integer({ min: 0, max: 60 });
    const one = message([EVERYTHING("A")]);
    const places = [...one.matchAll(/<(\w+)>([^<>\n]*)<\/\1>/g)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(leaf, values), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (changes, drop) => {
          let text = one;
          for (const [i, value] of changes) {
            const [whole = "", name = ""] = places[i % places.length] ?? [];
            text = text.replace(whole, drop ? "" : `<${name}>${value}</${name}>`);
          }
          const report = await checkCin(bytesFromBuffer("cin.xml", bytes(text)), 2025);
          expect(report.issues.filter((issue) => issue.message.startsWith("Not run"))).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are refused or checked, and nothing else, whatever bytes are put in them", async () => {
    const data = bytes(message([EVERYTHING("A")]));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(data.length),
        fc.nat(40),
        fc.uint8Array({ maxLength: 8 }),
        async (from, gap, put) => {
          const mutated = new Uint8Array([...data.subarray(0, from), ...put, ...data.subarray(from + gap)]);
          expect(["refused", "checked"]).toContain(await outcome(mutated));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are refused with a DOCTYPE, an entity of their own, too many layers or a 10 MB attribute", async () => {
    const bomb = `<!DOCTYPE Message [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${good.slice(good.indexOf("<Message>"))}`;
    const layers = good.replace("<Children>", `<Children>${"<x>".repeat(5_000)}`);
    const attribute = good.replace("<Children>", `<Children a="${"y".repeat(10_000_000)}">`);
    for (const text of [bomb, good.replace("WBRI", "&nbsp;"), layers, attribute]) {
      expect(await outcome(bytes(text))).toBe("refused");
    }
  });

  it("are refused when their bytes are not in the encoding they name", async () => {
    const latin = Uint8Array.from(good.replace("invented", "inventé"), (c) => c.charCodeAt(0));
    expect(await outcome(latin)).toBe("refused");
    expect(await outcome(bytes(good.replace("utf-8", "utf-16")))).toBe("refused");
    expect(await outcome(bytes(good.replace("utf-8", "klingon")))).toBe("refused");
  });

  it("are refused when they are something else", async () => {
    for (const text of ["", "   ", "CHILD,SEX\n1,2\n", "<html></html>", "{}", "PK\u0003\u0004"]) {
      expect(await outcome(bytes(text))).toBe("refused");
    }
  });

  it("are refused with a value, a comment, a tag or a part without end", async () => {
    const long = "y".repeat(10_000_000);
    const attributes = Array.from({ length: 100_000 }, (_, i) => ` a${i}=""`).join("");
    const parts = "<Extra/>".repeat(100_000);
    for (const text of [
      good.replace("WBRI", long),
      good.replace("WBRI", `<![CDATA[${long}]]>`),
      good.replace("<Children>", `<!--${long}--><Children>`),
      good.replace("<Children>", `<?${long}?><Children>`),
      good.replace("<Children>", `<${long}><Children>`),
      good.replace("<Child>", `<Child${attributes}>`),
      good.replace("<Ethnicity>", `${parts}<Ethnicity>`),
      good.replace("<Ethnicity>", `${"<x>".repeat(50)}<Ethnicity>`),
    ]) {
      expect([text.length, await outcome(bytes(text))]).toEqual([text.length, "refused"]);
    }
  });

  it("are refused when they reach for another file or an entity of their own, wherever it stands", async () => {
    for (const text of [
      `<!DOCTYPE Message SYSTEM "file:///etc/passwd">${good.slice(good.indexOf("<Message>"))}`,
      good.replace("<Children>", `<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1/">]><Children>`),
      good.replace("WBRI", "&a;"),
      good.replace("WBRI", "&#0;"),
      good.replace("WBRI", "&#x110000;"),
      good.replace("WBRI", "a & b"),
    ]) {
      expect(await outcome(bytes(text))).toBe("refused");
    }
  });

  it("that only look odd are checked: references to characters, comments, CDATA and other declarations", async () => {
    const report = async (text: string): Promise<string> =>
      asJson(await checkCin(bytesFromBuffer("cin.xml", bytes(text))));
    const plain = await report(good);
    expect(await report(good.replaceAll("WBRI", "W&#66;R<!-- x -->I"))).toBe(plain);
    expect(await report(good.replaceAll("WBRI", "<![CDATA[WBRI]]>"))).toBe(plain);
    expect(await report(good.replace('"utf-8"', "'UTF-8' standalone='yes'"))).toBe(plain);
    expect(await report(good.replace("<Message>", "<?style x?><Message>"))).toBe(plain);
  });

  it("are read with any byte order mark of UTF-8 and UTF-16, and the report is the same", async () => {
    const report = async (data: Uint8Array): Promise<string> =>
      asJson(await checkCin(bytesFromBuffer("cin.xml", data)));
    const text = good.replace("WBRI", "XX");
    const plain = await report(bytes(text));
    expect(plain).toContain('"4220"');
    expect(await report(bytes(`\uFEFF${text}`))).toBe(plain);
    const little = Buffer.from(`\uFEFF${text.replace("utf-8", "utf-16")}`, "utf16le");
    expect(await report(little)).toBe(plain);
    expect(await report(Buffer.from(little).swap16())).toBe(plain);
    expect(await outcome(little.subarray(0, -1))).toBe("refused");
    expect(await outcome(Buffer.from([0xff, 0xfe, 0, 0, ...little]))).toBe("refused");
  });
});

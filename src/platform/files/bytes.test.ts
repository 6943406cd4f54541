import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { bytesFromBuffer, bytesFromFile, refuseTooLarge, type ByteSource } from "./bytes.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-bytes-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function all(source: ByteSource): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source.open()) parts.push(part);
  return Buffer.concat(parts);
}

describe("bytes to read", () => {
  it("come from a file, as often as they are asked for", async () => {
    const content = Buffer.alloc(700_000, "kith");
    const path = join(folder, "some.xml");
    writeFileSync(path, content);
    const source = bytesFromFile(path);
    expect([source.name, source.size]).toEqual(["some.xml", 700_000]);
    expect((await all(source)).equals(content)).toBe(true);
    expect((await all(source)).equals(content)).toBe(true);
  });

  it("come from a buffer", async () => {
    const source = bytesFromBuffer("a.xml", new Uint8Array([1, 2, 3]));
    expect([source.name, source.size, [...(await all(source))]]).toEqual(["a.xml", 3, [1, 2, 3]]);
  });

  it("are refused in plain words when the file is not there or is a folder", () => {
    expect(() => bytesFromFile(join(folder, "nothing.xml"))).toThrow("nothing.xml is not there.");
    expect(() => bytesFromFile(folder)).toThrow("is a folder, not a file");
  });

  it("are refused by their size before any is read", () => {
    const huge = {
      name: "huge.xml",
      size: 2_000_000_000,
      open: () => bytesFromBuffer("", new Uint8Array()).open(),
    };
    expect(() => refuseTooLarge(huge)).toThrow(UnreadableFile);
    expect(() => refuseTooLarge(huge)).toThrow("512 MB");
    expect(() => refuseTooLarge({ ...huge, size: 512 * 1024 * 1024 })).not.toThrow();
  });
});

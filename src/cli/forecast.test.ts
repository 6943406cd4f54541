import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runForecast } from "./forecast.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-forecast-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const item = (id: string, length: number) => ({
  id,
  set: "s",
  frequency: 12,
  start: [2020, 4],
  horizon: 6,
  values: Array.from({ length }, (_, t) => 20 + ((t * 37) % 11)),
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const code = await runForecast(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe("kith forecast", () => {
  it("answers every item in order, and says which it refused", async () => {
    const input = join(folder, "items.json");
    const output = join(folder, "results.json");
    await writeFile(
      input,
      `\uFEFF${JSON.stringify([item("long", 36), item("short", 12), item("other", 24)])}`,
    );
    const { code, out, err } = await run("--in", input, "--out", output);
    expect(code).toBe(0);
    expect(out).toBe("2 forecast, 1 refused\n");
    expect(err).toContain("Item short: has 12 months");
    const answers: unknown = JSON.parse(await readFile(output, "utf8"));
    expect(answers).toMatchObject([
      { id: "long", mean: { length: 6 }, lo80: { length: 6 }, hi80: {}, lo95: {}, hi95: { length: 6 } },
      { id: "short", refused: "Item short: has 12 months of values; a forecast needs at least 24" },
      { id: "other", mean: { length: 6 } },
    ]);
  });

  it("ends with 2 for a file it cannot read, understand or write", async () => {
    const text = join(folder, "text.json");
    const object = join(folder, "object.json");
    const list = join(folder, "list.json");
    await writeFile(text, "not json");
    await writeFile(object, "{}");
    await writeFile(list, "[]");
    expect(await run("--in", join(folder, "absent.json"), "--out", text)).toMatchObject({ code: 2, out: "" });
    expect((await run("--in", text, "--out", join(folder, "o.json"))).err).toContain("is not JSON");
    expect((await run("--in", object, "--out", join(folder, "o.json"))).err).toContain("must hold a list");
    expect((await run("--in", list, "--out", join(folder, "no", "o.json"))).code).toBe(2);
  });

  it("explains itself", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, err: "" });
    expect((await run("--help")).out).toContain("kith forecast --in");
    expect(await run()).toMatchObject({ code: 2 });
    expect((await run("--nonsense")).err).toContain("--help");
    expect((await run("--in", "x")).err).toContain("--out is missing");
  });
});

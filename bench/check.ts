import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { SaxesParser } from "saxes";
import { generateAuthority } from "../src/demo/authority.ts";
import { writeCensusXml } from "../src/demo/census.ts";
import { date } from "../src/kernel/dates.ts";
import { bytesFromFile } from "../src/platform/files/bytes.ts";
import { checkCin } from "../src/returns/cin/check/run.ts";
import { type Line, peakMb, ratio, seconds, timed } from "./measure.ts";

/** Of the children invented, so many are in one year's census for each that is wanted. */
const INVENTED_FOR_EACH = 2.64;

/** One child in so many is spoilt, each in one of these ways in turn. */
const ONE_IN = 10;
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/<LAchildID>/, "<LAchildID>-"],
  [/<Sex>\w/, "<Sex>X"],
  [/<Ethnicity>\w+/, "<Ethnicity>WXYZ"],
  [/<CINreferralDate>\d{4}/, "<CINreferralDate>2030"],
  [/<ReferralSource>\w+/, "<ReferralSource>66"],
  [/<ReferralNFA>\w+/, "<ReferralNFA>perhaps"],
];

/** A census of about so many children, kept between runs: only some of those invented are in any one year's. */
export async function censusFile(children: number, kind: "clean" | "faulty" = "clean"): Promise<string> {
  mkdirSync(".kith", { recursive: true });
  const path = `.kith/bench-census-${kind === "clean" ? "" : "faulty-"}${children}.xml`;
  if (existsSync(path)) return path;
  const out = createWriteStream(`${path}.part`);
  const authority = generateAuthority({
    seed: 77,
    children: Math.round(children * INVENTED_FOR_EACH),
    today: date("2026-11-21"),
    notesPerChild: 0,
  });
  let nth = 0;
  for (const piece of writeCensusXml(authority, 2026)) {
    nth += 1;
    const [from, to] = FAULTS[(nth / ONE_IN) % FAULTS.length] ?? [/$^/, ""];
    const text = kind === "faulty" && nth % ONE_IN === 0 ? piece.replace(from, to) : piece;
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  renameSync(`${path}.part`, path);
  return path;
}

/** The same bytes through the same parser, and nothing else. */
export async function bareParse(path: string): Promise<void> {
  const parser = new SaxesParser();
  for await (const chunk of createReadStream(path, { encoding: "utf8" })) parser.write(chunk as string);
  parser.close();
}

type Cost = { readonly wall: number; readonly cpu: number };

/** The least of a few runs, since another program can only add to it. CPU is that of this process, its helper threads with it. */
async function least(work: () => Promise<unknown>, runs = 3): Promise<Cost> {
  const costs: Cost[] = [];
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage();
    const { ms } = await timed(work);
    const { user, system } = process.cpuUsage(before);
    costs.push({ wall: ms, cpu: (user + system) / 1000 });
  }
  return { wall: Math.min(...costs.map((c) => c.wall)), cpu: Math.min(...costs.map((c) => c.cpu)) };
}

/** `kith check cin` on files of three sizes, and on one with a fault in every tenth child; the bare parse beside each. */
export async function benchCheck(children: number, say: (line: Line) => void): Promise<void> {
  const files: readonly (readonly [number, "clean" | "faulty"])[] = [
    [children / 4, "clean"],
    [children, "clean"],
    [children, "faulty"],
    [children * 4, "clean"],
  ];
  for (const [size, kind] of files) {
    const path = await censusFile(size, kind);
    const { children: read, issues } = await checkCin(bytesFromFile(path));
    const parse = await least(() => bareParse(path));
    const check = await least(() => checkCin(bytesFromFile(path)));
    say({
      what: `check a census of ${read.toLocaleString("en-GB")} children, ${kind === "clean" ? "few" : "one in ten"} with a fault: ${issues.length.toLocaleString("en-GB")} issues`,
      engine: "none",
      figure: `${seconds(check.wall)}, CPU ${seconds(check.cpu)}, ${((check.cpu / read) * 1000).toFixed(0)} µs a child, peak ${peakMb()} MB`,
      beside: `bare parse ${seconds(parse.wall)}, CPU ${seconds(parse.cpu)}: ${ratio(check.wall, parse.wall)}, CPU ${ratio(check.cpu, parse.cpu)}`,
      target: "3×, and as long a child whatever the size",
    });
  }
}

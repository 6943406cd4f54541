import { describe, expect, test } from "vitest";
import { date } from "../kernel/dates.ts";
import { generateAuthority } from "./authority.ts";
import { writeCensusXml } from "./census.ts";
import { day, gather, recordOf } from "./reading.ts";
import { writeSsdCsv } from "./ssd.ts";
import { writeSsda903Csv } from "./ssda903.ts";

const authority = generateAuthority({ seed: 9, children: 600, today: date("2026-11-21"), notesPerChild: 0 });

/** Names of the elements in the order they open, if every one is closed in turn and nothing stands between that should not. */
function wellFormed(xml: string): string[] {
  const opened: string[] = [];
  const stack: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>\s*/, "");
  let last = 0;
  for (const match of body.matchAll(/<(\/?)([A-Za-z0-9]+)>/g)) {
    const between = body.slice(last, match.index);
    if (/[<>]/.test(between) || /&(?!amp;|lt;|gt;)/.test(between)) throw new Error(`stray text: ${between}`);
    last = match.index + match[0].length;
    const name = match[2] ?? "";
    if (match[1] === "") {
      if (stack.length === 0 && opened.length > 0) throw new Error("a second root");
      stack.push(name);
      opened.push(name);
    } else if (stack.pop() !== name) throw new Error(`${name} closed out of turn`);
  }
  if (stack.length > 0) throw new Error(`${stack.join(" ")} left open`);
  return opened;
}

describe.each([2024, 2025, 2026, 2027])("the census of %i", (year) => {
  const xml = [...writeCensusXml(authority, year)].join("");
  const names = wellFormed(xml);

  test("is well formed and has a child for every referral open in the year", () => {
    const from = `${year - 1}-04-01`;
    const to = `${year}-03-31`;
    const expected = [...authority.children()].filter((child) =>
      recordOf(child)("referral").some((row) => {
        const on = day(row, "received_on") ?? "";
        const closed = day(row, "closed_on") ?? "9999";
        return on <= to && (row["no_further_action"] === true ? on >= from : closed >= from);
      }),
    );
    expect(names.filter((name) => name === "Child")).toHaveLength(expected.length);
    expect(expected.length).toBeGreaterThan(80);
  });

  test("tells nothing that had not happened by its reference date, but for what was to come", () => {
    const dates = [...xml.matchAll(/<(\w+)>(\d{4}-\d\d-\d\d)<\//g)].filter(
      ([, name]) => name !== "InitialCPCtarget" && name !== "ExpectedPersonBirthDate",
    );
    expect(dates.filter(([, , on]) => (on ?? "") > `${year}-03-31`)).toEqual([]);
  });

  test("has its elements in the census's order", () => {
    const order = [
      "CINreferralDate",
      "ReferralSource",
      "PrimaryNeedCode",
      "CINclosureDate",
      "ReasonForClosure",
      "DateOfInitialCPC",
      "Assessments",
      "CINPlanDates",
      "Section47",
      "ReferralNFA",
      "ChildProtectionPlans",
      "PreProceedingsandFGDM",
    ];
    for (const episode of xml.split("<CINdetails>").slice(1)) {
      const inside = episode.split("</CINdetails>")[0] ?? "";
      const places = [...inside.matchAll(/^ {8}<(\w+)>/gm)].map((match) => order.indexOf(match[1] ?? ""));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test("has closures with a reason, and nothing on a referral with no further action", () => {
    for (const episode of xml.split("<CINdetails>").slice(1)) {
      const inside = episode.split("</CINdetails>")[0] ?? "";
      expect(inside.includes("<CINclosureDate>")).toBe(inside.includes("<ReasonForClosure>"));
      if (inside.includes("<ReferralNFA>true")) expect(inside).not.toMatch(/Assessments|Section47|Plan/);
    }
  });
});

const lines = (text: string | undefined): string[][] =>
  (text ?? "")
    .trim()
    .split("\n")
    .map((line) => line.split(","));

describe("the looked-after return", () => {
  const files = gather(writeSsda903Csv(authority, 2026));

  test("is twelve files, every row as wide as its header", () => {
    expect(files.size).toBe(12);
    for (const text of files.values()) {
      const [header, ...rows] = lines(text);
      for (const row of rows) expect(row).toHaveLength(header?.length ?? 0);
    }
  });

  test("has a header for every child with an episode, and episodes that follow on", () => {
    const headers = new Set(lines(files.get("header.csv")).map((row) => row[0]));
    const episodes = lines(files.get("episodes.csv")).slice(1);
    expect(episodes.length).toBeGreaterThan(60);
    for (const [index, row] of episodes.entries()) {
      expect(headers).toContain(row[0]);
      const next = episodes[index + 1];
      if (row[8] === "X1") expect([next?.[0], next?.[1]]).toEqual([row[0], row[7]]);
    }
  });
});

describe("the safeguarding dataset", () => {
  const files = gather(writeSsdCsv(authority));

  test("is eight tables, every row as wide as its header", () => {
    expect([...files.keys()]).toEqual([
      "ssd_person.csv",
      "ssd_cin_episodes.csv",
      "ssd_cin_assessments.csv",
      "ssd_cp_plans.csv",
      "ssd_cp_visits.csv",
      "ssd_involvements.csv",
      "ssd_professionals.csv",
      "ssd_department.csv",
    ]);
    for (const text of files.values()) {
      const [header, ...rows] = lines(text);
      for (const row of rows) expect(row).toHaveLength(header?.length ?? 0);
    }
  });

  test("names in every involvement a professional and a person it has", () => {
    const professionals = new Set(lines(files.get("ssd_professionals.csv")).map((row) => row[0]));
    const people = new Set(lines(files.get("ssd_person.csv")).map((row) => row[0]));
    for (const row of lines(files.get("ssd_involvements.csv")).slice(1)) {
      expect(professionals).toContain(row[1]);
      expect(people).toContain(row[7]);
    }
  });
});

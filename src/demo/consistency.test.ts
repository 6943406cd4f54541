import { describe, expect, test } from "vitest";
import { addDays, date, daysBetween, type IsoDate } from "../kernel/dates.ts";
import type { RowValues } from "../kernel/record/table.ts";
import { TABLES } from "../tables.ts";
import { generateAuthority } from "./authority.ts";
import { day, recordOf, words } from "./reading.ts";
import type { DemoAdult, DemoChild } from "./types.ts";

const TODAY = date("2026-11-21");
const SEEDS = [1, 2, 77];
const authorities = SEEDS.map((seed) => generateAuthority({ seed, children: 600, today: TODAY }));
const everybody = authorities.flatMap((authority) => [...authority.children()]);

/** Every way the children break a rule, named with the child, so that a failure can be looked up. */
const broken = (rule: (child: DemoChild) => string | undefined, but: readonly string[] = []): string[] =>
  everybody
    .filter((child) => !child.planted.some((fault) => but.includes(fault)))
    .flatMap((child) => {
      const what = rule(child);
      return what === undefined ? [] : [`${child.story} ${child.claims.id.value}: ${what}`];
    });

const after = (row: RowValues, first: string, second: string): boolean => {
  const a = day(row, first);
  const b = day(row, second);
  return a === null || b === null || a <= b;
};

describe("the rows", () => {
  const tables = new Map(TABLES.map((table) => [table.name, table]));

  test("are of tables there are, with columns they have and values of the right type", () => {
    const wrong = broken((child) => {
      for (const { table, values } of child.claims.claims) {
        const columns = tables.get(table)?.columns;
        if (columns === undefined) return table;
        for (const [column, value] of Object.entries(values)) {
          const type = columns[column];
          if (type === undefined) return `${table}.${column}`;
          if (value === null) continue;
          if (type === "date" && !/^\d{4}-\d\d-\d\d$/.test(String(value)))
            return `${table}.${column} ${String(value)}`;
          if (type === "flag" && typeof value !== "boolean") return `${table}.${column}`;
          if (type === "number" && typeof value !== "number") return `${table}.${column}`;
          if (type === "codes" && !Array.isArray(value)) return `${table}.${column}`;
        }
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
  });

  test("have a key each within the child and table", () => {
    const twice = broken((child) => {
      const keys = child.claims.claims.map(({ table, key }) => `${table} ${key}`);
      return keys.length === new Set(keys).size ? undefined : "a key twice";
    });
    expect(twice).toEqual([]);
  });

  test("give no child another child's number", () => {
    for (const authority of authorities) {
      const ids = [...authority.children()].map((child) => child.claims.id.value);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => /^NM\d{6}$/.test(id))).toBe(true);
    }
  });
});

describe("dates", () => {
  test("that have happened are not in the future", () => {
    const toCome = /target|due_on|expected|until/;
    const future = broken((child) => {
      for (const { table, values } of child.claims.claims)
        for (const [column, value] of Object.entries(values))
          if (
            typeof value === "string" &&
            /^\d{4}-\d\d-\d\d/.test(value) &&
            value.slice(0, 10) > TODAY &&
            !toCome.test(column) &&
            !(table === "person_detail")
          )
            return `${table}.${column} ${value}`;
      return undefined;
    });
    expect(future).toEqual([]);
  });

  test("begin before they end", () => {
    const backwards = broken((child) => {
      const record = recordOf(child);
      const pairs: readonly (readonly [table: string, from: string, to: string])[] = [
        ["contact", "received_on", "decided_on"],
        ["referral", "received_on", "decided_on"],
        ["referral", "decided_on", "closed_on"],
        ["assessment", "started_on", "authorised_on"],
        ["assessment", "started_on", "seen_on"],
        ["section47", "started_on", "ended_on"],
        ["section47", "started_on", "conference_on"],
        ["protection_plan", "started_on", "ended_on"],
        ["in_need_plan", "started_on", "ended_on"],
        ["care_period", "started_on", "ended_on"],
        ["placement", "started_on", "ended_on"],
        ["legal_status", "started_on", "ended_on"],
        ["allocation", "from_on", "to_on"],
        ["early_help", "started_on", "ended_on"],
        ["missing_episode", "started_on", "ended_on"],
        ["pre_proceedings", "started_on", "letter_on"],
        ["pre_proceedings", "decided_on", "application_on"],
      ];
      for (const [table, from, to] of pairs)
        for (const row of record(table)) if (!after(row, from, to)) return `${table} ${from} ${to}`;
      return undefined;
    });
    expect(backwards).toEqual([]);
  });

  test("of a child are not before the child was expected", () => {
    const early = broken((child) => {
      const born = day(recordOf(child)("person_detail")[0] ?? {}, "birth_date");
      if (born === null) return undefined;
      const first = addDays(born, -280);
      return child.claims.claims.some(({ key }) => /^\d{4}-\d\d-\d\d/.test(key) && key.slice(0, 10) < first)
        ? born
        : undefined;
    });
    expect(early).toEqual([]);
  });
});

describe("episodes of need", () => {
  const real = (child: DemoChild): RowValues[] =>
    recordOf(child)("referral")
      .filter((row) => row["no_further_action"] !== true)
      .sort((a, b) => (String(a["received_on"]) < String(b["received_on"]) ? -1 : 1));

  test("follow one another: no referral falls inside another's episode, and one at most is open", () => {
    const overlapping = broken((child) => {
      const rows = real(child);
      for (const [index, row] of rows.entries()) {
        const next = rows[index + 1];
        if (next !== undefined && (day(row, "closed_on") ?? "9999") > (day(next, "received_on") ?? ""))
          return `${words(row, "received_on")} runs into ${words(next, "received_on")}`;
      }
      return undefined;
    });
    expect(overlapping).toEqual([]);
  });

  test("hold everything that is done in them", () => {
    const outside = broken(
      (child) => {
        const record = recordOf(child);
        const spans = real(child).map(
          (row) => [day(row, "received_on") ?? "", day(row, "closed_on") ?? "9999"] as const,
        );
        const inOne = (from: string, to: string): boolean =>
          spans.some(([start, end]) => from >= start && to <= end);
        for (const [table, from, to] of [
          ["assessment", "started_on", "authorised_on"],
          ["section47", "started_on", "ended_on"],
          ["protection_plan", "started_on", "ended_on"],
          ["in_need_plan", "started_on", "ended_on"],
          ["care_period", "started_on", "ended_on"],
          ["visit", "on_date", "on_date"],
        ] as const)
          for (const row of record(table)) {
            const start = day(row, from) ?? "";
            if (!inOne(start, day(row, to) ?? start)) return `${table} ${start}`;
          }
        return undefined;
      },
      ["activity-after-closure"],
    );
    expect(outside).toEqual([]);
  });

  test("never have an in need plan and a protection plan at once, unless it was planted", () => {
    const both = broken(
      (child) => {
        const record = recordOf(child);
        for (const plan of record("protection_plan"))
          for (const other of record("in_need_plan"))
            if (
              (day(other, "started_on") ?? "") < (day(plan, "ended_on") ?? "9999") &&
              (day(plan, "started_on") ?? "") < (day(other, "ended_on") ?? "9999")
            )
              return words(other, "started_on") ?? "";
        return undefined;
      },
      ["plans-overlap"],
    );
    expect(both).toEqual([]);
  });

  test("are held by one worker after another without a gap, unless nobody holds them on purpose", () => {
    const gaps = broken(
      (child) => {
        const rows = [...recordOf(child)("allocation")].sort((a, b) =>
          String(a["from_on"]) < String(b["from_on"]) ? -1 : 1,
        );
        for (const episode of real(child)) {
          const from = day(episode, "received_on") ?? "";
          const to = day(episode, "closed_on");
          const held = rows.filter(
            (row) => (day(row, "from_on") ?? "") >= from && (to === null || (day(row, "from_on") ?? "") < to),
          );
          let at: string = from;
          for (const row of held) {
            if ((day(row, "from_on") ?? "") !== at) return `${at} to ${words(row, "from_on")}`;
            at = day(row, "to_on") ?? "9999";
          }
          if (at !== (to ?? "9999") && !(held.length === 0 && from === to))
            return `until ${at}, closed ${to ?? "never"}`;
        }
        return undefined;
      },
      ["unallocated", "worker-left"],
    );
    expect(gaps).toEqual([]);
  });
});

describe("care", () => {
  test("has a legal status and a home on every day of it", () => {
    const uncovered = broken((child) => {
      const record = recordOf(child);
      for (const period of record("care_period")) {
        const from = day(period, "started_on") ?? "";
        const to = day(period, "ended_on") ?? "9999";
        for (const table of ["legal_status", "placement"]) {
          let at: string = from;
          for (const row of record(table).filter(
            (each) => (day(each, "started_on") ?? "") >= from && (day(each, "started_on") ?? "") < to,
          )) {
            if (day(row, "started_on") !== at) return `${table} ${at}`;
            at = day(row, "ended_on") ?? "9999";
          }
          if (at !== to) return `${table} ends ${at}, care ${to}`;
        }
      }
      return undefined;
    });
    expect(uncovered).toEqual([]);
  });
});

describe("families", () => {
  const years = (older: IsoDate | null, younger: IsoDate | null): number | null =>
    older === null || younger === null ? null : daysBetween(older, younger) / 365.25;
  const who = (child: DemoChild, relation: string): DemoAdult | undefined =>
    child.family.adults.find((adult) => adult.relation === relation);

  test("have a mother between fourteen and forty-eight years older than each child, and alive when it was born", () => {
    const wrong = broken((child) => {
      const born = child.claims.born;
      const mother =
        who(child, "mother") ?? child.family.children.find((other) => other.relation === "mother");
      const gap = mother === undefined ? null : years(mother.born, born);
      if (gap !== null && (gap < 14 || gap > 48)) return `mother ${gap.toFixed(1)} years older`;
      return mother?.died !== undefined && born !== null && mother.died < born
        ? "mother died before the birth"
        : undefined;
    });
    expect(wrong).toEqual([]);
  });

  test("have a grandmother at least sixteen years older than the mother", () => {
    const wrong = broken((child) => {
      const gap = years(who(child, "maternal grandmother")?.born ?? null, who(child, "mother")?.born ?? null);
      return gap !== null && gap < 16 ? `grandmother ${gap.toFixed(1)} years older` : undefined;
    });
    expect(wrong).toEqual([]);
  });

  test("have brothers and sisters of one mother ten months apart, or twins", () => {
    const wrong = broken((child) => {
      for (const other of child.family.children) {
        if (
          other.relation === "mother" ||
          ["son", "daughter"].includes(other.relation) ||
          other.born === null ||
          child.claims.born === null
        )
          continue;
        const apart = Math.abs(daysBetween(other.born, child.claims.born));
        if (other.relation === "twin" ? apart !== 0 : apart < 280)
          return `${other.relation} ${apart} days apart`;
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
  });

  test("tell of one another in the claims as they do in the family", () => {
    const wrong = broken((child) => {
      const others = recordOf(child)("relationship")
        .map((row) => words(row, "other") ?? "")
        .sort();
      const told = child.family.children.map((other) => other.ref).sort();
      return JSON.stringify(others) === JSON.stringify(told) ? undefined : "family and claims differ";
    });
    expect(wrong).toEqual([]);
  });
});

describe("notes", () => {
  const workers = new Map(
    authorities.flatMap((authority, index) =>
      authority.workers.map((worker) => [`${index} ${worker.ref}`, worker] as const),
    ),
  );

  test("are written by somebody who worked there that day, not before it happened and not in the future", () => {
    const wrong: string[] = [];
    authorities.forEach((authority, index) => {
      for (const child of authority.children())
        for (const note of child.notes) {
          const worker = workers.get(`${index} ${note.workerRef}`);
          const told = `${child.story} ${child.claims.id.value} ${note.on} ${note.kind}`;
          if (worker === undefined) wrong.push(`${told}: nobody`);
          else if (worker.leftOn !== undefined && worker.leftOn < note.on)
            wrong.push(`${told}: left ${worker.leftOn}`);
          else if (worker.startedOn > note.on) wrong.push(`${told}: started ${worker.startedOn}`);
          if (note.at.slice(0, 10) > TODAY) wrong.push(`${told}: at ${note.at}`);
          if (note.at.slice(0, 10) < note.on && !child.planted.includes("visit-recorded-early"))
            wrong.push(`${told}: early ${note.at}`);
        }
    });
    expect(wrong).toEqual([]);
  });

  test("leave no slot unfilled", () => {
    expect(
      broken((child) => child.notes.find((note) => /[{}|]|undefined|null/.test(note.words))?.words),
    ).toEqual([]);
  });

  test("quote no child too young to have said it", () => {
    const wrong = broken((child) => {
      const born = child.claims.born;
      const note = child.notes.find(
        (each) => each.childsWords !== null && born !== null && daysBetween(born, each.on) < 3 * 365,
      );
      return note?.on;
    });
    expect(wrong).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { renderPart } from "../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../ui/testing/html.ts";
import { TeamPage, type TeamProps, TeamsPage } from "./pages/team.tsx";
import type { WorkerLine } from "./queries.ts";
import { sayLongest, sayTeam } from "./words.ts";

const today = date("2026-11-21");
const worker = (name: string, all: number, change: Partial<WorkerLine> = {}): WorkerLine => ({
  ref: name.slice(0, 3).toUpperCase(),
  name,
  title: "Social worker",
  registered: true,
  leftOn: null,
  holding: { all, plan: all, care: 0, need: 0, assessment: 0, other: 0 },
  absences: [],
  late: 0,
  week: 1,
  oldest: null,
  ...change,
});
const props: TeamProps = {
  team: { ref: "T1", name: "North" },
  workers: [worker("Ann Abbot", 3), worker("Bob Brown", 14, { late: 2, oldest: date("2026-10-21") })],
  unheld: { rows: [], all: 0 },
  offers: [],
  disputes: [],
  cannotTell: 0,
  today,
  mayAllocate: true,
  more: false,
};
const show = (change: Partial<TeamProps> = {}) => parseHtml(renderPart(<TeamPage {...props} {...change} />));

describe("the team page", () => {
  it("answers first whether a child has nobody and what is late", () => {
    expect(sayTeam({ unheld: 1, late: 12, week: 4 })).toBe(
      "1 child has nobody; 12 duties are late; 4 due in the next 7 days.",
    );
    expect(sayTeam({ unheld: 0, late: 0, week: 0 })).toContain("Nothing that is known of");
    expect(sayTeam({ unheld: null, late: 1, week: 0 })).toContain("Nothing brought in says who holds whom");
    expect(sayLongest(date("2026-10-21"), today)).toBe("longest 31 days");
  });

  it("lists the children whom a file names another worker for than was accepted here", () => {
    const child = { id: 4, name: "Kit Ames", localId: "K4" };
    const told = {
      child,
      said: "Ann Old",
      message: "The file names Ann Old; Kith has Bo Yates.",
      file: "Child-level lists",
    };
    const text = textOf(show({ disputes: [told] }));
    expect(text).toContain("A file names another worker for 1 child allocated here");
    expect(text).toContain("Kith has Bo Yates");
    expect(textOf(show())).not.toContain("names another worker");
  });

  it("puts children with nobody before anything else, each with the way to allocate", () => {
    const page = show({
      unheld: {
        rows: [{ child: { id: 7, name: "Maya Ellison", localId: "NM7" }, since: date("2026-11-01") }],
        all: 1,
      },
    });
    const words = textOf(page);
    expect(words.indexOf("Maya Ellison")).toBeLessThan(words.indexOf("Ann Abbot"));
    expect(elements(page).some((node) => node.attributes.get("href") === "/children/7/allocate")).toBe(true);
  });

  it("draws a bar for each worker by name and says the same in a table", () => {
    const page = show();
    const words = textOf(page);
    expect(elements(page).filter((node) => node.attributes.get("class") === "dist-bar")).toHaveLength(2);
    expect(words.indexOf("Ann Abbot")).toBeLessThan(words.indexOf("Bob Brown"));
    expect(words).toContain("17 children held by 2 workers");
    expect(words).toContain("2 latelongest 31 days");
    expect(words).not.toMatch(/rank|best|worst|most|league/i);
  });

  it("says who is away and who covers, and who has left and is still named", () => {
    const words = textOf(
      show({
        workers: [
          worker("Ann Abbot", 3, {
            absences: [
              {
                id: 1,
                from: date("2026-11-20"),
                to: date("2026-12-04"),
                coverRef: null,
                coverName: null,
                reason: "Leave",
              },
            ],
          }),
          worker("Cat Cole", 1, { leftOn: date("2026-11-01") }),
        ],
      }),
    );
    expect(words).toContain("Away until Fri 4 Dec 2026, nobody covers");
    expect(words).toContain("left Sun 1 Nov 2026, still named");
  });

  it("says that it cannot tell who has nobody where no file says who holds whom", () => {
    const page = show({ unheld: null });
    expect(textOf(page)).toContain("We cannot tell which children have nobody");
    expect(elements(page).some((node) => node.attributes.get("class") === "empty empty-unknown")).toBe(true);
  });

  it("lists teams by name, or says what to do when there is none", () => {
    const words = textOf(parseHtml(renderPart(<TeamsPage teams={[]} />)));
    expect(words).toContain("Ask whoever keeps the accounts");
  });
});

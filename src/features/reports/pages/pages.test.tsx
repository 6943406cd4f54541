import { describe, expect, it } from "vitest";
import { renderPart } from "../../../ui/render.ts";
import { PAGES, type PageId } from "../roles.ts";
import type { Sees } from "../sees.ts";
import { plainLines } from "../values.ts";
import { packOf, reportOf, wrong } from "../testing.ts";
import { LeadershipPage, type LeadershipProps } from "./leadership.tsx";

const propsOf = (id: PageId, sees: Sees): LeadershipProps => {
  const page = PAGES.find((one) => one.id === id);
  if (page === undefined) throw new Error("no page");
  return {
    page,
    pages: [page],
    authority: "Northmoor",
    team: null,
    myTeams: [],
    report: reportOf(sees),
    wrong,
    teams: null,
    open: [],
    plain: plainLines(packOf(sees).values, sees),
    coming: null,
    staff: null,
    notices: [],
    mayNarrate: sees === "all",
    mayNet: sees === "all",
    waiting: 0,
  };
};
const html = (props: LeadershipProps): string => renderPart(<LeadershipPage {...props} />);
/** The words of a page, without the pictures. */
const words = (page: string): string =>
  page
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("a director's page", () => {
  it("says what is wrong with how long, and leads to who", () => {
    const page = html(propsOf("director", "all"));
    expect(words(page)).toContain("3 of 14 things that must never be are so");
    expect(words(page)).toContain("Oldest: 17 days");
    expect(page).toContain('href="/net/INV-01"');
  });

  it("sets work in time beside what is still open and past its day", () => {
    expect(words(html(propsOf("director", "all")))).toMatch(/Protection visits in time 86% 214 7/);
  });

  it("says that nothing can be told where nothing has been brought in", () => {
    const props = propsOf("director", "all");
    const page = words(html({ ...props, report: { ...props.report, looked: 0 } }));
    expect(page).toContain("Nothing has been brought in that an indicator could be told from");
    expect(page).not.toContain("What is wrong now");
  });

  it("says that there are too few months rather than that nothing changed", () => {
    const props = propsOf("director", "all");
    expect(words(html({ ...props, report: { ...props.report, changes: [], enough: false } }))).toContain(
      "Too few months to tell a change from chance",
    );
  });

  it("marks no figure as late or on time: there is no target", () => {
    expect(html(propsOf("director", "all"))).not.toMatch(/tag-(late|soon)/);
  });
});

describe("the members' page", () => {
  const page = html(propsOf("scrutiny", "tens"));

  it("has no link to a child, to the safety net or to an indicator", () => {
    expect(page).not.toMatch(/href="\/(children|net|insight|team|service)/);
  });

  it("says a count of ten and more in tens, and of fewer nothing but that", () => {
    const said = words(page);
    expect(said).toContain("about 20");
    expect(said).toContain("fewer than 10 still open and past the day");
    expect(said).not.toMatch(/\b[1-9] (children|still open)/);
  });

  it("says what each figure means and what to ask", () => {
    expect(words(page)).toContain("Visits to children on a protection plan made by the day they were due");
    expect(words(page)).toContain("Who has not been seen, and who is going today?");
  });
});

import { describe, expect, it } from "vitest";
import { csvOf, readCsv, refusalOf, TODAY } from "./fixtures.ts";

const born = { CHILD: "A1", DOB: "02/03/2012" };

describe("the day a file speaks for", () => {
  const reviews = (...days: readonly string[]) =>
    csvOf(
      "reviews",
      days.map((REVIEW) => ({ ...born, REVIEW, REVIEW_CODE: "PN1" })),
    );

  it("is what the person says", async () => {
    const { facts, fileFindings } = (await readCsv(reviews("05/06/2025"))).reading;
    expect(facts).toMatchObject({
      format: "ssda903",
      title: "Looked-after return 2025-26: reviews",
      asAt: "2026-03-31",
      scope: { from: "2025-04-01", to: "2026-03-31", tables: ["care_review"] },
    });
    expect(fileFindings).toEqual([]);
  });

  it("is else the 31 March after its latest day, and the file says that was worked out", async () => {
    const { facts, fileFindings } = (await readCsv(reviews("31/03/2024", "01/04/2023"), { today: TODAY }))
      .reading;
    expect(facts.asAt).toBe("2024-03-31");
    expect(facts.scope.from).toBe("2023-04-01");
    expect(fileFindings.map((f) => f.code)).toEqual(["as-at-assumed"]);
  });

  it("is never after today, and days after today do not tell", async () => {
    const { facts } = (await readCsv(reviews("01/05/2026", "01/05/2031"), { today: TODAY })).reading;
    expect(facts.asAt).toBe(TODAY);
    expect(facts.scope.from).toBe("2026-04-01");
  });

  it("is not moved by one mistyped year in hundreds of days", async () => {
    const days = Array.from({ length: 300 }, (_, n) => `${String((n % 28) + 1).padStart(2, "0")}/05/2023`);
    const { facts } = (await readCsv(reviews(...days, "05/05/2026"), { today: TODAY })).reading;
    expect(facts.asAt).toBe("2024-03-31");
  });

  it("is asked for where the file's days cannot tell", async () => {
    for (const name of ["oc2", "oc3", "uasc", "previous_permanence"] as const)
      expect((await refusalOf(readCsv(csvOf(name, [born]), { today: TODAY }))).code).toBe("as-at-needed");
    expect((await refusalOf(readCsv(reviews("soon"), { today: TODAY }))).code).toBe("as-at-needed");
  });

  it("is told in the header by the latest birth, unless that was before any return Kith knows", async () => {
    const header = (DOB: string) => readCsv(csvOf("header", [{ CHILD: "A1", DOB }]), { today: TODAY });
    expect((await header("05/05/2023")).reading.facts.asAt).toBe("2024-03-31");
    expect((await refusalOf(header("05/05/2010"))).code).toBe("as-at-needed");
  });
});

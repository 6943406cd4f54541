import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import type { Visitor } from "./support/visitor.ts";

/** The census as it would go today, kept right all year and frozen when it is submitted. */
describe("the children in need census of the invented authority", () => {
  let demonstration: Demonstration;
  let analyst: Visitor;
  beforeAll(async () => {
    demonstration = await startDemonstration();
    analyst = await demonstration.as("Performance analyst", "12 returns");
  });
  afterAll(async () => {
    await analyst?.close();
    await demonstration?.close();
  });

  /** This year's return, and last year's: 1 April turns the year. */
  const year = (): number => {
    const today = Temporal.Now.plainDateISO("Europe/London");
    return today.year + (today.month >= 4 ? 1 : 0);
  };

  /** Reads a page again until it says so. */
  const until = async (visitor: Visitor, path: string, said: RegExp): Promise<void> => {
    for (let tries = 0; tries < 120; tries += 1) {
      await visitor.page.goto(path);
      if (said.test(await visitor.words())) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`${path} never said ${said}`);
  };

  it("is checked by itself, and says what it would say today", async () => {
    const { page } = analyst;
    await until(analyst, "/returns", /Queries to answer/);
    await analyst.look("01 returns");
    await analyst.step("02 this year", () =>
      page.locator("main h2 a", { hasText: "Children in need census" }).first().click(),
    );
    expect(await analyst.words()).toContain("Progress since 1 April");
    await analyst.step("03 every number", () =>
      page.getByRole("link", { name: "Every number, with the children behind it" }).click(),
    );
    await analyst.step("04 behind a number", () =>
      page.getByRole("link", { name: "Referrals in the year", exact: true }).click(),
    );
    expect(await analyst.words()).toContain("From the rows");
  });

  it("lists what stands, and keeps a query that was accepted with its note", async () => {
    const { page } = analyst;
    await analyst.step("05 what stands", () => page.goto(`/returns/cin/${year()}/issues`));
    await analyst.step("06 by worker", () => page.getByRole("link", { name: "By worker" }).click());
    await analyst.step("07 queries", () => page.goto(`/returns/cin/${year()}/issues?state=query`));
    const first = page.locator("li.breach").first();
    await first.getByText("Accept with a note").click();
    await first.getByLabel("Why it is right as it is").fill("Yes");
    await analyst.step("08 too short a note", () =>
      first.getByRole("button", { name: "Accept in my name" }).click(),
    );
    expect(await analyst.words()).toContain("at least ten characters");
    const again = page.locator("li.breach").first();
    await again.getByLabel("Why it is right as it is").fill("Looked into with the team: it is as recorded.");
    await analyst.step("09 accepted", () => again.getByRole("button", { name: "Accept in my name" }).click());
    expect(await page.locator("li.breach").first().innerText()).toContain("Query, accepted");
    expect(await page.locator("li.breach").first().innerText()).toContain("it is as recorded");
    const csv = await page.request.get(`/returns/cin/${year()}/issues/file?as=csv&state=accepted`);
    expect(await csv.text()).toContain("it is as recorded");
    const workbook = await page.request.get(`/returns/cin/${year()}/issues/file?as=xlsx`);
    expect((await workbook.body()).subarray(0, 2).toString()).toBe("PK");
  });

  it("makes last year's file, keeps it as it was submitted and compares this year's with it", async () => {
    const { page } = analyst;
    const last = `/returns/cin/${year() - 1}`;
    await analyst.step("10 last year", () => page.goto(last));
    await analyst.step("11 being made", () => page.getByRole("button", { name: "Make the file" }).click());
    await until(analyst, last, /cin-\d{4}-\d{2}-001\.xml/);
    await analyst.step("12 the file", () => page.getByRole("link", { name: /^cin-.*001\.xml$/ }).click());
    await page.getByLabel("Which submission this is").fill("No");
    await analyst.step("13 no reason", () => page.getByRole("button", { name: "Mark as submitted" }).click());
    await page
      .getByLabel("Which submission this is")
      .fill("The final submission, with the queries explained.");
    await analyst.step("14 submitted", () => page.getByRole("button", { name: "Mark as submitted" }).click());
    expect(await analyst.words()).toContain("and kept as it was");
    expect(await page.getByRole("button", { name: "Mark as submitted" }).count()).toBe(0);
    await analyst.step("15 this year against last", () => page.goto(`/returns/cin/${year()}`));
    await analyst.step("16 by child", () =>
      page.locator("#last-year").getByRole("link", { name: "Episodes of need" }).click(),
    );
    expect(await analyst.words()).toContain("Whose part differs");
  });

  it("gives the named worker what is theirs to put right, on a phone too", async () => {
    const worker = await demonstration.as("Social worker", "12 returns, a worker");
    await worker.look("my work");
    await worker.close();
    const phone = await demonstration.as("Performance analyst", "12 returns on a phone", {
      width: 390,
      height: 844,
    });
    await phone.step("this year", () => phone.page.goto(`/returns/cin/${year()}`));
    await phone.step("what stands", () => phone.page.goto(`/returns/cin/${year()}/issues`));
    await phone.close();
  });
});

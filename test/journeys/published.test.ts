import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  authorities,
  careApplications,
  csv,
  ilacs,
  laitMeasures,
  laitValues,
  latest,
  neighbours,
  plain,
  population,
  quoted,
  referrals,
  sif,
  workforce,
} from "../../src/features/published/testing/files.ts";
import type { ByteSource } from "../../src/platform/files/bytes.ts";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import type { Upload } from "./support/files.ts";
import type { Visitor } from "./support/visitor.ts";

async function uploadOf(file: ByteSource): Promise<Upload> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.open()) pieces.push(piece);
  return { name: file.name, mimeType: "text/csv", buffer: Buffer.concat(pieces) };
}

/** Published figures of invented authorities: loaded, compared, and what inspectors said of them. */
describe("published figures", () => {
  let demonstration: Demonstration;
  let analyst: Visitor;
  beforeAll(async () => {
    demonstration = await startDemonstration();
    analyst = await demonstration.as("Performance analyst", "16 published");
  });
  afterAll(async () => {
    await analyst?.close();
    await demonstration?.close();
  });

  it("say that nothing is loaded, and how to load it", async () => {
    const { page } = analyst;
    for (const path of ["/benchmarks", "/areas", "/benchmarks/care-applications"]) {
      await analyst.step(`01 empty ${path}`, () => page.goto(path));
      expect(await analyst.words()).toContain("loaded yet");
      expect(await analyst.words()).toContain("kith published load FOLDER");
    }
    await analyst.step("02 none loaded", () => page.goto("/published"));
    expect(await analyst.words()).toContain("No figures loaded yet");
  });

  it("are loaded from files dropped together, and a file that is something else is refused in words", async () => {
    const { page } = analyst;
    await analyst.step("03 no file chosen", () =>
      page.getByRole("button", { name: "Load these files" }).click(),
    );
    expect(await analyst.words()).toContain("Choose at least one file");
    const files = [
      referrals(2025, plain, ["Note: invented figures."]),
      population(),
      workforce(),
      neighbours(),
      quoted(),
      careApplications(),
      sif(),
      ilacs(),
      latest(),
      laitMeasures(),
      laitValues(),
      authorities(),
      csv("budget.csv", "Month,Spend", "April,1"),
    ];
    await page.getByLabel("Choose the files").setInputFiles(await Promise.all(files.map(uploadOf)));
    await analyst.step("04 being read", () => page.getByRole("button", { name: "Load these files" }).click());
    for (let tries = 0; tries < 60 && /being read/.test(await analyst.words()); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await page.goto("/published");
    }
    await analyst.look("05 loaded");
    const words = await analyst.words();
    expect(words).toContain(
      "budget.csv, line 1: Kith knows no table of published figures with these columns",
    );
    expect(words).toContain("notes: Note: invented figures.");
    expect(words.match(/\bloaded\b/g)?.length).toBeGreaterThan(12);
  });

  it("put an authority beside England, its region and its neighbours, the funnel first and never a rank", async () => {
    const { page } = analyst;
    await analyst.step("06 choose", () => page.goto("/benchmarks"));
    expect(await analyst.words()).toContain("This installation’s authority is not among those published");
    await page.getByLabel("Look from").selectOption({ label: "Alderbury" });
    await analyst.step("07 from Alderbury", () =>
      page.getByRole("button", { name: "Look from there" }).click(),
    );
    await analyst.step("08 a percentage", () =>
      page.getByRole("link", { name: "Re-referrals in 12 months" }).click(),
    );
    const words = await analyst.words();
    expect(words).toContain("Alderbury, 20.0%, is within what is usual for its size");
    expect(words).toContain("Nothing here is a rank");
    expect(words).toContain(
      "Outside 99.8% limits, after allowing for how much authorities differ anyway 0 of 12",
    );
    await analyst.step("09 a rate", () => page.goto("/benchmarks/c1.referrals?area=301"));
    await analyst.step("10 without counts", () => page.goto("/benchmarks/lait.In_Time_pct?area=304"));
    expect(await analyst.words()).toContain("there is no funnel");
    expect(await analyst.words()).toContain("not published");
    await analyst.step("11 no such measure", () => page.goto("/benchmarks/nothing"));
    expect(await analyst.words()).toContain("cannot find");
  });

  it("tell the story of care applications with every source", async () => {
    await analyst.step("12 the story", () => analyst.page.goto("/benchmarks/care-applications"));
    const words = await analyst.words();
    expect(words).toContain(
      "applications in Alderbury rose threefold (3.0 to 9.3), while they fell in Birchham by 20%",
    );
    expect(words).toContain("The Alderbury Gazette 2014-05-01; and again later");
  });

  it("show an authority's inspections across frameworks and what was happening at the time", async () => {
    const { page } = analyst;
    await analyst.step("13 authorities", () => page.goto("/areas"));
    await analyst.step("14 one of them", () =>
      page.getByRole("link", { name: "Alderbury", exact: true }).first().click(),
    );
    const words = await analyst.words();
    expect(words).toContain("good since Jun 2024, as before");
    expect(words).toContain("Only lines that may be compared are joined");
    expect(words).toContain("Makes one workforce return with Birchham");
    expect(await page.getByRole("link", { name: "The report" }).getAttribute("href")).toBe(
      "https://reports.example/1",
    );
    await analyst.step("15 one that followed another", () => page.goto("/areas/303"));
    expect(await analyst.words()).toContain("Followed Old Cedarshire, whose history stands on its own page");
    await analyst.step("16 one that ended", () => page.goto("/areas/399"));
    expect(await analyst.words()).toContain("No inspection of Old Cedarshire is loaded");
  });

  it("are read on a phone too", async () => {
    const phone = await demonstration.as("Performance analyst", "16 published on a phone", {
      width: 390,
      height: 844,
    });
    await phone.step("the funnel", () => phone.page.goto("/benchmarks/c1.rereferrals?area=301"));
    await phone.step("an authority", () => phone.page.goto("/areas/301"));
    await phone.step("the story", () => phone.page.goto("/benchmarks/care-applications"));
    const width = await phone.page.locator("main").evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(width).toBeLessThanOrEqual(0);
    await phone.close();
  });
});

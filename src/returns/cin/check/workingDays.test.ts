import { describe, expect, it } from "vitest";
import { addDays, date, type IsoDate } from "../../../kernel/dates.ts";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { assessment, bytes, child, enquiry, episode, message } from "../fixtures.ts";
import { checkCin } from "./run.ts";

// Counted by hand on the bank holidays of England. Good Friday was 29 March in 2024 and is 26 March in 2027.

type Year = {
  readonly year: number;
  /** The last working day before the year: the first on which a referral with no further action may have come. */
  readonly before: string;
  /** 15 and 45 working days before 31 March. */
  readonly fifteen: string;
  readonly fortyFive: string;
};

const YEARS: readonly Year[] = [
  { year: 2023, before: "2022-03-31", fifteen: "2023-03-10", fortyFive: "2023-01-27" },
  { year: 2024, before: "2023-03-31", fifteen: "2024-03-08", fortyFive: "2024-01-26" },
  { year: 2025, before: "2024-03-28", fifteen: "2025-03-10", fortyFive: "2025-01-27" },
  { year: 2026, before: "2025-03-31", fifteen: "2026-03-10", fortyFive: "2026-01-27" },
  { year: 2027, before: "2026-03-31", fifteen: "2027-03-08", fortyFive: "2027-01-25" },
];

async function isRaised(rule: string, year: number, xml: string): Promise<boolean> {
  const text = message([xml], { year, reference: `${year}-03-31` });
  const report = await checkCin(bytesFromBuffer("cin.xml", bytes(text)));
  return report.issues.some((issue) => issue.rule === rule);
}

describe("the rules that count working days, in each year", () => {
  for (const { year, before, fifteen, fortyFive } of YEARS) {
    const open = (part: (on: IsoDate) => Parameters<typeof episode>[0]) => (on: IsoDate) =>
      child({ episodes: [episode({ referral: `${year - 1}-04-04`, ...part(on) })] });
    const tried: readonly (readonly [string, string, (on: IsoDate) => string])[] = [
      ["8569Q", before, (on) => child({ episodes: [episode({ referral: on, nfa: "true" })] })],
      ["8670Q", fortyFive, open((on) => ({ assessments: [assessment(on)] }))],
      ["8675Q", fifteen, open((on) => ({ enquiries: [enquiry(on)] }))],
    ];
    for (const [rule, last, made] of tried) {
      it(`raise nothing on the last day of ${rule} in ${year}, and do on the day before it`, async () => {
        expect(await isRaised(rule, year, made(date(last)))).toBe(false);
        expect(await isRaised(rule, year, made(addDays(date(last), -1)))).toBe(true);
      });
    }
  }
});

describe("leap days", () => {
  it("are counted: 30 days before 31 March is 1 March in every year", async () => {
    const unborn = (on: string): string => child({ born: null, expected: on, sex: null, gender: 0 });
    expect(await isRaised("8530Q", 2024, unborn("2024-03-01"))).toBe(false);
    expect(await isRaised("8530Q", 2024, unborn("2024-02-29"))).toBe(true);
  });

  it("put the twenty-fifth birthday of a child born on 29 February on the last of February", async () => {
    const closed = (on: string): string =>
      child({ born: "2000-02-29", episodes: [episode({ closure: on, reason: "RC7" })] });
    expect(await isRaised("8775Q", 2025, closed("2025-02-28"))).toBe(false);
    expect(await isRaised("8775Q", 2025, closed("2025-03-01"))).toBe(true);
  });

  it("are days of the 280 before birth", async () => {
    const referred = (on: string): string =>
      child({ born: "2024-03-31", gender: 1, sex: null, episodes: [episode({ referral: on })] });
    expect(await isRaised("8606", 2024, referred("2023-06-25"))).toBe(false);
    expect(await isRaised("8606", 2024, referred("2023-06-24"))).toBe(true);
  });
});

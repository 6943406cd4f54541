import { describe, expect, it } from "vitest";
import { date, type IsoInstant } from "../../kernel/dates.ts";
import { isDue } from "./deliver.ts";
import { answerOf, type Link, linkHref, tokenOf, untilOf } from "./links.ts";

const secret = Buffer.alloc(32, 3);
const now = "2026-11-05T09:00:00.000Z" as IsoInstant;
const link: Link = {
  id: 4,
  packId: 7,
  accountId: 12,
  accountName: "Councillor Marsh",
  madeAt: now,
  until: untilOf(now, 30),
  openedAt: null,
  revokedAt: null,
};
const asked = { accountId: 12, token: tokenOf(secret, link), now };

describe("a link to a pack", () => {
  it("opens for the person it was made for, as often as they like, until its last day is over", () => {
    expect(answerOf(secret, link, asked)).toBe("opens");
    expect(answerOf(secret, { ...link, openedAt: now }, asked)).toBe("opens");
    expect(answerOf(secret, link, { ...asked, now: "2026-12-05T23:59:59.000Z" as IsoInstant })).toBe("opens");
    expect(answerOf(secret, link, { ...asked, now: "2026-12-06T00:00:00.000Z" as IsoInstant })).toBe("over");
  });

  it("opens for nobody else, nor with another's token", () => {
    expect(answerOf(secret, link, { ...asked, accountId: 13 })).toBe("not yours");
    expect(answerOf(secret, link, { ...asked, accountId: null })).toBe("not yours");
    expect(answerOf(secret, link, { ...asked, token: "" })).toBe("not yours");
    expect(answerOf(secret, link, { ...asked, token: tokenOf(secret, { ...link, packId: 8 }) })).toBe(
      "not yours",
    );
    expect(answerOf(Buffer.alloc(32, 4), link, asked)).toBe("not yours");
  });

  it("opens no more once it is taken back, and says so before it says that its days are over", () => {
    expect(
      answerOf(
        secret,
        { ...link, revokedAt: now },
        { ...asked, now: "2027-01-01T00:00:00.000Z" as IsoInstant },
      ),
    ).toBe("revoked");
  });

  it("has a token that fits an address", () => {
    expect(linkHref(secret, link)).toMatch(/^\/reports\/7\/[\w-]{43}$/);
  });

  it("ends with a day in England, also when the clocks go forward in between", () => {
    expect(untilOf("2026-03-20T12:00:00.000Z" as IsoInstant, 14)).toBe("2026-04-03T23:00:00.000Z");
  });
});

describe("a schedule", () => {
  it("is due from its day to the end of the month, so that a machine that was off makes up for it", () => {
    const made = date("2026-10-20");
    expect(isDue(5, made, date("2026-11-04"))).toBe(false);
    expect(isDue(5, made, date("2026-11-05"))).toBe(true);
    expect(isDue(5, made, date("2026-11-30"))).toBe(true);
  });

  it("made after its day begins with the next month", () => {
    expect(isDue(5, date("2026-11-06"), date("2026-11-20"))).toBe(false);
    expect(isDue(5, date("2026-11-06"), date("2026-12-05"))).toBe(true);
    expect(isDue(5, date("2026-11-05"), date("2026-11-05"))).toBe(true);
  });
});

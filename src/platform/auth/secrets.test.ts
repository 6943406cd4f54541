import { assert, property, string, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import type { IsoInstant } from "../../kernel/dates.ts";
import { elements, parseHtml } from "../../ui/testing/html.ts";
import { renderPart } from "../../ui/render.ts";
import { codeMark, oneTimeCode, recoveryCodes } from "./codes.ts";
import { QrCode } from "./qr.tsx";
import { mark, seal, unseal } from "./seal.ts";
import { newTotpSecret, spelled, totpAddress, totpCode, totpStep } from "./totp.ts";

const SECRET = Buffer.alloc(32, 1);
const at = (text: string): IsoInstant => text as IsoInstant;

describe("a sealed text", () => {
  it("opens with the same secret, purpose and bond, whatever it says", () => {
    assert(
      property(string(), (text) => {
        expect(unseal(SECRET, "totp", "7", seal(SECRET, "totp", "7", text))).toBe(text);
      }),
    );
  });

  it("does not open anywhere else, nor when a bit of it is changed", () => {
    const sealed = seal(SECRET, "totp", "7", "JBSWY3DP");
    expect(unseal(Buffer.alloc(32, 2), "totp", "7", sealed)).toBeUndefined();
    expect(unseal(SECRET, "totp offer", "7", sealed)).toBeUndefined();
    expect(unseal(SECRET, "totp", "8", sealed)).toBeUndefined();
    const bytes = Buffer.from(sealed, "base64url");
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(unseal(SECRET, "totp", "7", changed.toString("base64url"))).toBeUndefined();
    }
  });

  it("is never the same twice and says nothing of what it holds", () => {
    expect(seal(SECRET, "totp", "7", "JBSWY3DP")).not.toBe(seal(SECRET, "totp", "7", "JBSWY3DP"));
    assert(
      property(uint8Array({ maxLength: 60 }), (bytes) => {
        expect(unseal(SECRET, "totp", "7", Buffer.from(bytes).toString("base64url"))).toBeUndefined();
      }),
    );
  });

  it("has marks that are the same for the same text and purpose only", () => {
    expect(mark(SECRET, "a", "x")).toBe(mark(SECRET, "a", "x"));
    expect(mark(SECRET, "a", "x")).not.toBe(mark(SECRET, "b", "x"));
  });
});

describe("a code from an authenticator app", () => {
  // RFC 6238, appendix B, SHA-1: the last six digits of its eight.
  const RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  it.each([
    ["1970-01-01T00:00:59.000Z", "287082"],
    ["2005-03-18T01:58:29.000Z", "081804"],
    ["2005-03-18T01:58:31.000Z", "050471"],
    ["2009-02-13T23:31:30.000Z", "005924"],
    ["2033-05-18T03:33:20.000Z", "279037"],
  ])("at %s is %s, as the standard says", (moment, code) => {
    expect(totpCode(RFC, at(moment))).toBe(code);
  });

  it("is taken in its own half minute and one either side, with or without a space, and once", () => {
    const secret = newTotpSecret();
    const code = totpCode(secret, at("2026-11-21T10:00:10.000Z"));
    const step = totpStep(
      secret,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      at("2026-11-21T10:00:10.000Z"),
      null,
    );
    expect(step).toBeTypeOf("number");
    expect(totpStep(secret, code, at("2026-11-21T10:00:35.000Z"), null)).toBe(step);
    expect(totpStep(secret, code, at("2026-11-21T09:59:50.000Z"), null)).toBe(step);
    expect(totpStep(secret, code, at("2026-11-21T10:01:30.000Z"), null)).toBeUndefined();
    expect(totpStep(secret, code, at("2026-11-21T10:00:20.000Z"), step ?? 0)).toBeUndefined();
  });

  it("is six digits and nothing else", () => {
    for (const code of ["", "12345", "1234567", "12345a", "１２３４５６"])
      expect(totpStep(RFC, code, at("2026-11-21T10:00:10.000Z"), null)).toBeUndefined();
  });

  it("has a secret of 160 bits, spelled in fours, in an address that names Kith and the account", () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(spelled(secret).replaceAll(" ", "")).toBe(secret);
    expect(totpAddress(secret, "amara@example.gov.uk")).toBe(
      `otpauth://totp/Kith:amara%40example.gov.uk?secret=${secret}&issuer=Kith`,
    );
  });

  it("is offered as a picture drawn in the page, without a script, a style or an address", () => {
    const html = renderPart(QrCode({ text: "otpauth://totp/Kith:a?secret=JBSWY3DP", label: "QR code" }));
    const [svg] = elements(parseHtml(html));
    expect(svg?.attributes.get("aria-label")).toBe("QR code");
    expect(html).not.toMatch(/style=|href=|<script|JBSWY3DP/);
  });
});

describe("a one-time code", () => {
  it("is written in letters and digits nobody mistakes for others", () => {
    for (let each = 0; each < 50; each += 1)
      expect(oneTimeCode(4)).toMatch(/^[A-HJ-KM-NP-TV-Z2-9]{4}(-[A-HJ-KM-NP-TV-Z2-9]{4}){3}$/);
  });

  it("is the same with or without its dashes, in capitals or not", () => {
    expect(codeMark(SECRET, "recovery 1", "abcd-efgh-jkmn")).toBe(
      codeMark(SECRET, "recovery 1", " ABCDEFGHJKMN"),
    );
    expect(codeMark(SECRET, "recovery 1", "ABCD-EFGH-JKMN")).not.toBe(
      codeMark(SECRET, "recovery 2", "ABCD-EFGH-JKMN"),
    );
  });

  it("comes ten at a time for recovery, all different", () => {
    expect(new Set(recoveryCodes()).size).toBe(10);
  });
});

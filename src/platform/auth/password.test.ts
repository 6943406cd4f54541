import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword, isPassword, PASSWORD_MAX } from "./password.ts";

const said = (password: string, signIn = "amara@example.gov.uk", name = "Amara Okafor") => {
  const result = checkPassword(password, signIn, name);
  return result.ok ? "taken" : (result.failures[0]?.message ?? "");
};

describe("a password", () => {
  it("is kept as Argon2id with 19 MiB, two passes and its own salt, and known again", async () => {
    const one = await hashPassword("copper lantern forty");
    const two = await hashPassword("copper lantern forty");
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword("copper lantern forty", one)).toBe(true);
    expect(await isPassword("copper lantern fort", one)).toBe(false);
  });

  it("is the same however a keyboard composes its accents", async () => {
    expect(await isPassword("cafe\u0301 lantern forty", await hashPassword("caf\u00e9 lantern forty"))).toBe(
      true,
    );
  });

  it("is nobody's where there is nothing to compare with, or something that is not a hash", async () => {
    for (const kept of [null, "", "copper", "$argon2id$v=19$m=19456,t=2,p=1$$"]) {
      expect(await isPassword("", kept)).toBe(false);
      expect(await isPassword("copper lantern forty", kept)).toBe(false);
    }
  });

  it("has 8 to 128 characters, any characters, counted as people count them", () => {
    expect(said("marble7")).toContain("at least 8 characters");
    expect(said("x".repeat(PASSWORD_MAX + 1))).toContain("128 characters or fewer");
    expect(said("kettle marble ".repeat(9).slice(0, 128))).toBe("taken");
    expect(said("🐙🦑🦐🦞🦀🐡🐠🐟")).toBe("taken");
    expect(said("🐙🦑🦐")).toContain("at least 8 characters");
    expect(said("all lower case words")).toBe("taken");
  });

  it("is not one that is guessed first, nor built on the person's own name", () => {
    expect(said("Liverpool2026")).toContain("lists that people who break in try first");
    expect(said("amara at the seaside")).toContain("without your name");
    expect(said("1OKAFORs umbrella")).toContain("without your name");
    expect(said("seaside umbrella 4", "jo@example.gov.uk", "Jo Li")).toBe("taken");
  });
});

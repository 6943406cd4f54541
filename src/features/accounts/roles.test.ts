import { describe, expect, it } from "vitest";
import { RIGHTS, type Right } from "../../kernel/context.ts";
import { ROLES } from "./roles.ts";
import { RIGHT_WORDS, SCOPE_WORDS } from "./words.ts";

const has = (id: string, right: Right): boolean =>
  ROLES.find((role) => role.id === id)?.rights.includes(right) === true;
const holding = (right: Right): string[] =>
  ROLES.filter((role) => role.rights.includes(right)).map((role) => role.id);

describe("the roles", () => {
  it("have names of their own, rights that exist, and words for each", () => {
    expect(new Set(ROLES.map((role) => role.id)).size).toBe(ROLES.length);
    for (const role of ROLES) {
      expect(new Set(role.rights).size).toBe(role.rights.length);
      for (const right of role.rights) expect(RIGHTS).toContain(right);
      expect(SCOPE_WORDS[role.scope]).not.toBe("");
    }
    for (const right of RIGHTS) {
      expect(RIGHT_WORDS[right]).not.toBe("");
      expect(holding(right), `${right} belongs to somebody`).not.toEqual([]);
    }
  });

  it("keep case content from who looks after the installation, workforce, members and administrators of access", () => {
    for (const id of [
      "system-administrator",
      "workforce",
      "scrutiny",
      "data-protection-officer",
      "caldicott-guardian",
      "hub-partner",
    ]) {
      const role = ROLES.find((each) => each.id === id);
      expect(role?.scope).toBe("none");
      expect(has(id, "record.open") || has(id, "notes.read")).toBe(false);
    }
  });

  it("keep names and free text from the analyst", () => {
    expect(has("performance-analyst", "names") || has("performance-analyst", "notes.read")).toBe(false);
  });

  it("let accounts be made by the administrator alone", () => {
    expect(holding("accounts")).toEqual(["system-administrator"]);
  });

  it("give nobody who proposes local rules alone the approval of them without somebody else: approving is for heads and directors", () => {
    expect(holding("rules.approve")).toEqual(["head-of-service", "director"]);
  });

  it("keep a chair and a reviewing officer out of the management of the case", () => {
    for (const id of ["conference-chair", "independent-reviewing-officer"])
      for (const right of ["allocate", "team", "net.takeUp"] as const) expect(has(id, right)).toBe(false);
  });

  it("let everybody who breaks glass open and read records at all", () => {
    for (const id of holding("breakGlass"))
      expect(has(id, "record.open") && has(id, "notes.read")).toBe(true);
  });
});

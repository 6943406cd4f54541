import { describe, expect, it } from "vitest";
import { type Context, systemContext } from "../../kernel/context.ts";
import { systemNow } from "../../kernel/dates.ts";
import { ROLES } from "../accounts/roles.ts";
import { PAGES, pagesOf } from "./roles.ts";

const SCOPES = ["none", "own", "team", "all"] as const;

/** Somebody of some roles, as sign-in makes them: the union of rights, the widest scope. */
const somebody = (roles: readonly string[], teamRefs: readonly string[] = []): Context => {
  const held = ROLES.filter(({ id }) => roles.includes(id));
  return {
    ...systemContext("tests", 1, systemNow()),
    kind: "person",
    accountId: 1,
    roles,
    rights: new Set(held.flatMap(({ rights }) => rights)),
    scope: SCOPES.findLast((scope) => held.some((role) => role.scope === scope)) ?? "none",
    teamRefs,
  };
};
const ids = (context: Context): readonly string[] => pagesOf(context).map(({ id }) => id);

describe("a leader's page", () => {
  it("is each role's own", () => {
    expect(ids(somebody(["director"]))[0]).toBe("director");
    expect(ids(somebody(["service-manager"]))).toEqual(["service"]);
    expect(ids(somebody(["team-manager"], ["T1"]))).toEqual(["team"]);
    expect(ids(somebody(["scrutiny"]))).toEqual(["scrutiny"]);
    expect(ids(somebody(["performance-analyst"]))).toEqual(["director"]);
  });

  it("can be changed by somebody with more than one", () => {
    expect(new Set(ids(somebody(["team-manager", "service-manager"], ["T1"])))).toEqual(
      new Set(["service", "team"]),
    );
    expect(ids(somebody(["director"]))).toContain("scrutiny");
  });

  it("is nobody's without the right to see figures", () => {
    for (const role of ROLES.filter(({ rights }) => !rights.includes("insight")))
      expect(ids(somebody([role.id]))).toEqual([]);
  });

  it("is there for every role that sees figures", () => {
    for (const role of ROLES.filter(({ rights }) => rights.includes("insight")))
      expect(ids(somebody([role.id], ["T1"])).length, role.id).toBeGreaterThan(0);
  });

  it("of who opens no records is the members' and no other, whatever else they are called", () => {
    for (const role of ROLES) {
      const context = somebody([role.id, "scrutiny"], ["T1"]);
      const held = pagesOf({ ...context, scope: "none" });
      expect(held.map(({ id }) => id)).toEqual(["scrutiny"]);
    }
  });

  it("says what is wrong first, and what cannot be told last", () => {
    for (const page of PAGES) {
      expect(["wrong", "open", "never"]).toContain(page.parts[0]);
      expect(page.parts.at(-1)).toBe("untold");
    }
  });

  it("has no list of children, no team and no link but for those who open records", () => {
    const scrutiny = PAGES.find(({ id }) => id === "scrutiny");
    expect(scrutiny?.parts).toEqual(["never", "changes", "plain", "said", "untold"]);
  });

  it("sets every share of finished work beside what is still open", () => {
    for (const page of PAGES.filter(({ id }) => id !== "scrutiny")) expect(page.parts).toContain("timely");
  });
});

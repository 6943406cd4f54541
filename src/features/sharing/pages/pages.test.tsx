import { describe, expect, it } from "vitest";
import type { IsoInstant } from "../../../kernel/dates.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import { noCounts, type SharingRun } from "../runs.ts";
import { ChildPage, type ChildProps } from "./child.tsx";
import { SharingPage, type SharingProps } from "./sharing.tsx";

const AT = "2026-11-21T10:00:00.000Z" as IsoInstant;
const run = (change: Partial<SharingRun> = {}): SharingRun => ({
  ...noCounts(),
  id: 1,
  kind: "send",
  state: "done",
  sentTo: "api.example.gov.uk",
  askedAt: AT,
  askedBy: 1,
  byName: "Asha Rahman",
  startedAt: AT,
  finishedAt: AT,
  leftOut: {},
  problem: null,
  ...change,
});
const props: SharingProps = {
  sentTo: "api.example.gov.uk",
  missing: [],
  wrong: null,
  barred: null,
  underWay: null,
  look: null,
  sendings: [],
  setAside: [],
  nextHref: undefined,
  firstHref: undefined,
  failures: [],
};
const show = (change: Partial<SharingProps> = {}) =>
  parseHtml(renderPart(<SharingPage {...props} {...change} />));
const words = (change: Partial<SharingProps> = {}): string => textOf(show(change)).replaceAll(/\s+/g, " ");
const buttons = (change: Partial<SharingProps> = {}): string[] =>
  elements(show(change))
    .filter(({ tag }) => tag === "button")
    .map((button) => textOf([button]).trim());

describe("the sharing page", () => {
  it("says while it is off what switches it on, and has no button to send", () => {
    const off = { sentTo: null, missing: ["KITH_SHARE_SCOPE"] };
    expect(words(off)).toContain("Sharing is off, and nothing is sent");
    expect(words(off)).toContain("KITH_SHARE_SCOPE");
    expect(buttons(off)).toEqual(["Show it"]);
    expect(words({ sentTo: null, wrong: "KITH_SHARE_URL must begin with https://." })).toContain(
      "must begin with https",
    );
  });

  it("says why an installation may not send, and has no button to", () => {
    const barred = { barred: "This is a trial beside your present system." };
    expect(words(barred)).toContain("This is a trial beside your present system.");
    expect(buttons(barred)).toEqual(["Show it"]);
  });

  it("never takes what has not been worked out for nothing to send", () => {
    expect(words()).toContain("Nobody has asked yet");
    expect(words({ sendings: [run()] })).toContain("Not worked out since the last sending");
  });

  it("says what would be sent, what would not, and what is left out", () => {
    const look = run({
      kind: "look",
      added: 1,
      changed: 1200,
      agedOut: 3,
      leftOut: { "child_details.sex": 7 },
    });
    const said = words({ look });
    expect(said).toContain("1 child, sent whole");
    expect(said).toContain("1,200 children, of whom only what changed is sent");
    expect(said).toContain("child_details.sex: 7");
    expect(buttons({ look })).toEqual(["Send now to api.example.gov.uk", "Work it out again", "Show it"]);
  });

  it("has no second button while one is under way, and says how far it is and what held it up", () => {
    const underWay = run({
      state: "waiting",
      lookedAt: 500,
      accepted: 99,
      problem: "The receiver answered 503.",
    });
    expect(buttons({ underWay })).toEqual(["Show it"]);
    expect(words({ underWay })).toContain("500 children looked at, 99 taken");
    expect(words({ underWay })).toContain("The receiver answered 503. It is tried again by itself.");
  });

  it("says why a sending stopped, and of children set aside who they are, why and what to do", () => {
    const said = words({
      sendings: [run({ state: "stopped", problem: "Signing in was refused (401).", setAside: 3 })],
      setAside: [
        { id: 1, personId: 9, laId: "L9", name: null, outcome: "refused", words: "sex is no code", at: AT },
        { id: 2, personId: 8, laId: "", name: null, outcome: "held back", words: "No number.", at: AT },
      ],
    });
    expect(said).toContain("Signing in was refused (401).");
    expect(said).toContain(
      "3 children not taken. Children whose record is not yours to open are counted and not listed.",
    );
    expect(said).toMatch(/L9 ?Refused by the receiver ?sex is no code ?Correct it where it is recorded/);
    expect(said).toContain("Record 8");
  });
});

describe("one child's page", () => {
  const child = (change: Partial<ChildProps>): string =>
    textOf(
      parseHtml(renderPart(<ChildPage personId={9} title="L9" previews={[]} history={[]} {...change} />)),
    );

  it("says when nothing would be sent, and why", () => {
    expect(child({ previews: [{ kind: "nobody" }] })).toContain("not one of those the department asks for");
    expect(child({ previews: [{ kind: "aged out" }] })).toContain("What it has of the child stays");
    expect(child({ previews: [{ kind: "held back", why: "Two records here have this number." }] })).toContain(
      "Two records",
    );
    expect(child({ previews: [{ kind: "same", notSent: [] }] })).toContain(
      "Nothing has been sent of this child",
    );
  });

  it("shows the message to the letter, and what is held and not in it", () => {
    const said = child({
      previews: [
        {
          kind: "send",
          change: "purge",
          message: { la_child_id: "L9", purge: true },
          notSent: [
            { field: "child_details.sex", said: '"X"', why: "not in a form that the department takes" },
          ],
        },
      ],
      history: [
        { laId: "L9", change: "full", outcome: "accepted", words: "2026-11-21_09:15:00.000_x", at: AT },
      ],
    });
    expect(said).toContain('"purge": true');
    expect(said).toContain("child_details.sex");
    expect(said).toContain("2026-11-21_09:15:00.000_x");
  });
});

import { describe, expect, it } from "vitest";
import { date, type IsoInstant } from "../../../kernel/dates.ts";
import { renderPart } from "../../../ui/render.ts";
import { elements, parseHtml, textOf } from "../../../ui/testing/html.ts";
import { NOTHING_HELD } from "../../team/holding.ts";
import { boxesOf, dayFrom, summaryOf } from "../form.ts";
import type { Candidate } from "../queries.ts";
import { list, sayAbsence, sayChanged, sayHeld, sayNotSocialWorker } from "../words.ts";
import { AllocatePage, type AllocateProps, sayAnswer } from "./allocate.tsx";

const today = date("2026-11-21");
const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  ref: "BOB",
  name: "Bob Brown",
  title: "Social worker",
  registered: true,
  teamRef: "T1",
  teamName: "North",
  leftOn: null,
  holding: { ...NOTHING_HELD, all: 14, plan: 3, care: 2 },
  absences: [],
  hasAccount: true,
  ...change,
});
const props: AllocateProps = {
  child: {
    id: 7,
    localId: "NM7",
    name: "Maya Ellison",
    born: date("2019-02-14"),
    expected: null,
    died: null,
    sex: "F",
    ethnicity: null,
  },
  state: {
    holder: { ref: "ANN", name: "Ann Abbot", from: date("2026-01-05") },
    gone: null,
    waiting: null,
    needsSocialWorker: ["a child protection plan"],
    isOver: false,
    isRestricted: false,
    version: "ANN~2026-01-05~0~0",
  },
  candidates: [candidate()],
  offers: [],
  search: "",
  sent: boxesOf("from", today),
  failures: [],
  today,
  isWorker: true,
};
const show = (change: Partial<AllocateProps> = {}) =>
  parseHtml(renderPart(<AllocatePage {...props} {...change} />));

describe("the allocation form", () => {
  it("says who holds until when, and what each worker holds now", () => {
    const words = textOf(show());
    for (const part of [
      "Ann Abbot goes on holding until the other accepts",
      "Bob Brown, North",
      "Holds 14 children: 3 on a protection plan, 2 looked after",
      "Must be a registered social worker",
    ])
      expect(words).toContain(part);
  });

  it("carries how things stood, and today in its boxes", () => {
    const fields = elements(show()).filter((node) => node.tag === "input");
    const value = (name: string) =>
      fields.find((node) => node.attributes.get("name") === name)?.attributes.get("value");
    expect([value("version"), value("from-day"), value("from-month"), value("from-year")]).toEqual([
      "ANN~2026-01-05~0~0",
      "21",
      "11",
      "2026",
    ]);
  });

  it("says that who allocates an unheld child holds the child meanwhile", () => {
    expect(textOf(show({ state: { ...props.state, holder: null } }))).toContain(
      "You hold the child from the moment you offer",
    );
    expect(textOf(show({ state: { ...props.state, holder: null }, isWorker: false }))).toContain(
      "not linked to a worker",
    );
  });

  it("offers to take a waiting offer back instead of making another", () => {
    const page = show({ state: { ...props.state, waiting: { id: 4, toRef: "BOB", toName: "Bob Brown" } } });
    const forms = elements(page)
      .filter((node) => node.tag === "form")
      .map((form) => form.attributes.get("action"));
    expect(forms).toEqual(["/handovers/4/cancel"]);
  });

  it("leads from each fault to its field", () => {
    const page = show({
      failures: [
        { code: "invalid", message: "Choose a worker", field: "worker" },
        { code: "invalid", message: "Give a day", field: "from" },
      ],
    });
    const ids = new Set(elements(page).flatMap((node) => node.attributes.get("id") ?? []));
    const links = elements(page)
      .flatMap((node) => node.attributes.get("href") ?? [])
      .filter((href) => href.startsWith("#"));
    expect(links).toEqual(["#worker", "#from-day"]);
    for (const link of links) expect(ids.has(link.slice(1))).toBe(true);
  });

  it("says who is away and who cannot accept yet", () => {
    const words = textOf(
      show({
        candidates: [
          candidate({
            hasAccount: false,
            absences: [
              { id: 1, from: today, to: null, coverRef: "CAT", coverName: "Cat Cole", reason: null },
            ],
          }),
        ],
      }),
    );
    expect(words).toContain("Away, no day of return, Cat Cole covers");
    expect(words).toContain("Has no account here yet");
  });
});

describe("allocation in words and dates", () => {
  it("reads three boxes as a day, nothing as nothing, and nonsense as no date", () => {
    expect(dayFrom({ "from-day": "3", "from-month": "12", "from-year": "2026" }, "from")).toBe("2026-12-03");
    expect(dayFrom({ "from-day": " ", "from-month": "" }, "from")).toBe("");
    expect(dayFrom({ "from-day": "31", "from-month": "2", "from-year": "2026" }, "from")).toBe("not a date");
    expect(dayFrom({ "from-day": "x", "from-month": "2", "from-year": "2026" }, "from")).toBe("not a date");
    expect(dayFrom(boxesOf("to", today), "to")).toBe(today);
    expect(summaryOf([{ code: "invalid", message: "No" }], [])).toEqual([{ text: "No" }]);
  });

  it("refuses, and says what changed, in words", () => {
    expect(
      sayNotSocialWorker({ name: "Hel Helper" }, ["being looked after", "a child protection plan"]),
    ).toContain("being looked after and a child protection plan");
    expect(sayChanged({ holder: { ref: "B", name: "Bob Brown", from: today }, waiting: null })).toContain(
      "now Bob Brown holds the child",
    );
    expect(sayChanged({ holder: null, waiting: null })).toContain("nobody holds the child");
    expect(list(["a"])).toBe("a");
    expect(sayHeld(NOTHING_HELD)).toBe("Holds no children");
    expect(sayAbsence([], today)).toBeNull();
  });

  it("says what became of an offer", () => {
    const at = "2026-11-20T10:00:00.000Z" as IsoInstant;
    expect(sayAnswer({ answeredAt: null, accepted: null, note: null })).toBe("not answered yet");
    expect(sayAnswer({ answeredAt: at, accepted: true, note: null })).toBe("accepted Fri 20 Nov 2026");
    expect(sayAnswer({ answeredAt: at, accepted: false, note: "no room" })).toBe(
      "said no Fri 20 Nov 2026: “no room”",
    );
    expect(sayAnswer({ answeredAt: at, accepted: null, note: null })).toBe("taken back Fri 20 Nov 2026");
  });
});

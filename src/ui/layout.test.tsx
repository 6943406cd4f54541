import { describe, expect, it } from "vitest";
import { documentTitle, Page, type PageProps } from "./layout.tsx";
import { renderPage } from "./render.ts";
import { type ElementNode, elements, parseHtml, textOf } from "./testing/html.ts";
import { currentState } from "./top-bar.tsx";

const nav = [
  { href: "/work", text: "My work" },
  { href: "/team", text: "Team" },
  { href: "/find", text: "Find a child", end: true },
];

function page(props: Partial<PageProps> = {}): { html: string; all: ElementNode[] } {
  const html = renderPage(
    <Page title="Maya Ellison" nav={nav} currentPath="/team/north" {...props}>
      <h1>Maya Ellison</h1>
    </Page>,
  );
  return { html, all: elements(parseHtml(html)) };
}

const byTag = (all: readonly ElementNode[], tag: string): ElementNode[] =>
  all.filter((element) => element.tag === tag);
const get = (element: ElementNode | undefined, name: string): string | undefined =>
  element?.attributes.get(name);

describe("a page", () => {
  it("is a whole document in British English", () => {
    const { html, all } = page();
    expect(html.startsWith("<!doctype html><html")).toBe(true);
    expect(get(all[0], "lang")).toBe("en-GB");
  });

  it("names itself before the service, and says first that a form has faults", () => {
    expect(documentTitle("Maya Ellison")).toBe("Maya Ellison: Kith");
    expect(documentTitle("Record a visit", true)).toBe("Error: Record a visit: Kith");
    expect(textOf(byTag(page({ hasErrors: true }).all, "title"))).toBe("Error: Maya Ellison: Kith");
  });

  it("begins with a way past the menu to its only main part", () => {
    const { all } = page();
    const body = byTag(all, "body")[0];
    const first = elements(body?.children ?? [])[0];
    expect(get(first, "href")).toBe("#main");
    expect(byTag(all, "main").map((main) => get(main, "id"))).toEqual(["main"]);
  });

  it("marks the section it stands in, in the row and in the phone's menu", () => {
    const marked = page().all.filter((element) => element.attributes.has("aria-current"));
    expect(marked.map((element) => [get(element, "href"), get(element, "aria-current")])).toEqual([
      ["/team", "true"],
      ["/team", "true"],
    ]);
  });

  it("folds the menu without a script", () => {
    const { all } = page();
    expect(byTag(all, "details").map((element) => get(element, "class"))).toEqual(["bar-menu"]);
    expect(byTag(all, "script")).toEqual([]);
  });

  it("carries scripts only with the policy's nonce", () => {
    const { all } = page({ scripts: ["/assets/kith.js"], nonce: "abc" });
    expect(byTag(all, "script").map((script) => [get(script, "src"), get(script, "nonce")])).toEqual([
      ["/assets/kith.js", "abc"],
    ]);
  });

  it("signs out by a form that posts, with what it must carry", () => {
    const { all } = page({
      person: { name: "Rosa Marsh", role: "team manager" },
      signOut: { action: "/sign-out", fields: { csrf: 'a"b' } },
    });
    const forms = byTag(all, "form");
    expect(forms.map((form) => [get(form, "method"), get(form, "action")])).toEqual([
      ["post", "/sign-out"],
      ["post", "/sign-out"],
    ]);
    expect(get(byTag(all, "input")[0], "value")).toBe('a"b');
  });

  it.each([
    ["demonstration", "Demonstration."],
    ["trial", "Trial."],
    ["notice", "Notice."],
  ] as const)("says that it is a %s", (kind, word) => {
    const { all } = page({ banner: { kind, text: "Everybody here is invented." } });
    const banner = all.find((element) => get(element, "class")?.startsWith("banner "));
    expect(textOf(banner ? [banner] : [])).toBe(`${word} Everybody here is invented.`);
  });

  it("has no bar's menu before anybody is signed in", () => {
    const { all } = page({ nav: [] });
    expect(byTag(all, "nav")).toEqual([]);
    expect(byTag(all, "details")).toEqual([]);
  });

  it("is read again while work goes on", () => {
    const { all } = page({ refreshSeconds: 5 });
    const refresh = byTag(all, "meta").find((meta) => get(meta, "http-equiv") === "refresh");
    expect(get(refresh, "content")).toBe("5");
  });

  it("shows words that look like markup as words", () => {
    expect(page({ title: "<script>x</script>" }).html).toContain("&lt;script>x&lt;/script>: Kith");
  });

  it("puts nothing in an attribute that the policy would refuse", () => {
    expect(page().all.filter((element) => element.attributes.has("style"))).toEqual([]);
  });
});

describe("the menu marks", () => {
  it("the page itself, whatever is asked of it", () => {
    expect(currentState({ href: "/work", text: "" }, "/work?page=2")).toBe("page");
  });
  it("the section that holds the page, but not one whose name merely begins the same", () => {
    expect(currentState({ href: "/team", text: "" }, "/team/north")).toBe("true");
    expect(currentState({ href: "/team", text: "" }, "/teams")).toBeUndefined();
  });
  it("a section only by itself where it covers nothing", () => {
    expect(currentState({ href: "/team", text: "", covers: false }, "/team/north")).toBeUndefined();
    expect(currentState({ href: "/", text: "" }, "/team")).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { elements, normaliseHtml, parseHtml, textOf } from "./html.ts";

describe("two pieces of markup compare as equal", () => {
  it.each([
    ["however they are laid out", "<div>\n  <p>One</p>\n</div>", "<div><p>One</p></div>"],
    ["in whatever order their attributes come", '<p id="a" class="b">x</p>', '<p class="b" id="a">x</p>'],
    ["however a boolean attribute is written", "<input disabled>", '<input disabled="" />'],
    ["with spaces before a block's end", "<p>One <b>two</b> </p>", "<p>One <b>two</b></p>"],
    ["with their signs written either way", "<p>a &amp; &#39;b&#39;</p>", "<p>a &#x26; 'b'</p>"],
    ["with or without a remark", "<p><!-- why -->x</p>", "<p>x</p>"],
  ])("%s", (_why, one, other) => {
    expect(normaliseHtml(one)).toBe(normaliseHtml(other));
  });
});

describe("two pieces of markup compare as different", () => {
  it.each([
    ["with a space that is seen", "<p>Previous<span> page</span></p>", "<p>Previous<span>page</span></p>"],
    ["with an attribute more", '<p id="a">x</p>', "<p>x</p>"],
    ["with an element more", "<p><b>x</b></p>", "<p>x</p>"],
    ["with other words", "<p>x</p>", "<p>y</p>"],
    ["with lines in a text area", "<textarea>a\nb</textarea>", "<textarea>ab</textarea>"],
  ])("%s", (_why, one, other) => {
    expect(normaliseHtml(one)).not.toBe(normaliseHtml(other));
  });
});

describe("reading markup", () => {
  it("refuses a tag closed out of turn or never closed", () => {
    expect(() => parseHtml("<p><b>x</p></b>")).toThrow("</p> closes <b>");
    expect(() => parseHtml("<p>x")).toThrow("<p> is never closed");
  });

  it("finds every element and every word", () => {
    const tree = parseHtml("<ul><li>One</li><li>Two <b>three</b></li></ul>");
    expect(elements(tree).map((element) => element.tag)).toEqual(["ul", "li", "li", "b"]);
    expect(textOf(tree)).toBe("OneTwo three");
  });
});

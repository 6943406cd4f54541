import type { VNode } from "preact";
import { describe, expect, it } from "vitest";
import { renderPart } from "../render.ts";
import { Button } from "./button.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { Input } from "./input.tsx";
import { Radios } from "./radios.tsx";
import { Select } from "./select.tsx";
import { Table } from "./table.tsx";
import { Textarea } from "./textarea.tsx";

const hostile = `</textarea><script>alert("x")</script>`;

const parts: [string, VNode][] = [
  ["a button", <Button>{hostile}</Button>],
  [
    "a label, a hint, an error and a value",
    <Input name="a" label={hostile} hint={hostile} error={hostile} value={hostile} />,
  ],
  ["a text area's value", <Textarea name="a" label="A" value={hostile} />],
  [
    "a choice",
    <Radios name="a" legend={hostile} items={[{ value: hostile, text: hostile, hint: hostile }]} />,
  ],
  ["an option", <Select name="a" label="A" items={[{ value: hostile, text: hostile }]} />],
  ["an error's line", <ErrorSummary errors={[{ text: hostile, href: "#a" }]} />],
  ["a cell", <Table caption={hostile} rows={[[{ text: hostile }]]} />],
];

describe("what a person typed is shown, never run", () => {
  it.each(parts)("in %s", (_where, part) => {
    const html = renderPart(part);
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script>");
  });
});

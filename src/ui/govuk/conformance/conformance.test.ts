import { describe, expect, it } from "vitest";
import { renderPart } from "../../render.ts";
import { normaliseHtml } from "../../testing/html.ts";
import { type Adapter, type Fixture, fixturesOf } from "./fixture.ts";
import { formAdapters } from "./form-adapters.tsx";
import { pageAdapters } from "./page-adapters.tsx";
import { unsupported } from "./unsupported.ts";

const adapters: Readonly<Record<string, Adapter>> = { ...formAdapters, ...pageAdapters };

const ours = (adapter: Adapter, fixture: Fixture): string =>
  normaliseHtml(renderPart(adapter(fixture.options)));

describe.each(Object.entries(adapters))("%s writes the HTML GOV.UK Frontend writes", (component, adapter) => {
  const left = new Set(
    unsupported.filter((entry) => entry.component === component).flatMap((e) => e.fixtures),
  );
  const kept = fixturesOf(component).filter((fixture) => !left.has(fixture.name));

  it.each(kept.map((fixture) => [fixture.name, fixture] as const))("%s", (_name, fixture) => {
    expect(ours(adapter, fixture)).toBe(normaliseHtml(fixture.html));
  });
});

describe("the list of examples we do not support", () => {
  const listed = unsupported.flatMap((entry) =>
    entry.fixtures.map((name) => [entry.component, name] as const),
  );

  it.each(listed)("%s: %s still exists and still differs", (component, name) => {
    const adapter = adapters[component];
    const fixture = fixturesOf(component).find((found) => found.name === name);
    if (!adapter || !fixture) throw new Error(`there is no example "${name}" of ${component} any more`);
    expect(ours(adapter, fixture)).not.toBe(normaliseHtml(fixture.html));
  });

  it("gives a reason for each", () => {
    for (const entry of unsupported) expect(entry.because.length).toBeGreaterThan(20);
  });
});

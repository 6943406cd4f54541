/** A change to a child's XML: what to look for, once, and what to put there. */
export type Edit = readonly [from: string | RegExp, to: string];

/** A fault to plant in the child that has everything: the rule that must find it, where (a path within the child), and what to change. */
export type Planted = {
  readonly rule: string;
  readonly path: string;
  readonly edits: readonly Edit[];
};

export const plant = (rule: string, path: string, ...edits: readonly Edit[]): Planted => ({
  rule,
  path,
  edits,
});

/** The child's XML with the fault in it. Throws when there was nothing to change. */
export function spoil(xml: string, { rule, edits }: Planted): string {
  return edits.reduce((text, [from, to]) => {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change for ${rule}`);
    return changed;
  }, xml);
}

/** One element's line, gone. */
export const without = (name: string): Edit => [new RegExp(`<${name}>[^<]*</${name}>\\n`), ""];

/** An element's value, changed. */
export const now = (name: string, value: string): Edit => [
  new RegExp(`<${name}>[^<]*</${name}>`),
  `<${name}>${value}</${name}>`,
];

/** Something more, straight after an element. */
export const after = (name: string, xml: string): Edit => [new RegExp(`</${name}>\\n`), `</${name}>\n${xml}`];

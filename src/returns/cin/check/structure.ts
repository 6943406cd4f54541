import type { XmlNode } from "../../../platform/files/xml.ts";
import { inYear, KNOWN_NAMES, layoutFor, MESSAGE, type Item } from "../layout.ts";
import { yearTitle } from "../../../kernel/codes/codeSet.ts";
import type { Spot } from "./rule.ts";
import { missing } from "./rule.ts";
import { wrongValue } from "./values.ts";

/** Something about the file that DfE's loader would refuse, whatever the rules say. */
export type StructureFault = { readonly rule: string; readonly message: string; readonly spot: Spot };
export type Tell = (fault: StructureFault) => void;

type Group = {
  readonly item: Item;
  readonly places: ReadonlyMap<string, number>;
  /** A bit for each item that must be there; a group has fewer than 31 kinds of part. */
  readonly required: number;
  readonly groups: readonly Group[];
};

/** The year's structure, ready to be held against elements. */
export type Structure = { readonly year: number; readonly root: Group };

export function structureOf(year: number): Structure {
  return { year, root: groupOf(layoutFor(year)) };
}

function groupOf(item: Item): Group {
  const items = item.items ?? [];
  return {
    item,
    places: new Map(items.map((i, at) => [i.name, at])),
    required: items.reduce((bits, i, at) => (i.min === 1 ? bits | (1 << at) : bits), 0),
    groups: items.map(groupOf),
  };
}

/** The part of the structure at a path of names, such as `Children`, `Child`. */
export function partOf(structure: Structure, ...names: readonly string[]): Group {
  return names.reduce<Group>((group, name) => {
    const found = group.groups[group.places.get(name) ?? -1];
    if (found === undefined) throw new Error(`no ${name} in the layout`);
    return found;
  }, structure.root);
}

/** Holds one element and everything in it against the structure. */
export function checkElement(structure: Structure, group: Group, node: XmlNode, tell: Tell): void {
  if (node.attributes !== null) checkAttributes(node, node.attributes, tell);
  if (group.item.items === undefined) {
    checkLeaf(structure, group.item, node, tell);
    return;
  }
  checkStrayText(node, tell);
  checkMissing(group, node, checkParts(structure, group, node.children, tell, checkElement), tell);
}

/**
 * Which parts stand in a group: unknown, in the wrong place, or more often than once; and `within` what belongs there. Answers a bit for
 * each item there is.
 */
export function checkParts(
  structure: Structure,
  group: Group,
  parts: readonly XmlNode[],
  tell: Tell,
  within?: typeof checkElement,
): number {
  let last = -1;
  let seen = 0;
  for (const part of parts) {
    const place = group.places.get(part.name);
    if (place === undefined) {
      tell(stranger(structure, group, part));
      continue;
    }
    if ((seen & (1 << place)) !== 0 && group.item.items?.[place]?.many !== true) {
      tell({
        rule: "element-repeated",
        message: `${part.name} is given more than once here; only one is allowed.`,
        spot: spotOf(part),
      });
    } else if (place < last) {
      tell({
        rule: "element-misplaced",
        message: `${part.name} comes too late: it belongs before ${group.item.items?.[last]?.name}.`,
        spot: spotOf(part),
      });
    }
    seen |= 1 << place;
    last = Math.max(last, place);
    const inner = group.groups[place];
    if (within !== undefined && inner !== undefined) within(structure, inner, part, tell);
  }
  return seen;
}

/** `seen` has a bit for each item that is there. */
export function checkMissing(group: Group, node: XmlNode, seen: number, tell: Tell): void {
  if ((group.required & ~seen) === 0) return;
  for (const [at, item] of (group.item.items ?? []).entries()) {
    if ((group.required & ~seen & (1 << at)) === 0) continue;
    tell({
      rule: "element-missing",
      message: `${node.name} has no ${item.name}, which it must have.`,
      spot: missing(node, item.name),
    });
  }
}

export function checkStrayText(node: XmlNode, tell: Tell): void {
  if (node.text === "") return;
  const text = node.text.trim();
  if (text !== "") {
    tell({
      rule: "text-misplaced",
      message: `${node.name} has text of its own, where only elements belong.`,
      spot: { said: text, node },
    });
  }
}

function checkAttributes(node: XmlNode, attributes: object, tell: Tell): void {
  for (const name of Object.keys(attributes)) {
    if (/^xmlns(:|$)|^xsi:/.test(name)) continue;
    tell({
      rule: "attribute-unknown",
      message: `${node.name} has an attribute; the census uses none.`,
      spot: { said: name, node },
    });
  }
}

function checkLeaf(structure: Structure, item: Item, node: XmlNode, tell: Tell): void {
  for (const part of node.children)
    tell(unknown(part, `${node.name} holds a value; nothing may stand in it.`));
  const text = node.text.trim();
  if (text === "") {
    tell({
      rule: "element-empty",
      message: `${node.name} is empty. Give its value${item.min === 0 || item.many === true ? ", or leave the element out" : ""}.`,
      spot: missing(node.parent ?? node, node.name),
    });
    return;
  }
  const wrong = wrongValue(item, text, structure.year);
  if (wrong !== undefined) tell({ ...wrong, spot: { said: text, node } });
}

function stranger(structure: Structure, group: Group, part: XmlNode): StructureFault {
  const known = KNOWN_NAMES.get(part.name.toLowerCase());
  if (known === undefined) return unknown(part, `The census has no element ${part.name.slice(0, 60)}.`);
  if (known !== part.name)
    return unknown(part, `The census has no element ${part.name}; it is written ${known}.`);
  const sometime = everIn(group.item).find((item) => item.name === known);
  if (sometime !== undefined && !inYear(sometime, structure.year)) {
    return unknown(
      part,
      `The census of ${yearTitle(structure.year)} has no element ${known}; other years' have.`,
    );
  }
  return {
    rule: "element-misplaced",
    message: `${known} does not belong in ${group.item.name}.`,
    spot: spotOf(part),
  };
}

/** What a group has had in any year. */
function everIn(group: Item, from: Item = MESSAGE): readonly Item[] {
  if (from.name === group.name) return from.items ?? [];
  for (const item of from.items ?? []) {
    const found = everIn(group, item);
    if (found.length > 0) return found;
  }
  return [];
}

const unknown = (part: XmlNode, message: string): StructureFault => ({
  rule: "element-unknown",
  message,
  spot: spotOf(part),
});

const spotOf = (node: XmlNode): Spot => ({ said: node.text.trim(), node });

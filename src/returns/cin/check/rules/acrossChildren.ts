import { own } from "../../../../platform/files/xml.ts";
import type { CinChild, Said } from "../../child.ts";
import { locate, type Location, type ReturnRule, type RuleText, type Say, type Watcher } from "../rule.ts";

const LONGEST = 200;

/** A value no two children share. Of each value only the place of the first is remembered, not the child it stands in. */
function unique(of: (child: CinChild) => Said | undefined, say: Say): Watcher {
  const first = new Map<string, { readonly child: string | null; readonly place: Location; said: boolean }>();
  return {
    child: (child) => {
      const value = of(child);
      // What is longer than this breaks other rules, and a hostile file could fill the memory with it.
      if (value === undefined || value.said.length > LONGEST) return;
      const id = child.localId === undefined ? null : own(child.localId.said.slice(0, LONGEST));
      const before = first.get(value.said);
      if (before === undefined) {
        first.set(own(value.said), { child: id, place: locate(value), said: false });
        return;
      }
      if (!before.said) say(before.child, [before.place]);
      before.said = true;
      say(id, [value]);
    },
  };
}

const rule = (text: RuleText, of: (child: CinChild) => Said | undefined): ReturnRule => ({
  ...text,
  scope: "child",
  watch: (_census, _header, say) => unique(of, say),
});

export const acrossChildrenRules: readonly ReturnRule[] = [
  rule(
    {
      id: "1520",
      severity: "error",
      on: "UPN",
      words: "More than one child has this UPN.",
      meaning: "A UPN belongs to one child.",
      cause: "The child is on the system twice, or a twin's UPN was used.",
      fix: "Join the two records, or correct the UPN that is wrong.",
    },
    (child) => child.upn,
  ),
  rule(
    {
      id: "8510",
      severity: "error",
      on: "LAchildID",
      words: "More than one child record has this LAchildID.",
      meaning: "A child is one record with all episodes in it.",
      cause: "The child's episodes were written as separate records, or a number was cut short.",
      fix: "Join the records, or correct the number.",
    },
    (child) => child.localId,
  ),
];

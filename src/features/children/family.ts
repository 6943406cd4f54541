import type { IsoDate } from "../../kernel/dates.ts";
import type { Family, FamilyMember, FamilyUnion } from "../../ui/pieces/family.ts";
import type { ChildHead } from "./head.ts";
import type { Relative } from "./relatives.ts";
import { sayAge } from "./words.ts";

type Place = "mother" | "father" | "maternal" | "paternal" | "sibling" | "own child" | "other";

/** Where somebody stands in the picture, from what the source calls them. */
function placeOf(kind: string): Place {
  const said = kind.toLowerCase();
  if (/grand(mother|father|parent)|nan|great/.test(said))
    return said.includes("paternal") ? "paternal" : "maternal";
  if (/^(step|foster|adoptive )?mother|^mum/.test(said)) return said.startsWith("step") ? "other" : "mother";
  if (/^father|^dad/.test(said)) return "father";
  if (/brother|sister|sibling|twin/.test(said)) return "sibling";
  if (/^(son|daughter|child)/.test(said)) return "own child";
  return "other";
}

const sexOf = (sex: string | null): FamilyMember["sex"] =>
  sex === "F" || sex === "2" ? "female" : sex === "M" || sex === "1" ? "male" : "unknown";

/** The family as far as it is known, for the picture. A parent nobody has recorded is drawn dashed: not known, which is not the same as not there. */
export function familyPicture(child: ChildHead, relatives: readonly Relative[], on: IsoDate): Family | null {
  if (relatives.length === 0) return null;
  const members: FamilyMember[] = [
    {
      id: "subject",
      name: label(child.name ?? child.localId ?? "This child", sayAge(child.born, on)),
      sex: sexOf(child.sex),
      isSubject: true,
      died: child.died !== null,
    },
  ];
  const at = new Map<Place, string[]>();
  relatives.forEach((relative, i) => {
    const place = placeOf(relative.kind);
    const id = `r${i}`;
    at.set(place, [...(at.get(place) ?? []), id]);
    const unnamed = relative.unknown ? `${relative.kind}, not known` : relative.kind;
    const adult = place !== "sibling" && place !== "own child";
    const name =
      relative.name === null
        ? unnamed
        : adult
          ? `${relative.name} (${relative.kind})`
          : label(relative.name, sayAge(relative.born, on));
    members.push({
      id,
      name,
      sex: sexOf(relative.sex),
      unknown: relative.unknown,
      died: relative.died !== null,
    });
  });
  const mother = at.get("mother")?.[0];
  const father = at.get("father")?.[0];
  if (mother !== undefined && father === undefined)
    members.push({ id: "father", name: "father, not recorded", sex: "male", unknown: true });
  if (father !== undefined && mother === undefined)
    members.push({ id: "mother", name: "mother, not recorded", sex: "female", unknown: true });
  const children = [...(at.get("sibling") ?? []), "subject"];
  const unions: FamilyUnion[] = [];
  if (mother !== undefined || father !== undefined)
    unions.push({ partners: [mother ?? "mother", father ?? "father"], children });
  unions.push(...grandparents(at.get("maternal"), mother), ...grandparents(at.get("paternal"), father));
  const own = at.get("own child");
  if (own !== undefined) unions.push({ partners: ["subject"], children: own });
  return { members, unions };
}

function grandparents(elders: readonly string[] | undefined, parent: string | undefined): FamilyUnion[] {
  const [first, second] = elders ?? [];
  if (first === undefined || parent === undefined) return [];
  return [{ partners: second === undefined ? [first] : [first, second], children: [parent] }];
}

const label = (name: string, age: string | null): string =>
  age === null ? name : `${name.split(" ")[0]}, ${age}`;

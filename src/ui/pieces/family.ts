/** One person in a family picture. */
export interface FamilyMember {
  id: string;
  /** As the picture labels them: "Maya, 7", "Nan, Carol". */
  name: string;
  sex: "female" | "male" | "unknown";
  /** The child this record is about. */
  isSubject?: boolean | undefined;
  /** Not identified, or identified and not found: dashed. */
  unknown?: boolean | undefined;
  died?: boolean | undefined;
}

/** Two people, or one whose partner is nobody's business here, and their children. */
export interface FamilyUnion {
  partners: readonly [string] | readonly [string, string];
  children: readonly string[];
  /** They are no longer together. */
  ended?: boolean | undefined;
}

export interface Family {
  members: readonly FamilyMember[];
  unions: readonly FamilyUnion[];
}

/** A name in lines short enough to stand under its mark: at the comma, else between words. */
export function labelLines(name: string): string[] {
  const lines: string[] = [];
  for (const part of name.split(", ")) {
    let line = "";
    for (const word of part.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && longer.length > 12) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines;
}

/** "A", "A and B", "A, B and C". */
export function sayList(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join("; ")} and ${names.at(-1)}`;
}

/** One person in words, with what the drawing says by its marks. */
export function sayMember(member: FamilyMember): string {
  const notes = [
    member.isSubject ? "the child this record is about" : "",
    member.unknown ? "not known" : "",
    member.died ? "has died" : "",
  ].filter((note) => note !== "");
  return notes.length > 0 ? `${member.name} (${notes.join(", ")})` : member.name;
}

/** The whole picture in sentences: every union, then everybody in none. */
export function sayFamily(family: Family): string[] {
  const byId = new Map(family.members.map((member) => [member.id, member]));
  const named = (ids: readonly string[]): string[] =>
    ids.flatMap((id) => {
      const member = byId.get(id);
      return member ? [sayMember(member)] : [];
    });
  const joined = new Set(family.unions.flatMap((union) => [...union.partners, ...union.children]));
  const unions = family.unions.map((union) => {
    const partners = sayList(named(union.partners));
    const apart = union.ended ? ", no longer together" : "";
    if (union.children.length === 0) return `${partners}${apart || ": partners"}.`;
    const role = union.partners.length === 1 ? "parent" : "parents";
    return `${partners}${apart}: ${role} of ${sayList(named(union.children))}.`;
  });
  const alone = family.members
    .filter((member) => !joined.has(member.id))
    .map((member) => `${sayMember(member)}: how they are related is not recorded.`);
  return [...unions, ...alone];
}

/**
 * Columns of the child-level lists, written one to a line: key, kind (with `?` where not every template has it, or it is not used), and
 * after the colon the ways its heading is written, Ofsted's first.
 */
export type ColumnKind = "text" | "date" | "flag" | "count" | "code";

export type Column = {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly names: readonly string[];
  /** Nothing is said when it is missing. */
  readonly optional: boolean;
};

export type AnnexList = {
  readonly number: number;
  readonly title: string;
  /** Other words a sheet may be named by. */
  readonly sheetNames: readonly string[];
  readonly columns: readonly Column[];
};

const KINDS: readonly string[] = ["text", "date", "flag", "count", "code"];
const isKind = (kind: string | undefined): kind is ColumnKind => kind !== undefined && KINDS.includes(kind);

/** Reads columns from lines of `key kind: name | name`. Throws on a line that is not so, which is a bug. */
export function columnsFrom(lines: string): readonly Column[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [, key, kind, optional, names] = /^\s*(\w+) (\w+)(\??): (.+)$/.exec(line) ?? [];
      if (key === undefined || names === undefined || !isKind(kind)) throw new Error(`not a column: ${line}`);
      return { key, kind, names: names.split(" | "), optional: optional === "?" };
    });
}

/** What every list of children begins with. */
export const CHILD = columnsFrom(`
  id text: Child Unique ID | Child Unique Identifier | Unique Child ID | Child ID | Child Identifier | Unique ID | Unique Identifier | Person ID | Child Reference | Child Reference Number | LA Child ID | Local ID | System ID
  sex code: Gender | Sex | Childs Gender | Childs Sex | Gender of Child
  ethnicity code: Ethnicity | Ethnic Origin | Ethnic Group | Childs Ethnicity | Ethnicity Code
  born date: Date of Birth | DOB | Birth Date | D.O.B. | Child Date of Birth | Childs Date of Birth
  age text?: Age of Child (Years) | Age | Childs Age | Age in Years | Current Age
`);

export const DISABLED = columnsFrom(`
  disabled flag: Does the Child have a Disability | Disability | Disabled | Child Disability | Has Disability | Does the Young Person have a Disability
`);

export const HOLDER = columnsFrom(`
  team text: Allocated Team | Team | Current Team | Allocated Team Name | Team Name
  worker text: Allocated Worker | Worker | Social Worker | Allocated Social Worker | Current Worker | Key Worker | Allocated Worker Name | Case Worker | Caseworker
`);

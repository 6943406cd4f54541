import type { IsoDate, IsoInstant } from "../kernel/dates.ts";
import type { ChildClaims } from "../kernel/record/claim.ts";

export type Sex = "F" | "M" | "U";

export type Team = {
  readonly ref: string;
  readonly name: string;
  readonly parentRef: string | null;
  readonly managerRef: string;
};

export type Worker = {
  readonly ref: string;
  readonly name: string;
  readonly title: string;
  /** A registered social worker. */
  readonly registered: boolean;
  readonly teamRef: string;
  readonly startedOn: IsoDate;
  readonly leftOn?: IsoDate;
  readonly absentFrom?: IsoDate;
  readonly absentTo?: IsoDate;
  /** Who covers while they are absent; missing where nobody was named. */
  readonly coverRef?: string;
};

export type DemoNote = {
  /** The day of what it tells. */
  readonly on: IsoDate;
  /** The moment it was written. */
  readonly at: IsoInstant;
  readonly kind: string;
  readonly words: string;
  /** What the child said, as the child said it. */
  readonly childsWords: string | null;
  readonly workerRef: string;
};

export type DemoAdult = {
  readonly ref: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: IsoDate | null;
  /** What they are to the child: `mother`, `father`, `stepfather`, `maternal grandmother` ... */
  readonly relation: string;
  readonly sameHousehold: boolean;
  readonly died?: IsoDate;
  /** Nobody knows, or will say, who this is. */
  readonly unknown?: true;
};

/** Another child of the set. `relation` is what they are to this child: `brother`, `half-sister`, `twin`, `mother`, `daughter`, `unborn sibling`. */
export type DemoRelative = {
  readonly ref: string;
  readonly name: string;
  readonly sex: Sex;
  readonly born: IsoDate | null;
  readonly relation: string;
  readonly sameHousehold: boolean;
  readonly died?: IsoDate;
};

export type DemoFamily = {
  readonly householdRef: string;
  readonly adults: readonly DemoAdult[];
  readonly children: readonly DemoRelative[];
};

export type DemoChild = {
  readonly claims: ChildClaims;
  readonly notes: readonly DemoNote[];
  readonly family: DemoFamily;
  readonly restricted: boolean;
  /** Which story was told of the child, and what was left late or wrong on purpose: the truth a check can be held against. */
  readonly story: string;
  readonly planted: readonly string[];
};

export type DemoAuthority = {
  readonly name: string;
  /** Three figures no authority has, so that nothing generated can be taken for one's return. */
  readonly code: string;
  readonly today: IsoDate;
  readonly teams: readonly Team[];
  readonly workers: readonly Worker[];
  /** Tells every child once, family by family; each call begins again. */
  children(): Generator<DemoChild>;
};

export type DemoOptions = {
  readonly seed: number;
  readonly children: number;
  readonly today: IsoDate;
  /** About how many notes a child has, over all children; a child known for years has many and a contact one or two. */
  readonly notesPerChild?: number;
};

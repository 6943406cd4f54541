import type { DayNumber, IsoInstant } from "../kernel/dates.ts";
import type { Chance } from "./chance.ts";
import type { Fault, Story } from "./deck.ts";
import type { Days } from "./days.ts";
import type { Rows, Values } from "./rows.ts";
import type { DemoAdult, Sex } from "./types.ts";
import type { Purpose, Unit, Workforce } from "./workforce.ts";

/** What a note can be written about. */
export type MomentKind =
  | "contact-police"
  | "contact-school"
  | "contact-health"
  | "contact-other"
  | "contact-known"
  | "referral"
  | "referral-nfa"
  | "assessment-visit"
  | "assessment-done"
  | "strategy"
  | "section-47"
  | "conference"
  | "core-group"
  | "plan-review"
  | "plan-ended"
  | "visit"
  | "care-visit"
  | "in-need-visit"
  | "in-need-review"
  | "became-looked-after"
  | "placed"
  | "care-review"
  | "left-care"
  | "missing"
  | "returned"
  | "legal-meeting"
  | "court"
  | "matched"
  | "adopted"
  | "leaving-contact"
  | "early-help"
  | "private-fostering"
  | "died"
  | "closed";

export type Moment = {
  readonly on: DayNumber;
  readonly kind: MomentKind;
  readonly seen?: boolean | null;
  readonly alone?: boolean | null;
  /** When it became known, if the moment is known: nobody writes of it before. */
  readonly at?: IsoInstant;
};

/** A time when somebody was working with the child, and as what. */
export type Span = {
  readonly from: DayNumber;
  to: DayNumber | null;
  readonly phase: "assessment" | "in-need" | "protection" | "care" | "leaving" | "help";
};

export type Held = {
  readonly ref: string;
  readonly manager: string;
  readonly from: DayNumber;
  readonly to: DayNumber | null;
};

export type Holding = { readonly unit: Unit; readonly post: number; readonly from: DayNumber };

export type Kid = {
  readonly id: string;
  readonly upn: string | null;
  readonly nhs: string | null;
  readonly forename: string;
  readonly surname: string;
  readonly sex: Sex;
  /** The day of birth; for a child not yet born the day expected. */
  readonly born: DayNumber;
  readonly unborn: boolean;
  readonly ethnicity: string;
  readonly disabilities: readonly string[];
  readonly adults: readonly DemoAdult[];
  readonly home: string;
  readonly rows: Rows;
  readonly moments: Moment[];
  readonly spans: Span[];
  readonly held: Held[];
  readonly planted: Set<string>;
  /** The referral that is open, while one is. */
  referral: { readonly key: string; readonly values: Values } | null;
  holding: Holding | null;
  died: DayNumber | null;
  plans: number;
  asylum: string | null;
  mother: boolean;
};

/** One family, its chance, and everything a story needs to tell of it. */
export type Case = {
  readonly chance: Chance;
  readonly days: Days;
  readonly work: Workforce;
  readonly district: number;
  readonly story: Story;
  readonly faults: ReadonlySet<Fault>;
  readonly kids: readonly Kid[];
  readonly posts: Map<Purpose, { readonly unit: Unit; readonly post: number }>;
  readonly theme: Theme;
};

/** What the worry is about: it decides the need, the factors, the category and the words of the notes. */
export type Theme =
  | "neglect"
  | "domestic-abuse"
  | "parental-mental-health"
  | "substances"
  | "physical"
  | "sexual"
  | "exploitation"
  | "behaviour"
  | "disability"
  | "acute-stress"
  | "asylum";

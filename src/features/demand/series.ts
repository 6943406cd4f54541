import type { EventKind } from "../../kernel/timeline/kinds.ts";

/** What comes to the service, counted by month. The counting is the indicator's own, so that no month has two figures. */
export type DemandSeries = {
  /** In addresses and in the database: never changes. */
  readonly id: string;
  /** Begins a sentence. */
  readonly name: string;
  /** In one: "138 referrals". */
  readonly many: string;
  readonly definition: string;
  /** The measure of the insight slice that counts it, and the indicator it belongs to. */
  readonly measure: string;
  readonly indicator: number;
  readonly kind: EventKind;
  /** The process tables a source must give a full account of before a month without any is a true nought. */
  readonly tables: readonly string[];
};

export const SERIES: readonly DemandSeries[] = [
  {
    id: "referrals",
    name: "Referrals",
    many: "referrals",
    definition: "Referrals received, none counted while the child’s case was already open.",
    measure: "4",
    indicator: 4,
    kind: "referral.received",
    tables: ["referral"],
  },
  {
    id: "assessments",
    name: "Assessments",
    many: "assessments",
    definition: "Assessments completed, by the day they were authorised.",
    measure: "10",
    indicator: 10,
    kind: "assessment.authorised",
    tables: ["assessment"],
  },
  {
    id: "section-47",
    name: "Section 47 enquiries",
    many: "section 47 enquiries",
    definition: "Section 47 enquiries started.",
    measure: "16",
    indicator: 16,
    kind: "s47.started",
    tables: ["section47"],
  },
  {
    id: "plans",
    name: "Child protection plans",
    many: "child protection plans",
    definition: "Child protection plans started.",
    measure: "22",
    indicator: 22,
    kind: "cp.started",
    tables: ["protection_plan"],
  },
  {
    id: "care",
    name: "Entries to care",
    many: "entries to care",
    definition: "Children who became looked after, each once a month; series of short breaks are left out.",
    measure: "40",
    indicator: 40,
    kind: "care.started",
    tables: ["care_period"],
  },
  {
    id: "applications",
    name: "Children in care applications",
    many: "children in care applications",
    definition:
      "Children about whom a section 31 application was issued. Which children are in one application is not known, so children are counted.",
    measure: "56.children",
    indicator: 56,
    kind: "proceedings.issued",
    tables: ["pre_proceedings"],
  },
];

export const seriesNamed = (id: string | undefined): DemandSeries | undefined =>
  SERIES.find((series) => series.id === id);

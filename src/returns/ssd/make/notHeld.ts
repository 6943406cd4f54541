/** Objects of which the record holds nothing yet, and what would be needed. Their files have headings only. */
export const NOT_HELD: { readonly [object: string]: string } = {
  cla_convictions: "Convictions are held only as a yes or no for a year.",
  cla_substance_misuse: "Substance misuse is held only as a yes or no for a year, without a date.",
  send: "Special educational needs are not part of the record.",
  ehcp_requests: "Education, health and care plans are not part of the record.",
  ehcp_assessment: "Education, health and care plans are not part of the record.",
  ehcp_named_plan: "Education, health and care plans are not part of the record.",
  ehcp_active_plans: "Education, health and care plans are not part of the record.",
  sen_need: "Special educational needs are not part of the record.",
  voice_of_child: "What the child said is held in the child's own words, not as these five answers.",
  s251_finance: "Costs are not part of the record.",
  version_log:
    "The version of a deployment of the dataset; these files are made from the record and not by one.",
  api_data_staging: "Working storage of another tool. What Kith sends to the department is under Sharing.",
};

/** What the record holds and the dataset has no column for. */
export const NO_COLUMN: readonly string[] = [
  "the time a contact was received, and the day it was decided",
  "the day a referral was decided",
  "when an assessment was to be reviewed, and the day the child was seen for it",
  "strategy discussions known on their own; whether an enquiry was substantiated",
  "earlier plans, and how often a plan says to visit",
  "core groups and reviews of child in need plans",
  "deprivation of liberty orders",
  "a placement's location, whether it is long term, and the home postcode kept with it",
  "a looked-after child's answers for a whole year (health, dental, convictions)",
  "family links other than to a mother; protected addresses",
  "the application and the meetings of pre-proceedings other than the first",
];

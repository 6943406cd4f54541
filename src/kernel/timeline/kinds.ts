/**
 * The closed vocabulary of the child's timeline. Everything Kith knows to have happened to a child is one of these.
 * A kind names the slice that owns it: only that slice's rows are projected to it.
 */
export type KindGroup =
  | "front-door"
  | "assessment"
  | "protection"
  | "in-need"
  | "care"
  | "health"
  | "missing"
  | "leaving-care"
  | "court"
  | "people"
  | "worker";

type Kind = {
  readonly slice: string;
  readonly group: KindGroup;
  readonly words: string;
  readonly key?: true;
};

export const KINDS = {
  "person.born": { slice: "people", group: "people", words: "Born" },
  "person.expected": { slice: "people", group: "people", words: "Expected to be born" },
  "person.died": { slice: "people", group: "people", words: "Died", key: true },

  "contact.received": { slice: "contacts", group: "front-door", words: "Contact received" },
  "contact.decided": { slice: "contacts", group: "front-door", words: "Contact decided" },
  "earlyHelp.started": { slice: "contacts", group: "front-door", words: "Early help started" },
  "earlyHelp.ended": { slice: "contacts", group: "front-door", words: "Early help ended" },

  "referral.received": { slice: "referrals", group: "front-door", words: "Referral", key: true },
  "referral.decided": { slice: "referrals", group: "front-door", words: "Referral decided" },
  "referral.closed": { slice: "referrals", group: "front-door", words: "Case closed", key: true },

  "assessment.started": { slice: "assessments", group: "assessment", words: "Assessment started" },
  "assessment.reviewSet": { slice: "assessments", group: "assessment", words: "Assessment review point" },
  "assessment.childSeen": { slice: "assessments", group: "assessment", words: "Seen for the assessment" },
  "assessment.authorised": {
    slice: "assessments",
    group: "assessment",
    words: "Assessment authorised",
    key: true,
  },

  "strategy.held": { slice: "section-47", group: "protection", words: "Strategy discussion" },
  "s47.started": { slice: "section-47", group: "protection", words: "Section 47 enquiry started", key: true },
  "s47.ended": { slice: "section-47", group: "protection", words: "Section 47 enquiry ended" },

  "conference.notNeeded": {
    slice: "conferences",
    group: "protection",
    words: "Decided: no conference needed",
    key: true,
  },
  "conference.targetSet": { slice: "conferences", group: "protection", words: "Conference target date" },
  "conference.transferNotified": {
    slice: "conferences",
    group: "protection",
    words: "Told of a child moving in on a plan",
  },
  "conference.held": {
    slice: "conferences",
    group: "protection",
    words: "Initial child protection conference",
    key: true,
  },

  "cp.started": { slice: "plans", group: "protection", words: "Child protection plan started", key: true },
  "cp.reviewed": { slice: "plans", group: "protection", words: "Review conference", key: true },
  "cp.coreGroup": { slice: "plans", group: "protection", words: "Core group" },
  "cp.ended": { slice: "plans", group: "protection", words: "Child protection plan ended", key: true },
  "cin.started": { slice: "plans", group: "in-need", words: "Child in need plan started" },
  "cin.reviewed": { slice: "plans", group: "in-need", words: "Child in need plan reviewed" },
  "cin.ended": { slice: "plans", group: "in-need", words: "Child in need plan ended" },

  "visit.made": { slice: "visits", group: "in-need", words: "Visit" },

  "care.started": { slice: "looked-after", group: "care", words: "Became looked after", key: true },
  "care.ended": { slice: "looked-after", group: "care", words: "Stopped being looked after", key: true },
  "legal.changed": { slice: "looked-after", group: "care", words: "Legal status" },
  "placement.started": { slice: "looked-after", group: "care", words: "Placed" },
  "placement.ended": { slice: "looked-after", group: "care", words: "Placement ended" },
  "care.reviewed": { slice: "looked-after", group: "care", words: "Review of the care plan", key: true },
  "care.planSet": { slice: "looked-after", group: "care", words: "Permanence plan" },
  "care.iroContact": { slice: "looked-after", group: "care", words: "Reviewing officer's contact" },
  "dolo.started": {
    slice: "looked-after",
    group: "care",
    words: "Deprivation of liberty order started",
    key: true,
  },
  "dolo.ended": { slice: "looked-after", group: "care", words: "Deprivation of liberty order ended" },
  "permanence.decided": { slice: "looked-after", group: "care", words: "Adoption or permanence step" },
  "permanence.previous": { slice: "looked-after", group: "care", words: "Earlier permanence arrangement" },

  "health.assessed": { slice: "health", group: "health", words: "Health assessment" },
  "dental.checked": { slice: "health", group: "health", words: "Dental check" },
  "sdq.scored": { slice: "health", group: "health", words: "Strengths and difficulties questionnaire" },
  "health.noted": { slice: "health", group: "health", words: "Health information" },

  "missing.started": { slice: "missing", group: "missing", words: "Missing", key: true },
  "missing.ended": { slice: "missing", group: "missing", words: "Returned" },
  "returnInterview.offered": { slice: "missing", group: "missing", words: "Return interview offered" },
  "returnInterview.held": { slice: "missing", group: "missing", words: "Return interview accepted" },

  "leaving.eligible": { slice: "leaving-care", group: "leaving-care", words: "Care leaver" },
  "leaving.contact": { slice: "leaving-care", group: "leaving-care", words: "In touch" },
  "leaving.status": { slice: "leaving-care", group: "leaving-care", words: "Home and activity" },
  "pathway.assessed": { slice: "leaving-care", group: "leaving-care", words: "Pathway needs assessed" },
  "pathway.reviewed": { slice: "leaving-care", group: "leaving-care", words: "Pathway plan reviewed" },

  "preProceedings.started": {
    slice: "proceedings",
    group: "court",
    words: "Pre-proceedings started",
    key: true,
  },
  "preProceedings.letterSent": { slice: "proceedings", group: "court", words: "Letter before proceedings" },
  "preProceedings.meeting": { slice: "proceedings", group: "court", words: "Pre-proceedings meeting" },
  "fgdm.offered": { slice: "proceedings", group: "court", words: "Family group meeting offered" },
  "preProceedings.ended": { slice: "proceedings", group: "court", words: "Pre-proceedings ended", key: true },
  "proceedings.issued": { slice: "proceedings", group: "court", words: "Court application", key: true },

  "worker.allocated": { slice: "allocation", group: "worker", words: "Allocated", key: true },
  "worker.offered": { slice: "allocation", group: "worker", words: "Handover offered" },
  "worker.covered": { slice: "allocation", group: "worker", words: "Cover arranged" },
  "worker.ended": { slice: "allocation", group: "worker", words: "Allocation ended" },
} as const satisfies Record<string, Kind>;

export type EventKind = keyof typeof KINDS;

export const isEventKind = (text: string): text is EventKind => Object.hasOwn(KINDS, text);

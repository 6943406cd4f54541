import type { Invariant } from "../../kernel/duties/invariant.ts";
import { CHILD_INVARIANTS } from "./childInvariants.ts";

const undecided = (
  id: string,
  name: string,
  because: string,
  wouldTell: string,
  accountable: Invariant["accountable"] = "service manager",
): Invariant => ({
  id,
  name,
  how: "",
  accountable,
  act: "",
  needs: [],
  cannotTell: { because, wouldTell },
});

/** Rows decided about the service as a whole, not about one child: from the sources and the rule changes. */
export const SERVICE_INVARIANTS: readonly Invariant[] = [
  {
    id: "INV-37",
    name: "Time rule changed without effective date, author, approval and replay",
    how: "Every local change to a rule holds its author, its approver (somebody else), its date, its reason and the replay shown before it was saved; the database refuses one without.",
    accountable: "administrator",
    act: "Approve or withdraw the change.",
    needs: [],
  },
  {
    id: "INV-43",
    name: "Feed that is stale or failed",
    how: "The newest file of each kind is compared with how often that kind should come; a file that could not be read counts until it is replaced.",
    accountable: "administrator",
    act: "Bring in a fresh file. Until then, what it would tell is unknown.",
    needs: [],
  },
];

/** Rows no data held can decide yet. They are shown as unknown, with what would make them known; never as clear. */
const UNDECIDED: readonly Invariant[] = [
  undecided(
    "INV-05",
    "Decision without author, reason, time and a different authoriser",
    "the files carry decisions without who made and who authorised them",
    "decisions recorded here",
  ),
  undecided(
    "INV-06",
    "Out-of-hours act without next-day countersign",
    "no out-of-hours feed",
    "the out-of-hours team’s log",
  ),
  undecided(
    "INV-13",
    "Sibling or other child in the household left unconsidered",
    "the files do not say which children a decision considered",
    "contacts and discussions recorded here",
  ),
  undecided(
    "INV-14",
    "Father, partner or other adult left unrecorded",
    "the files carry few or no adults",
    "family and household recorded here",
  ),
  undecided(
    "INV-17",
    "Partner’s reply lost, unread or contradicted",
    "no hub enquiries are held",
    "hub enquiries recorded here",
  ),
  undecided(
    "INV-18",
    "Sharing without lawful basis or reason",
    "no sharing log is held",
    "the sharing log kept here",
  ),
  undecided(
    "INV-19",
    "Protected address, adoption link or witness seen through a side door",
    "the walls stop it; what they let through cannot be counted from the record",
    "nothing: it is a property of the software",
    "administrator",
  ),
  undecided(
    "INV-20",
    "Person reading their own, a relative’s or a colleague’s file",
    "staff relationships to families are not known here",
    "declarations by staff",
    "administrator",
  ),
  undecided(
    "INV-21",
    "Child’s message without reading and reply",
    "children cannot write in yet",
    "the child’s own space",
  ),
  undecided(
    "INV-22",
    "Foster carer’s urgent request unanswered",
    "carers cannot write in yet",
    "the carer’s own space",
  ),
  undecided(
    "INV-23",
    "Reviewing officer’s alert closed by the managed line",
    "no alerts are held",
    "alerts raised here",
  ),
  undecided(
    "INV-24",
    "Proceedings issued without family group meeting offer and legal gateway",
    "the gateway is not held",
    "gateway meetings recorded here",
  ),
  undecided(
    "INV-25",
    "Section 20 without valid consent",
    "the files carry no consents",
    "consents recorded here",
  ),
  undecided(
    "INV-26",
    "Placement with parent or connected person without assessment",
    "the files carry no assessments of carers",
    "placement decisions recorded here",
  ),
  undecided(
    "INV-27",
    "Placement outside approval or unregistered, without director’s record",
    "registration of homes is not held",
    "placement decisions recorded here",
  ),
  undecided(
    "INV-30",
    "Worker with incomplete checks",
    "no staff checks are held",
    "staff checks recorded here",
  ),
  undecided(
    "INV-31",
    "Audit’s safety flag that changed only a score",
    "no audits are held",
    "audits done here",
  ),
  undecided("INV-32", "Audit total that hides a gross failure", "no audits are held", "audits done here"),
  undecided(
    "INV-33",
    "Near-miss reporter identified to line management",
    "no near misses are held",
    "near misses reported here",
  ),
  undecided(
    "INV-34",
    "Algorithm scoring, ranking or hiding a child",
    "there is none in this software, and nothing in the record could show one",
    "nothing: it is a property of the software",
    "administrator",
  ),
  undecided(
    "INV-35",
    "Published figure without definition, denominator, date and suppression",
    "nothing is published from here yet",
    "the public account",
  ),
  undecided(
    "INV-36",
    "Return produced from other data than practitioners see",
    "no returns are produced here yet",
    "returns made here",
  ),
  undecided(
    "INV-38",
    "Notification counted as duty done",
    "no notifications are sent yet",
    "notifications sent here",
  ),
  undecided(
    "INV-39",
    "Plan not acknowledged by CP-IS in 24 hours",
    "not connected to CP-IS",
    "the CP-IS connection",
  ),
  undecided(
    "INV-40",
    "Handover where nobody holds responsibility",
    "only allocation is held; other handovers are not",
    "handovers made here",
  ),
  undecided(
    "INV-41",
    "Records destroyed early or under hold",
    "nothing is destroyed by this version",
    "nothing: it is a property of the software",
    "administrator",
  ),
  undecided(
    "INV-42",
    "Child’s words or risk analysis cut short",
    "the files carry no words",
    "words recorded here",
  ),
  undecided(
    "INV-44",
    "Blank chronology, danger statement or purpose at conference",
    "the files carry no conference papers",
    "conferences recorded here",
  ),
  undecided(
    "INV-45",
    "Improvement action complete on its owner’s word alone",
    "no improvement plan is held",
    "the improvement plan kept here",
  ),
];

/** All forty-five rows of the rulebook, section 13, in order. */
export const INVARIANTS: readonly Invariant[] = [
  ...CHILD_INVARIANTS,
  ...SERVICE_INVARIANTS,
  ...UNDECIDED,
].sort((a, b) => (a.id < b.id ? -1 : 1));

export const invariant = (id: string): Invariant | undefined => INVARIANTS.find((row) => row.id === id);

import { sql } from "kysely";
import type { Right, Scope } from "../../kernel/context.ts";
import type { Engine } from "../../platform/db/engine.ts";

/** What a group of people may do. Source: the rulebook's section 3; anything not said is not allowed. */
export type Role = {
  readonly id: string;
  readonly name: string;
  /** What holders are for, and what they may not do, in a sentence or two. */
  readonly about: string;
  /** Which children's records open to them. */
  readonly scope: Scope;
  readonly rights: readonly Right[];
};

const FIND = ["search", "names"] as const;
const READ = [...FIND, "record.open", "notes.read"] as const;
const OWN_WORK = [...READ, "work", "log.record"] as const;
const OVERSIGHT = ["service", "net", "rules.read"] as const;

/**
 * Every role there is. Roles whose own part of the work is not in this version yet (partners, carers, families, stores kept apart) are listed with no
 * rights: an account may hold one, and it opens nothing.
 */
export const ROLES: readonly Role[] = [
  {
    id: "contact-officer",
    name: "Contact officer",
    about:
      "Takes contacts at the front door and finds out whether a child is known. Does not open records or decide that nothing more is needed.",
    scope: "none",
    rights: [...FIND, "work"],
  },
  {
    id: "hub-social-worker",
    name: "Safeguarding hub social worker",
    about:
      "Screens contacts and opens referrals. May open a record elsewhere in an emergency. Does not approve their own decision to take no further action.",
    scope: "own",
    rights: [...OWN_WORK, "breakGlass"],
  },
  {
    id: "out-of-hours-worker",
    name: "Out-of-hours worker",
    about:
      "Acts for the authority at night and at weekends: finds any child and may open a record in an emergency.",
    scope: "own",
    rights: [...OWN_WORK, "breakGlass"],
  },
  {
    id: "hub-partner",
    name: "Safeguarding hub partner",
    about:
      "Police, health, education, housing, probation and voluntary bodies: sees only enquiries sent to them. Does not browse records.",
    scope: "none",
    rights: [],
  },
  {
    id: "family-help-practitioner",
    name: "Family help lead practitioner",
    about: "Holds plans that are not child protection plans, and asks for them to be taken further.",
    scope: "own",
    rights: OWN_WORK,
  },
  {
    id: "social-worker",
    name: "Social worker",
    about: "Has the whole record of the children they hold. Does not authorise their own work.",
    scope: "own",
    rights: [...OWN_WORK, "breakGlass"],
  },
  {
    id: "lead-child-protection-practitioner",
    name: "Lead child protection practitioner",
    about:
      "Leads section 47 enquiries and works child protection plans beside the social worker. Does not change plans of children in care.",
    scope: "own",
    rights: [...OWN_WORK, "breakGlass"],
  },
  {
    id: "team-manager",
    name: "Practice supervisor or team manager",
    about:
      "Allocates, authorises and supervises the team's work, and reviews emergency openings. Does not sign work they wrote.",
    scope: "team",
    rights: [
      ...OWN_WORK,
      "team",
      "net",
      "net.takeUp",
      "allocate",
      "rules.read",
      "restrict",
      "breakGlass",
      "breakGlass.review",
      "insight",
      "returns",
    ],
  },
  {
    id: "service-manager",
    name: "Service manager",
    about:
      "Sees every child of the service, takes up what the safety net finds, brings in files. Does not edit practice records.",
    scope: "all",
    rights: [
      ...READ,
      "work",
      ...OVERSIGHT,
      "team",
      "net.takeUp",
      "allocate",
      "import",
      "vanished.decide",
      "rules.propose",
      "log.record",
      "restrict",
      "breakGlass.review",
      "insight",
      "insight.narrate",
      "returns",
    ],
  },
  {
    id: "head-of-service",
    name: "Head of service",
    about:
      "Answers for a service: escalations, sign-offs, and changes of local rules that somebody else proposed. Does not edit practice records.",
    scope: "all",
    rights: [
      ...READ,
      ...OVERSIGHT,
      "team",
      "net.takeUp",
      "rules.propose",
      "rules.approve",
      "log.record",
      "restrict",
      "breakGlass.review",
      "insight",
      "insight.narrate",
      "returns",
      "returns.submit",
    ],
  },
  {
    id: "director",
    name: "Assistant director or director of children's services",
    about:
      "Answers for the whole: the service's picture and the child behind each number. Does not edit practice records.",
    scope: "all",
    rights: [
      ...READ,
      ...OVERSIGHT,
      "team",
      "net.takeUp",
      "rules.approve",
      "log.record",
      "breakGlass.review",
      "insight",
      "insight.narrate",
      "returns",
      "returns.submit",
    ],
  },
  {
    id: "conference-chair",
    name: "Child protection conference chair",
    about:
      "Reads the whole record and owns the conference's own. Stands outside the line management of the case.",
    scope: "all",
    rights: [...OWN_WORK, "net", "rules.read"],
  },
  {
    id: "independent-reviewing-officer",
    name: "Independent reviewing officer",
    about:
      "Reads the whole record, owns the review's own, raises concerns and may go to Cafcass. Stands outside the line management of the case.",
    scope: "all",
    rights: [...OWN_WORK, "net", "rules.read"],
  },
  {
    id: "personal-adviser",
    name: "Personal adviser",
    about: "Works with the care leavers they hold. Child protection minutes only when the need is recorded.",
    scope: "own",
    rights: [...FIND, "record.open", "work"],
  },
  {
    id: "virtual-school",
    name: "Virtual school",
    about: "Follows the schooling of the children in care they hold.",
    scope: "own",
    rights: [...FIND, "record.open", "work"],
  },
  {
    id: "health-coordinator",
    name: "Health coordinator",
    about: "Follows the health checks of the children in care they hold.",
    scope: "own",
    rights: [...FIND, "record.open", "work"],
  },
  { id: "legal", name: "Legal", about: "Works in a privileged area of its own.", scope: "none", rights: [] },
  {
    id: "lado",
    name: "Designated officer (LADO)",
    about:
      "Keeps allegations against people who work with children in a store apart from children's records.",
    scope: "none",
    rights: [],
  },
  {
    id: "adoption-worker",
    name: "Adoption or permanence worker",
    about: "Works in the adoption store. Identities before and after adoption are never linked outside it.",
    scope: "none",
    rights: [],
  },
  {
    id: "agency-decision-maker",
    name: "Agency decision maker",
    about: "Decides on adoption and fostering recommendations.",
    scope: "none",
    rights: [],
  },
  {
    id: "supervising-social-worker",
    name: "Supervising social worker",
    about: "Supports foster carers. Sees placement information, not the child's history beyond it.",
    scope: "none",
    rights: [],
  },
  {
    id: "foster-carer",
    name: "Foster carer",
    about:
      "Their own profile, daily logs and requests, and who may decide what for the child placed with them.",
    scope: "none",
    rights: [],
  },
  {
    id: "young-person",
    name: "Child or young person",
    about: "Their own messages, their plan in plain words, and who their worker is.",
    scope: "none",
    rights: [],
  },
  {
    id: "parent",
    name: "Parent or person with parental responsibility",
    about: "Documents that have been released to them, after a manager's check.",
    scope: "none",
    rights: [],
  },
  {
    id: "advocate",
    name: "Advocate or independent visitor",
    about: "Meeting dates and the documents they are instructed on.",
    scope: "none",
    rights: [],
  },
  {
    id: "auditor",
    name: "Auditor or quality lead",
    about:
      "Reads records to judge practice, and says at once where a child may not be safe. Does not edit practice records.",
    scope: "all",
    rights: [...READ, ...OVERSIGHT, "insight"],
  },
  {
    id: "principal-social-worker",
    name: "Principal social worker",
    about:
      "Leads practice: reads records, follows the service's picture, proposes changes of local rules. Does not edit practice records.",
    scope: "all",
    rights: [...READ, ...OVERSIGHT, "rules.propose", "insight", "insight.narrate"],
  },
  {
    id: "performance-analyst",
    name: "Performance analyst",
    about:
      "Brings in files and prepares returns. Sees children by number, without names, addresses or free text.",
    scope: "all",
    rights: [
      "search",
      ...OVERSIGHT,
      "record.open",
      "import",
      "vanished.decide",
      "rules.propose",
      "insight",
      "insight.narrate",
      "returns",
      "returns.submit",
      "published",
    ],
  },
  {
    id: "data-protection-officer",
    name: "Information governance or data protection officer",
    about:
      "Keeps restrictions and the access log, and is told of every emergency opening. Does not open practice records.",
    scope: "none",
    rights: [...FIND, "restrict", "log.record", "log.all", "breakGlass.review", "rules.read"],
  },
  {
    id: "caldicott-guardian",
    name: "Caldicott guardian",
    about:
      "Watches over confidentiality: the access log and emergency openings. Does not open practice records.",
    scope: "none",
    rights: ["log.record", "log.all", "breakGlass.review", "rules.read"],
  },
  {
    id: "workforce",
    name: "Workforce and human resources",
    about: "Staff checks, caseload and absence. Nothing about children.",
    scope: "none",
    rights: [],
  },
  {
    id: "inspector",
    name: "Inspector",
    about:
      "Reads records during an inspection; every view is written down. Changes nothing. Disable the account when the inspection ends.",
    scope: "all",
    rights: [...READ, ...OVERSIGHT, "insight"],
  },
  {
    id: "scrutiny",
    name: "Elected member, improvement board or adviser",
    about: "Totals of ten and more, and the improvement plan. Never a child.",
    scope: "none",
    rights: ["service", "insight"],
  },
  {
    id: "system-administrator",
    name: "System administrator",
    about: "Makes accounts and looks after the installation. Does not read records.",
    scope: "none",
    rights: ["accounts", "installation", "rules.read"],
  },
];

export const roleOf = (id: string): Role | undefined => ROLES.find((role) => role.id === id);

/** Brings the roles in the database to this version's. Run at start, by the owner of the tables: nobody signed in may change what a role allows. */
export async function seedRoles(engine: Engine): Promise<void> {
  const rows = ROLES.map((role, position) => ({ ...role, position }));
  await sql`insert into role (id, name, about, scope, rights, position)
    select id, name, about, scope, array(select jsonb_array_elements_text(rights)), position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, about text, scope text, rights jsonb, position int)
    on conflict (id) do update set name = excluded.name, about = excluded.about, scope = excluded.scope,
      rights = excluded.rights, position = excluded.position`.execute(engine.db);
}

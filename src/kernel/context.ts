import type { IsoInstant } from "./dates.ts";

/** What a person may do. A role is a list of these and a scope; an account has the union of its roles. */
export const RIGHTS = [
  "search", // find whether a child is known, across the authority
  "names", // see names and addresses; without it children go by number
  "record.open", // open the records in scope
  "notes.read", // read free text
  "work", // has work of their own
  "team", // the team page
  "service", // the whole-service page
  "net", // the safety net
  "net.takeUp", // take up a breach
  "allocate", // allocate and reallocate
  "import", // bring in files
  "vanished.decide", // decide about rows a newer file no longer carries
  "rules.read", // see the rules
  "rules.propose", // propose a change to a local rule
  "rules.approve", // approve another's proposal
  "accounts", // make, change and disable accounts
  "installation", // choose what the installation is; download a backup
  "log.record", // who has looked at a record in scope
  "log.all", // the whole access log
  "restrict", // place and lift restrictions
  "breakGlass", // open a record outside one's scope in an emergency
  "breakGlass.review", // review such openings
  "returns", // check statutory returns and see what they would say today
  "returns.submit", // produce a return, freeze it as submitted, send data to the department
  "insight", // indicators, charts, forecasts: totals; the children behind them only as far as the record opens
  "insight.narrate", // say what a chart shows, rebase it with a reason, save a scenario
  "published", // load published figures
] as const;

export type Right = (typeof RIGHTS)[number];

export type Scope = "none" | "own" | "team" | "all";

/** Who is doing this, for whom, and when. Made once per request or job; the database handle, the clock and the audit hang from it. */
export type Context = {
  readonly kind: "person" | "system";
  readonly accountId: number | null;
  /** For the audit: a name, or the name of the job. */
  readonly who: string;
  readonly authorityId: number;
  readonly roles: readonly string[];
  readonly rights: ReadonlySet<Right>;
  readonly scope: Scope;
  readonly workerRef: string | null;
  readonly teamRefs: readonly string[];
  readonly requestId: string;
  readonly now: IsoInstant;
};

/** The separate, visible context of imports, recomputes and jobs. */
export function systemContext(
  who: string,
  authorityId: number,
  now: IsoInstant,
  requestId: string = who,
): Context {
  return {
    kind: "system",
    accountId: null,
    who,
    authorityId,
    roles: [],
    rights: new Set(),
    scope: "all",
    workerRef: null,
    teamRefs: [],
    requestId,
    now,
  };
}

export const may = (context: Context, right: Right): boolean => context.rights.has(right);

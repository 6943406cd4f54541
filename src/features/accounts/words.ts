import type { Right, Scope } from "../../kernel/context.ts";
import { type IsoInstant, londonDate, londonTime } from "../../kernel/dates.ts";
import type { FormState } from "../../platform/web/forms.ts";
import { sayDate } from "../../ui/words.ts";
import { roleOf } from "./roles.ts";

/** A moment as people in England say it: "Tue 3 Mar 2026 at 16:55". */
export const sayMoment = (at: IsoInstant): string => `${sayDate(londonDate(at))} at ${londonTime(at)}`;

/** Roles by their names, in one line. */
export const sayRoles = (ids: readonly string[]): string =>
  ids.length === 0 ? "No role" : ids.map((id) => roleOf(id)?.name ?? id).join(", ");

/** What each right lets somebody do, to finish "may ...". */
export const RIGHT_WORDS: Readonly<Record<Right, string>> = {
  search: "find out whether a child is known",
  names: "see names and addresses",
  "record.open": "open records of children in their scope",
  "notes.read": "read case notes and other free text",
  work: "have work of their own",
  team: "see the team's page",
  service: "see the whole service's page",
  net: "see the safety net",
  "net.takeUp": "take up what the safety net finds",
  allocate: "allocate and reallocate children",
  import: "bring in files",
  "vanished.decide": "decide about entries a newer file no longer has",
  "rules.read": "read the rules",
  "rules.propose": "propose a change of a local rule",
  "rules.approve": "approve a change somebody else proposed",
  accounts: "make, change and disable accounts",
  installation: "look after the installation and its backups",
  "log.record": "see who has looked at a record in their scope",
  "log.all": "see the whole access log",
  restrict: "place and lift restrictions",
  breakGlass: "open one record in an emergency",
  "breakGlass.review": "review emergency openings",
  returns: "check statutory returns and see what they would say today",
  "returns.submit": "produce statutory returns, keep them as submitted, and send data on",
  insight: "see indicators, charts and forecasts",
  "insight.narrate": "say what a chart shows, and keep scenarios",
  published: "load published figures",
};

export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  none: "No records",
  own: "Children they hold or cover",
  team: "Children of the teams they lead",
  all: "Every child of the authority",
};

/** Said whether the account is not there, the password is wrong, the account is disabled, or nobody used it for long. */
export const NOT_SIGNED_IN: FormState["failures"] = [
  { code: "invalid", message: "The sign-in name or the password is not right", field: "signIn" },
];
export const WRONG_CODE: FormState["failures"] = [
  { code: "invalid", message: "That code is not right. Wait for the next one and try again", field: "code" },
];
export const WAIT: FormState["failures"] = [
  { code: "too-many-tries", message: "That was tried too often. Wait a minute and try again" },
];

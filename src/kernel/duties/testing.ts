import { date, type IsoDate, type IsoInstant } from "../dates.ts";
import type { Detail, KnownEvent } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";
import type { Match, Rule } from "./rule.ts";

/** For tests: one entry of a timeline, told the day after it happened. */
export function told(
  kind: EventKind,
  on: string,
  detail: Detail = {},
  subject = `${kind.split(".")[0]}:${on}`,
  more: Partial<KnownEvent> = {},
): KnownEvent {
  return {
    kind,
    on: date(on),
    subject,
    detail,
    issuer: "kith",
    sourceId: 1,
    recordedAt: `${on}T12:00:00.000Z` as IsoInstant,
    ...more,
  };
}

export const on = (text: string): IsoDate => date(text);

/** For tests: a duty of five days that a contact starts and its decision meets, and whatever else is said of it. */
export const aRule = (more: Partial<Rule> = {}): Rule => ({
  id: "X1",
  slice: "tests",
  name: "A rule in a test",
  ruleSet: "LOCAL",
  effectiveFrom: date("2010-04-01"),
  effectiveTo: null,
  sort: "duty",
  triggers: [{ kind: "contact.received" }],
  stops: [{ kind: "contact.decided" }],
  ends: [],
  offset: 5,
  unit: "days",
  countMode: "exclusive",
  whose: "worker",
  signOff: "L0",
  feeds: [],
  source: "Nothing but a test",
  severity: "local",
  local: true,
  ...more,
});

const sayMatch = ({ kind, where, unless, nth }: Match): string => {
  const say = (word: string, tests: Match["where"]): string =>
    Object.entries(tests ?? {})
      .map(([name, values]) => ` ${word} ${name} is ${values.join(" or ")}`)
      .join("");
  return `${nth === undefined ? "" : `${nth} `}${kind}${say("where", where)}${say("unless", unless)}`;
};
const sayMatches = (list: readonly Match[]): string => list.map(sayMatch).join(", ") || "nothing";
const sayAll = (word: string, list: readonly unknown[] | undefined): string =>
  list === undefined ? "" : ` ${word} ${list.join(" and ")}`;

/** For tests: every word and number of a rule, to be read beside the rulebook. */
export function readRule(rule: Rule): readonly string[] {
  const { age, params, guard } = rule;
  const ages = age === undefined ? "" : `, aged ${age.from ?? 0} to under ${age.under ?? "any"}`;
  const numbers = Object.entries(params ?? {}).map(([name, value]) => ` ${name} ${value}`);
  const own = rule.offsetFrom === undefined ? "" : `, or its own ${rule.offsetFrom}`;
  return [
    `${rule.id} ${rule.name} (${rule.slice})`,
    `${rule.sort}, ${rule.severity}${rule.local ? ", may be changed here" : ""}, ${rule.ruleSet} from ${rule.effectiveFrom} to ${rule.effectiveTo ?? "now"}`,
    `${rule.offset} ${rule.unit}, ${rule.countMode}${own}`,
    `from ${sayMatches(rule.triggers)}${sayAll("during", rule.during)}${sayAll("not during", rule.notDuring)}${ages}${guard === undefined ? "" : `, if ${guard}${numbers.join("")}`}`,
    `to ${rule.sameRow === true ? "its own " : ""}${sayMatches(rule.stops)}`,
    `over with ${sayMatches(rule.ends)}`,
    ...(rule.toldBy === undefined ? [] : [`told by ${rule.toldBy.join(", ")}`]),
    `${rule.whose}, ${rule.signOff}`,
    rule.source,
    ...rule.feeds,
  ];
}

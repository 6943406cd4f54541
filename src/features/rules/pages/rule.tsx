import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { type MomentKind, type Rule, sayCounting, sayTimescale } from "../../../kernel/duties/rule.ts";
import type { Failure } from "../../../kernel/result.ts";
import { isEventKind, KINDS } from "../../../kernel/timeline/kinds.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Select } from "../../../ui/govuk/select.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { Replay } from "../replay.ts";
import { SEVERITY } from "./rules.tsx";

export type RuleForm = {
  offset: string;
  unit: string;
  countMode: string;
  effectiveFrom: string;
  reason: string;
};

export type RuleProps = {
  readonly rule: Rule;
  readonly versions: readonly Rule[];
  readonly today: IsoDate;
  readonly counts: {
    readonly open: number;
    readonly late: number;
    readonly metLate: number;
    readonly met: number;
  };
  readonly mayPropose: boolean;
  readonly form: RuleForm;
  readonly failures: readonly Failure[];
  /** What the change in the form would do, once asked. */
  readonly replay: Replay | null;
  readonly names: ReadonlyMap<number, string>;
};

/** The guidance of 2026 is not known to have changed any count of 2023, so one row serves both until a change is published. */
const RULE_SETS: Record<Rule["ruleSet"], string> = {
  WT2023: "Working Together 2023",
  WT2026: "Working Together 2026, with no change of this count from 2023 known",
  CARE2010: "Care Planning Regulations 2010 as amended",
  DFE: "DfE statistics and returns",
  LOCAL: "set by this authority",
};

const SIGNS: Record<Rule["signOff"], string> = {
  L0: "the worker",
  L1: "practice supervisor or team manager",
  L2: "service manager",
  L3: "head of service",
  L4: "director",
  IND: "conference chair or reviewing officer, independent of line management",
};

const sayMoment = (kind: MomentKind): string =>
  isEventKind(kind)
    ? KINDS[kind].words.toLowerCase()
    : kind
        .replace("person.turned", "turns ")
        .replace("leaving.becameEligible", "becomes eligible as a care leaver");
const list = (kinds: readonly { kind: MomentKind }[]): string =>
  [...new Set(kinds.map((m) => sayMoment(m.kind)))].join(", or ");

export function RulePage(props: RuleProps): VNode {
  const { rule, counts } = props;
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary
          errors={props.failures.map((f) => ({
            text: f.message,
            ...(f.field === undefined ? {} : { href: `#${f.field}` }),
          }))}
        />
      )}
      <PageHead
        over={
          <>
            <a href="/rules">The rules</a> {rule.id}
          </>
        }
        title={rule.name}
        lead={`${sayTimescale(rule)}, counted in ${sayCounting(rule)}.`}
        aside={
          <div class="small">
            <strong>{sayNumber(counts.late)}</strong> late now, {sayNumber(counts.open - counts.late)} waiting
            <br />
            {sayNumber(counts.met)} met, {sayNumber(counts.metLate)} met late
          </div>
        }
      />
      <Card title="The rule">
        <Facts
          items={[
            { term: "Starts when", value: list(rule.triggers) },
            {
              term: "Met by",
              ...(rule.stops.length === 0
                ? { missing: "nothing: it asks for attention until the plan ends" }
                : { value: list(rule.stops) }),
            },
            {
              term: "No longer needed when",
              ...(rule.ends.length === 0 ? { missing: "never" } : { value: list(rule.ends) }),
            },
            { term: "Whose", value: `${rule.whose}; signed by ${SIGNS[rule.signOff]}` },
            {
              term: "Authority",
              value: rule.severity === "local" ? rule.source : `${SEVERITY[rule.severity]}: ${rule.source}`,
            },
            {
              term: "In force",
              value: `from ${sayDate(rule.effectiveFrom)}${rule.effectiveTo === null ? "" : ` to ${sayDate(rule.effectiveTo)}`}; ${RULE_SETS[rule.ruleSet]}`,
            },
            {
              term: "In the returns",
              ...(rule.feeds.length === 0 ? { missing: "in none" } : { value: rule.feeds.join("; ") }),
            },
          ]}
        />
      </Card>
      {props.versions.length > 1 && <Versions versions={props.versions} />}
      {rule.local ? (
        <Change {...props} />
      ) : (
        <p class="muted">
          This is not local policy. It changes when the law or guidance does, with a new version of the rule
          set.
        </p>
      )}
    </>
  );
}

function Versions(props: { versions: readonly Rule[] }): VNode {
  return (
    <DataTable
      caption="How it has changed"
      rows={props.versions}
      columns={[
        { head: "From", isRowHead: true, cell: (r) => sayDate(r.effectiveFrom) },
        { head: "Within", cell: (r) => sayTimescale(r) },
        { head: "Counted in", cell: (r) => sayCounting(r) },
        { head: "Source", cell: (r) => r.source },
      ]}
    />
  );
}

function Change(props: RuleProps): VNode {
  const { rule, form, replay } = props;
  if (!props.mayPropose)
    return (
      <p class="muted">
        This is local policy. Somebody with the right to propose changes can change it here.
      </p>
    );
  const error = (field: string): { text: string } | undefined => {
    const found = props.failures.find((f) => f.field === field);
    return found === undefined ? undefined : { text: found.message };
  };
  return (
    <Card title="Change it" id="change">
      {replay !== null && <ReplayShown replay={replay} names={props.names} />}
      <form method="post" action={`/rules/${rule.id}`}>
        <Input
          name="offset"
          id="offset"
          label="Within"
          value={form.offset}
          classes="govuk-input--width-4"
          inputmode="numeric"
          error={error("offset")?.text}
        />
        <Select
          name="unit"
          id="unit"
          label="Unit"
          value={form.unit}
          items={[
            { value: "workingDays", text: "working days" },
            { value: "days", text: "days" },
            { value: "weeks", text: "weeks" },
            { value: "months", text: "months" },
            { value: "hours", text: "hours" },
          ]}
        />
        <Radios
          name="countMode"
          legend="How the first day counts"
          value={form.countMode}
          items={[
            { value: "exclusive", text: "The day it starts is day 0 (as the statistics count)" },
            { value: "inclusive", text: "The day it starts is day 1" },
          ]}
        />
        <Input
          name="effectiveFrom"
          id="effectiveFrom"
          label="From which day"
          hint="Clocks that start on or after it are judged by the new value."
          value={form.effectiveFrom}
          type="date"
          classes="govuk-input--width-10"
          error={error("effectiveFrom")?.text}
        />
        <Textarea
          name="reason"
          id="reason"
          label="Why"
          rows={3}
          value={form.reason}
          error={error("reason")?.text}
        />
        <Button name="step" value="replay" classes={replay === null ? "" : "govuk-button--secondary"}>
          {replay === null ? "See what it would change" : "See again"}
        </Button>{" "}
        {replay !== null && (
          <Button name="step" value="propose">
            Propose it for approval
          </Button>
        )}
      </form>
    </Card>
  );
}

function ReplayShown(props: { replay: Replay; names: ReadonlyMap<number, string> }): VNode {
  const { replay, names } = props;
  return (
    <section aria-label="What it would change" class="replay">
      <p class="lead">
        This would change {sayNumber(replay.duties)} {replay.duties === 1 ? "duty" : "duties"} of{" "}
        {sayNumber(replay.children)} {replay.children === 1 ? "child" : "children"}
        {replay.duties === 0
          ? "."
          : `: ${sayNumber(replay.becomeLate)} would become late, ${sayNumber(replay.ceaseLate)} would no longer be late.`}
      </p>
      {replay.examples.length > 0 && (
        <DataTable
          caption={
            replay.duties > replay.examples.length ? `The first ${replay.examples.length}` : "All of them"
          }
          density="compact"
          rows={replay.examples}
          columns={[
            {
              head: "Child",
              isRowHead: true,
              cell: (m) =>
                names.has(m.personId) ? (
                  <a href={`/children/${m.personId}`}>{names.get(m.personId)}</a>
                ) : (
                  "a child you may not see"
                ),
            },
            { head: "Clock started", cell: (m) => sayDate(m.from) },
            { head: "Due now", cell: (m) => `${sayDate(m.dueWas)}, ${m.standingWas}` },
            { head: "Would be due", cell: (m) => `${sayDate(m.dueWould)}, ${m.standingWould}` },
          ]}
        />
      )}
    </section>
  );
}

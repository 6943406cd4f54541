import type { VNode } from "preact";
import { addDays, type IsoDate } from "../../../kernel/dates.ts";
import { currentRule, type RuleBook } from "../../../kernel/duties/rule.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import { address } from "../../../platform/web/forms.ts";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { DueList } from "../../../ui/pieces/due-list.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import { type ReturnTask, ReturnTasks } from "../../returns/index.ts";
import { WORK_KIND_WORDS, WORK_KINDS, type WorkKind } from "../kinds.ts";
import { type Flag, type Part, type RuleCount, type Waiting, WEEK, type WorkLine } from "../queries.ts";
import { PART_WORDS, partOf, plural, sayChild, sayHolding, sayLoad, total, type WhenPart } from "../words.ts";
import { dueEntry } from "../entry.tsx";
import { WaitingList } from "./waiting.tsx";

export type WorkProps = {
  readonly today: IsoDate;
  readonly calendar: WorkingCalendar;
  readonly book: RuleBook;
  readonly held: number;
  readonly covered: number;
  /** Every rule's counts, of duties that can be told. */
  readonly counts: readonly RuleCount[];
  readonly countsOfKind: ReadonlyMap<WorkKind, readonly RuleCount[]>;
  /** Rules whose duties nobody can call done or late, with how many stand. */
  readonly cannotTell: readonly RuleCount[];
  readonly lines: readonly WorkLine[];
  readonly waiting: readonly Waiting[];
  readonly flags: readonly Flag[];
  /** What the statutory returns would question in these children's records. */
  readonly returns: { readonly tasks: readonly ReturnTask[]; readonly all: number };
  readonly kind: WorkKind | null;
  readonly part: Part;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
};

/** My work: what do I do next? */
export function WorkPage(props: WorkProps): VNode {
  const amounts = total(props.counts);
  return (
    <>
      <PageHead title="My work" lead={sayLoad(amounts)} over={sayHolding(props.held, props.covered)} />
      <WaitingList waiting={props.waiting} today={props.today} />
      <Columns
        sideLabel="To think about"
        side={
          <>
            <ReturnTasks {...props.returns} today={props.today} />
            <Flags {...props} />
            <CannotTell {...props} />
          </>
        }
        main={
          <>
            <Narrow {...props} />
            <Lists {...props} />
            <KeyPager
              label="My work"
              previousHref={props.firstHref ?? undefined}
              previousText="From the start"
              nextHref={props.nextHref ?? undefined}
              nextText="More"
            />
          </>
        }
      />
    </>
  );
}

const sumOf = (counts: readonly RuleCount[], part: Part): number => {
  const amounts = total(counts);
  return part === "later" ? amounts.later : amounts.late + amounts.today + amounts.week;
};

function Narrow(props: WorkProps): VNode {
  const href = (kind: WorkKind | null, part: Part): string =>
    address("/work", { kind: kind ?? undefined, part: part === "now" ? undefined : part });
  const amounts = total(props.kind === null ? props.counts : (props.countsOfKind.get(props.kind) ?? []));
  return (
    <>
      <Chips
        label="When"
        items={[
          {
            href: href(props.kind, "now"),
            text: "Now",
            count: amounts.late + amounts.today + amounts.week,
            current: props.part === "now",
          },
          {
            href: href(props.kind, "later"),
            text: "Later, to three months",
            count: amounts.later,
            current: props.part === "later",
          },
        ]}
      />
      <Chips
        label="Kind of work"
        items={[
          { href: href(null, props.part), text: "All kinds", current: props.kind === null },
          ...WORK_KINDS.filter((kind) => kind === props.kind || props.countsOfKind.has(kind)).map((kind) => ({
            href: href(kind, props.part),
            text: WORK_KIND_WORDS[kind],
            count: sumOf(props.countsOfKind.get(kind) ?? [], props.part),
            current: kind === props.kind,
          })),
        ]}
      />
    </>
  );
}

function Lists(props: WorkProps): VNode {
  const weekEnd = addDays(props.today, WEEK);
  const parts = Map.groupBy(props.lines, (line) => partOf(line, props.today, weekEnd));
  if (props.lines.length === 0) return <NothingDue {...props} />;
  const order: readonly WhenPart[] = ["late", "today", "week", "later"];
  return (
    <>
      {order
        .filter((part) => parts.has(part))
        .map((part) => (
          <Card title={PART_WORDS[part]} id={part}>
            <DueList items={(parts.get(part) ?? []).map((line) => dueEntry(line, props))} />
          </Card>
        ))}
    </>
  );
}

function NothingDue(props: WorkProps): VNode {
  if (props.held + props.covered === 0)
    return (
      <EmptyState title="You hold no children and cover for nobody">
        <p>
          Work appears here when a child is allocated to you. If you do hold children, ask your manager to
          allocate them to you here, or ask whoever keeps the accounts whether yours is linked to the right
          worker.
        </p>
      </EmptyState>
    );
  return (
    <EmptyState
      title={
        props.part === "later"
          ? "Nothing more that is known of falls due in the next three months"
          : "Nothing that is known of is late or falls due in the next 7 days"
      }
    >
      <p>
        {props.kind === null
          ? "That is what the rules and the data held can tell; a child may still need you."
          : "There may be work of other kinds."}{" "}
        <a href="/work">All kinds</a>
        {props.part === "now" && (
          <>
            {" "}
            <a href="/work?part=later">What comes later</a>
          </>
        )}
      </p>
    </EmptyState>
  );
}

function Flags(props: WorkProps): VNode | null {
  if (props.flags.length === 0) return null;
  return (
    <Card title="Asks for a look">
      <p class="small muted">Never counted late: something to think about.</p>
      <ul class="small">
        {props.flags.map((flag) => (
          <li>
            <a href={`/children/${flag.child.id}`}>{sayChild(flag.child)}</a>:{" "}
            {currentRule(props.book, flag.rule, props.today).name}, since {sayDate(flag.from)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CannotTell(props: WorkProps): VNode | null {
  if (props.cannotTell.length === 0) return null;
  const standing = sumOf(props.cannotTell, "now");
  return (
    <Card title="Cannot tell" look="flat">
      <p class="small">
        Nothing brought in says whether these are done, so they are not in your list and are not called late.
      </p>
      <Details summary={plural(standing, "duty", "duties") + " not known"}>
        <ul class="small">
          {props.cannotTell.map((row) => (
            <li>{currentRule(props.book, row.rule, props.today).name}</li>
          ))}
        </ul>
      </Details>
    </Card>
  );
}

/** The account belongs to no worker, so no child can be held by it. */
export function NotLinkedPage(): VNode {
  return (
    <>
      <PageHead title="My work" lead="Your account is not linked to a worker yet." />
      <EmptyState title="We cannot tell which children are yours" unknown>
        <p>
          Ask whoever keeps the accounts to link yours to your name as it is in the files. Until then you can{" "}
          <a href="/search">find a child</a>.
        </p>
      </EmptyState>
    </>
  );
}

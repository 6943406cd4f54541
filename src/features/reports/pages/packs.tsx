import type { VNode } from "preact";
import { londonDate, londonTime } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, tickedIn, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Checkboxes } from "../../../ui/govuk/checkboxes.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { LookAgain } from "../../../ui/pieces/look-again.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { IsoDate } from "../../../kernel/dates.ts";
import { LINK_DAYS, type Notice } from "../links.ts";
import type { waitingRuns } from "../runs.ts";
import type { Person, Schedule } from "../schedules.ts";
import { type Audience, AUDIENCES, sayAudience } from "../sees.ts";
import type { Pack } from "../store.ts";
import { sayMonth } from "../words.ts";
import { PackNotices } from "./notice.tsx";

export type PacksProps = {
  readonly packs: readonly Pack[];
  readonly waiting: Awaited<ReturnType<typeof waitingRuns>>;
  readonly watching: boolean;
  readonly notices: readonly Notice[];
  /** The month a pack made now is of. */
  readonly month: IsoDate;
  readonly mayMake: boolean;
  readonly schedules: readonly Schedule[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly Person[];
  readonly form: FormState;
};

const audienceItems = () => AUDIENCES.map(([value, text, hint]) => ({ value, text, hint }));

/** The packs there are, what is being made, and who gets one when. */
export function PacksPage(props: PacksProps): VNode {
  const { packs, form, mayMake } = props;
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        over={<a href="/leadership">Where it stands</a>}
        title="Monthly packs"
        lead="What is wrong, what is really changing and what cannot be told, as a document and as figures. A pack is never changed: a newer one of the same month stands beside it."
      />
      <PackNotices notices={props.notices} />
      <Waiting {...props} />
      <Card title="Packs" id="packs" look="flat">
        {packs.length === 0 ? (
          <EmptyState title="No pack has been made yet">
            {mayMake
              ? "Make the first below."
              : "Somebody who answers for the figures makes one; it will stand here."}
          </EmptyState>
        ) : (
          <DataTable<Pack>
            caption="Packs, the newest month first"
            captionHidden
            rows={packs}
            columns={[
              {
                head: "Month",
                isRowHead: true,
                cell: (pack) =>
                  mayMake ? <a href={`/reports/${pack.id}`}>{sayMonth(pack.month)}</a> : sayMonth(pack.month),
              },
              { head: "For", cell: (pack) => sayAudience(pack.audience) },
              { head: "Made", cell: (pack) => sayMade(pack) },
              {
                head: "Take away",
                cell: (pack) => <Files pack={pack} base={`/reports/${pack.id}`} />,
              },
            ]}
          />
        )}
        {mayMake && <Make {...props} />}
      </Card>
      {mayMake && <Schedules {...props} />}
    </>
  );
}

export const sayMade = (pack: Pick<Pack, "madeAt" | "byName" | "release">): string =>
  `${sayDate(londonDate(pack.madeAt))}, ${londonTime(pack.madeAt)}, by ${pack.byName}. Kith ${pack.release}`;

export function Files(props: { pack: Pack; base: string }): VNode {
  const { pack, base } = props;
  const of = `${sayMonth(pack.month)}, ${sayAudience(pack.audience).toLowerCase()}`;
  const file = (kind: "pdf" | "xlsx", words: string, bytes: number): VNode => (
    <a href={`${base}/pack.${kind}`} download>
      {words}
      <span class="govuk-visually-hidden"> of {of}</span> ({sayNumber(Math.max(1, Math.round(bytes / 1000)))}{" "}
      kB)
    </a>
  );
  return (
    <>
      {file("pdf", "Document (PDF)", pack.pdfBytes)}
      <br />
      {file("xlsx", "Figures (XLSX)", pack.xlsxBytes)}
    </>
  );
}

function Waiting({ waiting, watching }: PacksProps): VNode | null {
  if (waiting.length === 0) return null;
  return (
    <Card title="Being made" look="flat">
      <ul>
        {waiting.map((run) => (
          <li>
            {sayMonth(run.month)}, {sayAudience(run.audience).toLowerCase()}, asked for by {run.byName}.{" "}
            {run.problem !== null && <Tag standing="late">{run.problem}</Tag>}
          </li>
        ))}
      </ul>
      <LookAgain path="/reports" watching={watching} />
    </Card>
  );
}

function Make({ month, form }: PacksProps): VNode {
  return (
    <form method="post" action="/reports">
      <Radios
        name="audience"
        idPrefix="make"
        legend={`Make the pack of ${sayMonth(month)}, for`}
        items={audienceItems()}
        value={typedIn(form, "day") === undefined ? (typedIn(form, "audience") ?? "leaders") : "leaders"}
      />
      <Button preventDoubleClick>Make this month’s pack</Button>
    </form>
  );
}

function Schedules(props: PacksProps): VNode {
  const { schedules } = props;
  return (
    <Card title="By itself, each month" id="schedules">
      <p>
        A pack can be made by itself on a day of the month. Nothing is sent: each person finds a link on their
        first page. It opens for them alone, when they are signed in, for as many days as you say, and each
        opening is written down.
      </p>
      {schedules.length === 0 ? (
        <EmptyState title="No pack is made by itself" />
      ) : (
        <ul>
          {schedules.map((schedule) => (
            <li>
              On day {schedule.day}, the pack for {sayAudience(schedule.audience as Audience).toLowerCase()}:{" "}
              {schedule.recipients.join("; ")}. Links open for {schedule.linkDays} days.{" "}
              <span class="muted small">
                {schedule.byName}, {sayDate(londonDate(schedule.at))}
              </span>
              <Details
                summary={`End the schedule of day ${schedule.day}`}
                open={saidOf(props.form, `end-${schedule.id}`) !== undefined}
              >
                <form method="post" action="/reports/schedules/end">
                  <input type="hidden" name="id" value={String(schedule.id)} />
                  <Input
                    name="reason"
                    id={`end-${schedule.id}`}
                    label="Why it ends"
                    error={saidOf(props.form, `end-${schedule.id}`)}
                  />
                  <Button classes="govuk-button--secondary">End it</Button>
                </form>
              </Details>
            </li>
          ))}
        </ul>
      )}
      <NewSchedule {...props} />
    </Card>
  );
}

function NewSchedule({ form, roles, people }: PacksProps): VNode {
  return (
    <Details summary="Have a pack made each month" open={typedIn(form, "day") !== undefined}>
      <form method="post" action="/reports/schedules">
        <Radios
          name="audience"
          idPrefix="audience"
          legend="Which pack"
          items={audienceItems()}
          value={typedIn(form, "audience")}
          error={saidOf(form, "audience")}
        />
        <Input
          name="day"
          id="day"
          label="Day of the month"
          hint="1 to 28"
          inputmode="numeric"
          classes="govuk-input--width-2"
          value={typedIn(form, "day")}
          error={saidOf(form, "day")}
        />
        <Input
          name="days"
          id="days"
          label="Days each link opens"
          inputmode="numeric"
          classes="govuk-input--width-2"
          value={typedIn(form, "days") ?? String(LINK_DAYS)}
          error={saidOf(form, "days")}
        />
        <Checkboxes
          name="roles"
          idPrefix="roles"
          legend="Everybody who is"
          items={roles.map(({ id, name }) => ({ value: id, text: name }))}
          values={tickedIn(form, "roles") ?? []}
          error={saidOf(form, "roles")}
        />
        <Checkboxes
          name="accounts"
          idPrefix="accounts"
          legend="And these people"
          items={people.map(({ id, name }) => ({ value: String(id), text: name }))}
          values={tickedIn(form, "accounts") ?? []}
          error={saidOf(form, "accounts")}
        />
        <Button>Have it made each month</Button>
      </form>
    </Details>
  );
}

import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { LookAgain } from "../../../ui/pieces/look-again.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Progress } from "../../../ui/pieces/progress.tsx";
import { sayDate } from "../../../ui/words.ts";
import { isWorking, type Run } from "../runs.ts";
import { changesAnything, sayBytes, sayChildren, sayPart, totalsOf } from "../words.ts";
import { StateTag } from "./parts.tsx";
import { EffectTable, tableRows } from "./picture.tsx";
import { PreviewParts } from "./preview.tsx";

export interface BatchProps {
  batch: string;
  runs: readonly Run[];
  words: ReadonlyMap<string, string>;
  /** Whether the person chose that the page reads itself again while work goes on. */
  watching: boolean;
}

/** Files on their way in: how far they are, what they would do, and the one decision. */
export function BatchPage(props: BatchProps): VNode {
  const { runs } = props;
  const working = runs.some(isWorking);
  return (
    <>
      <PageHead title={titleOf(runs)} lead={leadOf(runs)} />
      {working && <LookAgain path={`/import/${props.batch}`} watching={props.watching} />}
      {!working && <Together runs={runs} words={props.words} />}
      {!working && <Decision batch={props.batch} runs={runs} />}
      {runs.map((run) => (
        <FileCard run={run} words={props.words} several={runs.length > 1} />
      ))}
    </>
  );
}

export function titleOf(runs: readonly Run[]): string {
  const files = runs.length === 1 ? "this file" : "these files";
  if (runs.some((run) => run.state === "applying")) return `Bringing in ${files}`;
  if (runs.some(isWorking)) return `Reading ${files}`;
  if (runs.some((run) => run.state === "ready")) return `What ${files} would do`;
  if (runs.every((run) => run.state === "applied")) return "Brought in";
  return runs.length === 1 ? "A file" : `${runs.length} files`;
}

function leadOf(runs: readonly Run[]): string {
  if (runs.some(isWorking)) return "You may leave this page: the work goes on.";
  const ready = runs.filter((run) => run.state === "ready").length;
  if (runs.every((run) => run.state === "applied")) return "What they tell is in the records now.";
  if (runs.every((run) => run.state === "unreadable"))
    return `Nothing has changed: ${runs.length === 1 ? "it cannot be used, and why is below" : "none of them can be used, and why is below"}.`;
  if (ready === 0) return "Nothing here is waiting for you.";
  return "Nothing has changed yet. Look, and then decide.";
}

/** What the files do between them: each child and each row once, whichever of the files tell of it. */
function Together(props: { runs: readonly Run[]; words: ReadonlyMap<string, string> }): VNode | null {
  const of = (state: Run["state"]) =>
    props.runs.flatMap((run) => (run.state === state && run.report !== null ? [run.report] : []));
  const ready = of("ready");
  const reports = ready.length > 0 ? ready : of("applied");
  if (reports.length < 2) return null;
  const totals = totalsOf(reports);
  return (
    <Card title={`The ${reports.length} files together`} level={2} id="together">
      <p>
        {sayChildren(totals)}.{" "}
        {ready.length > 0 &&
          "They are brought in one after another, so each file below is counted against what is held now and the files read before it."}
      </p>
      <EffectTable caption="What they do together, counted" rows={tableRows(totals.tables, props.words)} />
    </Card>
  );
}

function Decision(props: { batch: string; runs: readonly Run[] }): VNode | null {
  const ready = props.runs.filter((run) => run.state === "ready");
  const failed = props.runs.filter((run) => run.state === "failed");
  const left = props.runs.filter((run) => ["ready", "unreadable", "failed"].includes(run.state));
  if (left.length === 0) return null;
  return (
    <Card>
      {ready.length > 0 && (
        <form method="post" action={`/import/${props.batch}/apply`}>
          {ready.length < props.runs.length && (
            <p>
              {ready.length} of the {props.runs.length} files can be brought in now:{" "}
              {ready.map((run) => run.fileName).join(", ")}.
            </p>
          )}
          <Button preventDoubleClick>Bring {ready.length === 1 ? "this" : "these"} in</Button>
        </form>
      )}
      {failed.length > 0 && (
        <form method="post" action={`/import/${props.batch}/again`}>
          <Button classes="govuk-button--secondary">Try again</Button>
        </form>
      )}
      <form method="post" action={`/import/${props.batch}/set-aside`}>
        <Button classes="govuk-button--secondary">Set aside</Button>
        <p class="small muted">
          Setting aside removes the files from Kith. Nothing of them will have been used.
        </p>
      </form>
    </Card>
  );
}

function FileCard(props: { run: Run; words: ReadonlyMap<string, string>; several: boolean }): VNode {
  const { run } = props;
  return (
    <Card title={run.fileName} level={2} id={`file-${run.id}`} aside={<StateTag state={run.state} />}>
      <p class="muted small">
        {run.report === null
          ? sayBytes(run.bytes)
          : `${run.report.facts.title}, speaks for ${sayDate(run.report.facts.asAt)}, ${sayBytes(run.bytes)}`}
      </p>
      <FileBody run={run} words={props.words} several={props.several} />
    </Card>
  );
}

function FileBody(props: { run: Run; words: ReadonlyMap<string, string>; several: boolean }): VNode | null {
  const { run } = props;
  switch (run.state) {
    case "waiting":
      return <p>It will be read in a moment.</p>;
    case "reading":
    case "applying":
      return (
        <Progress
          id={`progress-${run.id}`}
          label={run.state === "reading" ? "Children read" : "Children brought in"}
          done={run.done}
          total={run.state === "applying" ? run.report?.preview.children : undefined}
          unit="children"
        />
      );
    case "unreadable":
    case "failed":
      return <Unusable run={run} />;
    case "same":
      return <Same run={run} />;
    case "set aside":
      return <p>Set aside. Nothing of it was used.</p>;
    case "applied":
      return (
        <p>
          Brought in.{" "}
          <a href={run.sourceId === null ? "/import" : `/import/files/${run.sourceId}`}>See what it did</a>
        </p>
      );
    case "ready":
      return <Ready {...props} />;
  }
}

function Unusable(props: { run: Run }): VNode {
  const { problem } = props.run;
  return (
    <InsetText>
      <p>
        <strong>Nothing of this file was used.</strong> {problem?.message}
      </p>
      {problem?.place !== undefined && <p>Where: {problem.place}</p>}
    </InsetText>
  );
}

function Same(props: { run: Run }): VNode {
  const same = props.run.report?.sameAs;
  return (
    <p>
      This very file was brought in{same ? ` on ${sayDate(same.on)}` : " before"}. Bringing it in again would
      change nothing. {same && <a href={`/import/files/${same.sourceId}`}>See what it did</a>}
    </p>
  );
}

function Ready(props: { run: Run; words: ReadonlyMap<string, string>; several: boolean }): VNode | null {
  const { run } = props;
  if (run.report === null) return null;
  const { preview, fileFindings, facts } = run.report;
  return (
    <>
      <p>
        {sayPart(run.report)}.
        {!changesAnything(preview) &&
          (props.several
            ? " It says what is held already or a file before it brings, and changes nothing else."
            : " It says what is held already: bringing it in makes that as fresh as this file and changes nothing else.")}
      </p>
      {facts.scope.tables.length > 0 && (
        <p class="small muted">
          Taken as a full account from {sayDate(facts.scope.from)} to {sayDate(facts.scope.to)} of{" "}
          {facts.scope.tables.map((name) => props.words.get(name) ?? name).join(", ")}.
        </p>
      )}
      <PreviewParts
        id={`effect-${run.id}`}
        preview={preview}
        fileFindings={fileFindings}
        words={props.words}
      />
    </>
  );
}

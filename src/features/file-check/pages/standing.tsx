import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Progress } from "../../../ui/pieces/progress.tsx";
import type { FileCheck } from "../checks.ts";
import { sayBytes } from "../words.ts";

export const Back = (): VNode => <a href="/check">Check another file</a>;

/** Removes the check at once. The button says what is lost. */
export function RemoveForm(props: { check: Pick<FileCheck, "token">; words: string }): VNode {
  return (
    <form method="post" action={`/check/${props.check.token}/remove`} class="screen-only">
      <Button classes="govuk-button--secondary" preventDoubleClick>
        {props.words}
      </Button>
    </form>
  );
}

/** How far the reading of a file has come. */
export function ReadingPage(props: { check: FileCheck }): VNode {
  const { check } = props;
  return (
    <>
      <PageHead
        over={<Back />}
        title="Checking this file"
        lead="This page reads itself again every few seconds. You may leave it: the work goes on, and the file stands under Your checks."
      />
      <Progress
        id="progress"
        label={check.fileName}
        // It is read twice.
        done={Math.floor(check.done / 2000)}
        total={Math.ceil(check.bytes / 1000)}
        unit="KB"
      />
      <RemoveForm check={check} words="Stop, and remove the file" />
    </>
  );
}

/** A file that could not be checked, and why. */
export function UnusablePage(props: { check: FileCheck }): VNode {
  const { check } = props;
  const said = check.problem?.message.toLowerCase() ?? "";
  const place = said.includes(check.problem?.place ?? "") ? undefined : check.problem?.place;
  return (
    <>
      <PageHead
        over={<Back />}
        title={check.state === "failed" ? "This file was not checked" : "This file cannot be read"}
        lead={`${check.fileName}, ${sayBytes(check.bytes)}. Nothing is known of what is in it, so nothing can be said of whether it is right.`}
      />
      <InsetText>
        <p>
          <strong>{check.problem?.message ?? "It is not known why."}</strong>
        </p>
        {place !== undefined && <p>Where: {place}</p>}
      </InsetText>
      <RemoveForm check={check} words="Remove this from the list" />
    </>
  );
}

import type { VNode } from "preact";
import { type FormState, summaryLines } from "../../platform/web/forms.ts";
import { ErrorSummary } from "../../ui/govuk/error-summary.tsx";

/** What was wrong with a form, above it; nothing where nothing was. */
export function Faults(props: { form: FormState }): VNode | null {
  return props.form.failures.length === 0 ? null : (
    <ErrorSummary errors={summaryLines(props.form.failures)} />
  );
}

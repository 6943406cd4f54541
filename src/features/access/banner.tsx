import type { VNode } from "preact";
import { londonTime } from "../../kernel/dates.ts";
import { WarningText } from "../../ui/govuk/warning-text.tsx";
import type { OpenGlass } from "./breakGlass.ts";

/** Stands at the top of every page of a record that is open in an emergency. */
export function OpenGlassBanner(props: { open: OpenGlass }): VNode {
  return (
    <WarningText>
      You opened this record in an emergency. It closes at {londonTime(props.open.until)}. What you look at is
      written down and will be reviewed.
    </WarningText>
  );
}

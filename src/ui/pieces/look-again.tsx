import type { VNode } from "preact";
import { Button } from "../govuk/button.tsx";

/** How often a page that somebody asked to be kept up to date reads itself again. */
export const WATCH_SECONDS = 5;

export interface LookAgainProps {
  /** The page itself, without what is said here about watching. */
  path: string;
  /** Whether the person chose that it reads itself again. */
  watching: boolean;
}

/**
 * Under work that goes on: see how far it is, when the reader wants to. A page that reads itself again takes the place from under whoever reads slowly or by ear, so it
 * does so only for those who ask, and the way to stop stands beside it (WCAG 2.2.1).
 */
export function LookAgain(props: LookAgainProps): VNode {
  const { path, watching } = props;
  return (
    <div class="govuk-button-group">
      <Button href={watching ? `${path}?watch=1` : path}>Look again</Button>
      {watching ? (
        <a class="govuk-link" href={path}>
          Stop reading this page again every {WATCH_SECONDS} seconds
        </a>
      ) : (
        <a class="govuk-link" href={`${path}?watch=1`}>
          Keep this page up to date
        </a>
      )}
    </div>
  );
}

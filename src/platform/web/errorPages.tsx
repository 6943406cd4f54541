import type { VNode } from "preact";
import type { Failure, FailureCode } from "../../kernel/result.ts";
import { LookAgain, WATCH_SECONDS } from "../../ui/pieces/look-again.tsx";
import { Progress } from "../../ui/pieces/progress.tsx";
import type { Underway } from "../db/longWork.ts";

/** A page that says something went wrong: its title, its words and its status. */
export type ErrorPage = {
  readonly title: string;
  readonly body: VNode;
  readonly status: number;
  readonly refreshSeconds?: number;
};

const simple = (status: number, title: string, ...paragraphs: readonly string[]): ErrorPage => ({
  status,
  title,
  body: (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {paragraphs.map((words) => (
        <p class="govuk-body">{words}</p>
      ))}
    </>
  ),
});

/** The same for what is not there and for what may not be seen. */
export const notFoundPage = (): ErrorPage =>
  simple(
    404,
    "We cannot find that page",
    "The address may be mistyped, or the page may have moved.",
    "If you think you should be able to see it, ask your manager.",
  );

export const brokenPage = (requestId: string): ErrorPage =>
  simple(
    500,
    "Sorry, something went wrong",
    "Nothing you sent on this page has been saved. Go back and try again.",
    `If it happens again, tell whoever looks after Kith where you work, and give them this reference: ${requestId}.`,
  );

export const busyPage = (): ErrorPage =>
  simple(
    503,
    "Kith is busy",
    "Too many people asked for something at the same moment. Nothing was saved.",
    "Wait a few seconds, then go back and try again.",
  );

/**
 * While long work has the embedded database: nothing else can be asked, not even who asks. How far it is in numbers is for whoever has the address of the page about
 * it, which cannot be guessed; to everybody else it is said that there is work.
 */
export function takenPage(by: Underway, path: string, watching: boolean): ErrorPage {
  const mine = path === by.path;
  const share = by.total === undefined ? undefined : Math.floor((100 * by.done) / Math.max(1, by.total));
  return {
    // Whoever asked for this page has it; whoever asked for another must ask again.
    status: mine ? 200 : 503,
    title: mine ? by.title : "Kith is busy",
    ...(mine && watching ? { refreshSeconds: WATCH_SECONDS } : {}),
    body: (
      <>
        <h1 class="govuk-heading-l">{mine ? by.title : "Kith is busy"}</h1>
        <p class="govuk-body">
          {mine
            ? "You may leave this page: the work goes on."
            : `${by.title} is under way, and on the embedded database nothing else can be shown until it is done.${share === undefined ? "" : ` It is ${share}% done.`}`}
        </p>
        {mine ? (
          <>
            <Progress id="progress" label={by.label} done={by.done} total={by.total} unit={by.unit} />
            <LookAgain path={path} watching={watching} />
          </>
        ) : (
          <p class="govuk-body">Wait a few seconds, then ask for this page again.</p>
        )}
      </>
    ),
  };
}

export const foreignFormPage = (): ErrorPage =>
  simple(
    403,
    "That form did not come from Kith",
    "Nothing was saved. Open the page in Kith and send the form from there.",
    "If you did, tell whoever looks after Kith where you work: the address it is set up with may be wrong.",
  );

export const badAddressPage = (): ErrorPage =>
  simple(
    400,
    "That address is not right",
    "Part of the page's address is missing, repeated, or not something Kith knows.",
    "Start again from a link in Kith.",
  );

/** Faults of the web itself: too large, the wrong kind of form, cut off. */
export function webFaultPage(status: number, words?: string): ErrorPage {
  if (status === 413)
    return simple(
      413,
      "That was too large",
      words ?? "What you sent was larger than this page takes.",
      "Nothing was saved.",
    );
  if (status === 415)
    return simple(
      415,
      "That is not something this page takes",
      "Nothing was saved. Send the form from Kith.",
    );
  return simple(status, "That could not be read", "Nothing was saved. Go back and try again.");
}

const STATUS: Readonly<Record<FailureCode, number>> = {
  "not-found": 404,
  "not-allowed": 403,
  "sign-in-needed": 401,
  "second-factor-needed": 401,
  invalid: 422,
  "changed-meanwhile": 409,
  "already-done": 409,
  "too-many-tries": 429,
  "unreadable-file": 422,
  "not-in-this-installation": 409,
};

export const statusOf = (failures: readonly Failure[]): number => STATUS[failures[0]?.code ?? "invalid"];

/** An expected failure that the page itself did not show beside its form. */
export function failuresPage(failures: readonly Failure[]): ErrorPage {
  if (failures[0]?.code === "not-found") return notFoundPage();
  return {
    status: statusOf(failures),
    title: "There is a problem",
    body: (
      <>
        <h1 class="govuk-heading-l">There is a problem</h1>
        <ul class="govuk-list govuk-list--bullet">
          {failures.map((failure) => (
            <li>{failure.message}</li>
          ))}
        </ul>
        <p class="govuk-body">Nothing was saved. Go back in your browser: what you typed is still there.</p>
      </>
    ),
  };
}

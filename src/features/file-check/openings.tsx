import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address, type FormState } from "../../platform/web/forms.ts";
import { page, refused, type WebReply } from "../../platform/web/route.ts";
import { acceptancesOf } from "./accepted.ts";
import { checkOf, type FileCheck, isWorking } from "./checks.ts";
import { headOf } from "./heads.ts";
import { heldBy } from "./holders.ts";
import { issueOf, issuesOf, SHOWS } from "./issues.ts";
import { knownChildren, mayOpenRecords } from "./known.ts";
import { AnswerPage } from "./pages/answer.tsx";
import { IssuesPage } from "./pages/issues.tsx";
import { ReadingPage, UnusablePage } from "./pages/standing.tsx";

const ISSUES_PAGE = 25;
/** How often a page about a file being read asks again. */
const AGAIN_SECONDS = 2;

export const pageNumber = z.coerce.number().int().min(1).max(100_000).default(1);
export const issuesQuery = z.strictObject({
  rule: z.string().max(60).optional(),
  remedy: z.string().max(20).optional(),
  child: z.coerce.number().int().min(1).max(10_000_000).optional(),
  team: z.string().max(200).optional(),
  worker: z.string().max(200).optional(),
  show: z.enum(SHOWS).default("all"),
  page: pageNumber,
});
export type IssuesQuery = z.output<typeof issuesQuery>;

const NOT_FOUND = notFound().failures;

/** Opens a check for a page: this person's own, with the view written down. Otherwise there is nothing there. */
export async function openCheck(
  handle: Handle,
  token: string,
  view: string,
  show: (check: FileCheck) => Promise<WebReply>,
): Promise<WebReply> {
  const check = await checkOf(handle, token);
  if (check === undefined) return refused(NOT_FOUND);
  if (isWorking(check))
    return page("Checking this file", <ReadingPage check={check} />, { refreshSeconds: AGAIN_SECONDS });
  await handle.audit("fileCheck.viewed", { detail: { check: token, view } });
  if (check.state !== "done") return page("This file was not checked", <UnusablePage check={check} />);
  return await show(check);
}

const queryText = (
  query: IssuesQuery,
  change: { readonly page?: number } = {},
): { [name: string]: string | number | undefined } => {
  const at = change.page ?? query.page;
  return { ...query, show: query.show === "all" ? undefined : query.show, page: at === 1 ? undefined : at };
};

/** A page of issues, as its query says. */
export async function issuesPage(handle: Handle, token: string, query: IssuesQuery): Promise<WebReply> {
  return await openCheck(handle, token, "issues", async (check) => {
    const { context } = handle;
    const { show, page: at, team, worker, ...part } = query;
    const held = team ?? worker;
    if (held !== undefined && !mayOpenRecords(context)) return refused(NOT_FOUND);
    const child = part.child === undefined ? undefined : await issueOf(handle, check, part.child);
    if (part.child !== undefined && child === undefined) return refused(NOT_FOUND);
    const whose =
      held === undefined
        ? undefined
        : await heldBy(handle, check, team === undefined ? "worker" : "team", held);
    const found = await issuesOf(handle, check, part, show, whose, {
      size: ISSUES_PAGE,
      skip: (at - 1) * ISSUES_PAGE,
    });
    const issues = found.slice(0, ISSUES_PAGE);
    const known = await knownChildren(handle, child === undefined ? issues : [...issues, child]);
    const person = child === undefined ? undefined : known(child);
    if (person !== undefined)
      await handle.audit("fileCheck.childViewed", {
        personId: person.personId,
        detail: { check: token, view: "what a checked file says" },
      });
    const here = `/check/${token}/issues`;
    const head = headOf(query, issues[0], child, person ?? (issues[0] && known(issues[0])));
    return page(
      head.title,
      <IssuesPage
        check={check}
        title={head.title}
        lead={head.lead}
        ofChild={child !== undefined}
        ofRule={part.rule !== undefined && issues.length > 0}
        issues={issues}
        known={known}
        said={await acceptancesOf(handle, issues)}
        backHref={address(`/check/${token}`, {
          by: head.by === "remedy" ? undefined : head.by,
          show: show === "all" ? undefined : show,
        })}
        here={address(here, queryText(query))}
        page={at}
        previousHref={at > 1 ? address(here, queryText(query, { page: at - 1 })) : undefined}
        nextHref={found.length > ISSUES_PAGE ? address(here, queryText(query, { page: at + 1 })) : undefined}
        context={context}
      />,
      { wide: true },
    );
  });
}

/** The page of issues a form was sent from; anything else comes to all issues of the check. */
export const backTo = (token: string, back: string): string =>
  address(`/check/${token}/issues`, queryText(queryOf(token, back)));

function queryOf(token: string, back: string): IssuesQuery {
  const [path, text] = back.split("?", 2);
  const given = path === `/check/${token}/issues` ? Object.fromEntries(new URLSearchParams(text ?? "")) : {};
  const read = issuesQuery.safeParse(given);
  return read.success ? read.data : issuesQuery.parse({});
}

/** The page on which one query is accepted, with what was typed when it could not be taken. */
export async function answerPage(
  handle: Handle,
  token: string,
  sent: { readonly issue: string; readonly back: string },
  form: FormState,
): Promise<WebReply> {
  return await openCheck(handle, token, "a query", async (check) => {
    const number = Number(sent.issue);
    const issue = Number.isSafeInteger(number) ? await issueOf(handle, check, number) : undefined;
    if (issue?.severity !== "query") return refused(NOT_FOUND);
    const known = await knownChildren(handle, [issue]);
    return page(
      "Is this query right?",
      <AnswerPage
        check={check}
        issue={issue}
        known={known}
        said={(await acceptancesOf(handle, [issue])).get(issue.seq)}
        form={form}
        back={backTo(token, sent.back)}
        context={handle.context}
      />,
      { wide: true, ...(form.failures.length > 0 ? { status: 422 } : {}) },
    );
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { SessionTaken } from "../db/longWork.ts";
import { brokenPage, notFoundPage, takenPage, webFaultPage } from "./errorPages.tsx";
import { errorForLog } from "./log.ts";
import { type Layout, sendPage } from "./reply.ts";
import { nobodyContext, type Visit } from "./session.ts";
import { TooLarge } from "./uploads.ts";
import type { Visits } from "./visits.ts";
import { systemNow } from "../../kernel/dates.ts";

/** The pages for what was not foreseen. Closed and in plain English; the log has where, the person has a reference. */
export function handleFaults(app: FastifyInstance, visits: Visits, layout: Layout, log: Logger): void {
  app.setNotFoundHandler(async (request, reply) => {
    await sendPage(reply, notFoundPage(), await visits(request), layout);
  });
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof SessionTaken) {
      await lastResort(request, reply, () => sendTaken(error, request, reply, layout));
      return;
    }
    const status = statusOfError(error);
    if (status >= 500) log.error({ request: request.id, error: errorForLog(error) }, "fault");
    await lastResort(request, reply, async () => {
      const visit = await visitOrNobody(request, visits);
      const page =
        status >= 500
          ? brokenPage(request.id)
          : webFaultPage(status, error instanceof TooLarge ? error.message : undefined);
      await sendPage(reply, page, visit, layout);
    });
  });
}

/** How long until it is worth asking again, for programs; people have the button. */
const RETRY_SECONDS = 5;

async function sendTaken(
  { by }: SessionTaken,
  request: FastifyRequest,
  reply: FastifyReply,
  layout: Layout,
): Promise<void> {
  const [path = "/", query = ""] = request.url.split("?", 2);
  const page = takenPage(by, path, query === "watch=1");
  void reply.header("retry-after", String(RETRY_SECONDS));
  // Who asks cannot be known: that too is in the database.
  const visit = { context: nobodyContext(systemNow(), request.id), signedIn: false };
  await sendPage(reply, page, visit, layout, false, page.refreshSeconds);
}

/** The page that says something broke must not need what broke. */
async function lastResort(
  request: FastifyRequest,
  reply: FastifyReply,
  send: () => Promise<void>,
): Promise<void> {
  try {
    await send();
  } catch {
    if (!reply.sent)
      await reply
        .code(500)
        .header("cache-control", "no-store")
        .type("text/plain; charset=utf-8")
        .send(`Sorry, something went wrong, and nothing was saved. Reference: ${request.id}`);
  }
}

async function visitOrNobody(
  request: FastifyRequest,
  visits: Visits,
): Promise<Pick<Visit, "context" | "signedIn">> {
  try {
    return await visits(request);
  } catch {
    return { context: nobodyContext(systemNow(), request.id), signedIn: false };
  }
}

function statusOfError(error: unknown): number {
  const status =
    typeof error === "object" && error !== null && "statusCode" in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 ? status : 500;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { join } from "node:path";
import { may } from "../../kernel/context.ts";
import type { Database } from "../db/transact.ts";
import type { CookieNames } from "./cookies.ts";
import { badAddressPage, notFoundPage } from "./errorPages.tsx";
import { address, readForm } from "./forms.ts";
import { addSeconds } from "./moments.ts";
import { parseParameters, type Parameters, strictly } from "./parameters.ts";
import { type Layout, sendPage, sendReply } from "./reply.ts";
import type { Route, UploadedFile, WebReply } from "./route.ts";
import type { Visit } from "./session.ts";
import { discard, readMultipart } from "./uploads.ts";
import { visitorOf, type Visits } from "./visits.ts";

export type MountOptions = {
  readonly database: Database;
  /** The same for those who only read: they are not left waiting behind long work. */
  readonly reading: Database;
  readonly layout: Layout;
  readonly config: { readonly dataFolder: string };
  readonly names: CookieNames;
  readonly visits: Visits;
};

/** Puts one route on the server: who may, what it takes, the handler, the answer, in that order. */
export function mount(app: FastifyInstance, route: Route, options: MountOptions): void {
  app.route({
    method: route.method,
    url: route.path,
    // Before the body is read: nobody uploads to a page they may not use.
    onRequest: async (request, reply) => {
      if (reply.sent) return;
      await gate(request, reply, route, options);
    },
    handler: async (request, reply) => {
      await answer(request, reply, route, options);
      return reply;
    },
  });
}

async function gate(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  options: MountOptions,
): Promise<void> {
  const visit = await options.visits(request);
  if (!visit.signedIn && route.right !== "anyone") {
    const to = route.method === "GET" ? request.url.split("?", 1)[0] : undefined;
    await reply
      .code(303)
      .header("cache-control", "no-store")
      .header("location", address("/sign-in", { to: to === "/" ? undefined : to }))
      .send();
    return;
  }
  const held = route.right === "anyone" || route.right === "signed-in" || may(visit.context, route.right);
  if (!held) await noteRefusal(options.database, visit, route);
  if (!held || !isChildsNumber(request, route)) {
    await sendPage(reply, notFoundPage(), visit, options.layout);
    return;
  }
  if (route.fresh === true && isStale(visit, route.method)) {
    const to = route.method === "GET" ? request.url.split("?", 1)[0] : undefined;
    await reply
      .code(303)
      .header("cache-control", "no-store")
      .header("location", address("/sign-in/again", { to }))
      .send();
  }
}

/** Minutes for which a second factor counts as given just now. A form opened in time may be sent later: nobody loses what they wrote. */
const FRESH_MINUTES = { GET: 15, POST: 60 } as const;

const isStale = (visit: Visit, method: "GET" | "POST"): boolean =>
  visit.strongAt !== null && addSeconds(visit.strongAt, 60 * FRESH_MINUTES[method]) < visit.context.now;

function isChildsNumber(request: FastifyRequest, route: Route): boolean {
  if (route.child === undefined) return true;
  const value = (request.params as Record<string, string | undefined>)[route.child];
  return value !== undefined && /^[1-9]\d{0,14}$/.test(value);
}

/** An attempt without the right is written down; the page says only that there is no such page. */
async function noteRefusal(database: Database, visit: Visit, route: Route): Promise<void> {
  await database.transact(visit.context, (handle) =>
    handle.audit("refused", { detail: { route: `${route.method} ${route.path}` } }),
  );
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  options: MountOptions,
): Promise<void> {
  const visit = await options.visits(request);
  const query = readForm(strictly(route.query), parseParameters(queryText(request.url)));
  if (!query.ok) {
    await sendPage(reply, badAddressPage(), visit, options.layout);
    return;
  }
  const sent = await readBody(request, route, options);
  const body = route.method === "POST" ? readForm(strictly(route.body), sent.fields) : undefined;
  let reached: WebReply;
  try {
    reached =
      body !== undefined && !body.ok
        ? { kind: "refused", failures: body.failures }
        : await route.handle({
            context: visit.context,
            database: route.method === "GET" ? options.reading : options.database,
            params: request.params as Record<string, string>,
            query: query.value,
            body: body?.value,
            files: sent.files,
            url: request.url,
            visitor: visitorOf(request, visit, options.names),
          });
  } catch (error) {
    await discard(sent.files);
    throw error;
  }
  // A refused form's files have no owner.
  if (reached.kind === "refused") await discard(sent.files);
  await sendReply(reply, reached, visit, options.layout, options.names);
}

const queryText = (url: string): string => {
  const at = url.indexOf("?");
  return at === -1 ? "" : url.slice(at + 1);
};

async function readBody(
  request: FastifyRequest,
  route: Route,
  options: MountOptions,
): Promise<{ readonly fields: Parameters; readonly files: readonly UploadedFile[] }> {
  if (route.method !== "POST") return { fields: {}, files: [] };
  if (!request.isMultipart()) return { fields: (request.body ?? {}) as Parameters, files: [] };
  if (route.upload === undefined) throw new WrongKind();
  return await readMultipart(request, join(options.config.dataFolder, "uploads"), route.upload.maxBytes);
}

/** A form sent in a way this page does not take. */
class WrongKind extends Error {
  readonly statusCode = 415;
  constructor() {
    super("this page takes no files");
    this.name = "WrongKind";
  }
}

import type { FastifyReply } from "fastify";
import type { VNode } from "preact";
import { Readable } from "node:stream";
import type { Context } from "../../kernel/context.ts";
import { type CookieNames, cookieAttributes } from "./cookies.ts";
import { type ErrorPage, failuresPage } from "./errorPages.tsx";
import type { WebReply } from "./route.ts";
import type { Visit } from "./session.ts";

/** What a page is put into. */
export type Frame = {
  readonly title: string;
  readonly body: VNode;
  readonly wide: boolean;
  /** The form came back with faults: the tab says so first. */
  readonly hasErrors: boolean;
  /** The browser asks again after so many seconds; undefined for pages that stand still. */
  readonly refreshSeconds: number | undefined;
  /** Path of the page, without its query. */
  readonly path: string;
  /** Asked for to be read; otherwise it answers a form, and what was typed into that must not be lost. */
  readonly reading: boolean;
  readonly signedIn: boolean;
  /** Of the person signed in; a context that may do nothing where nobody is. */
  readonly context: Context;
};

/** Gives the whole document as HTML. */
export type Layout = (frame: Frame) => string | Promise<string>;

const NO_STORE = "no-store";

/** Sends what a handler answered. */
export async function sendReply(
  reply: FastifyReply,
  answer: WebReply,
  visit: Visit,
  layout: Layout,
  names: CookieNames,
): Promise<void> {
  for (const change of answer.cookies ?? []) {
    void reply.setCookie(names[change.cookie], change.value ?? "", cookieAttributes(names, change));
  }
  void reply.header("cache-control", NO_STORE);
  switch (answer.kind) {
    case "page":
      await sendPage(
        reply,
        { ...answer, status: answer.status ?? 200 },
        visit,
        layout,
        answer.wide,
        answer.refreshSeconds,
      );
      return;
    case "refused":
      await sendPage(reply, failuresPage(answer.failures), visit, layout);
      return;
    case "redirect":
      // 303: whatever was sent, what follows is read.
      await reply.code(303).header("location", answer.to).send();
      return;
    case "json":
      await reply
        .code(answer.status ?? 200)
        .type("application/json; charset=utf-8")
        .send(JSON.stringify(answer.value));
      return;
    case "file":
      await sendFile(reply, answer);
      return;
  }
}

/** Sends a page with the layout round it. */
export async function sendPage(
  reply: FastifyReply,
  page: ErrorPage,
  visit: Pick<Visit, "context" | "signedIn">,
  layout: Layout,
  wide = false,
  refreshSeconds?: number,
): Promise<void> {
  const html = await layout({
    title: page.title,
    body: page.body,
    wide,
    hasErrors: page.status === 422,
    refreshSeconds,
    path: reply.request.url.split("?", 1)[0] ?? "/",
    reading: reply.request.method === "GET",
    signedIn: visit.signedIn,
    context: visit.context,
  });
  await reply.code(page.status).header("cache-control", NO_STORE).type("text/html; charset=utf-8").send(html);
}

async function sendFile(reply: FastifyReply, file: Extract<WebReply, { kind: "file" }>): Promise<void> {
  void reply
    .header("content-disposition", dispositionOf(file.name))
    // Whatever is in it, a browser that shows it anyway runs nothing.
    .header("content-security-policy", "default-src 'none'; sandbox")
    .type(file.type);
  const { content } = file;
  if (typeof content === "string") await reply.send(content);
  else if (content instanceof Uint8Array)
    await reply.send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  else await reply.send(Readable.from(content));
}

/** Always a download; the name in plain letters for old browsers and in full for the rest. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.\- ]/g, "_");
  const full = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

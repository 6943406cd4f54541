import type { VNode } from "preact";
import type { z } from "zod";
import type { Context, Right } from "../../kernel/context.ts";
import type { Failure } from "../../kernel/result.ts";
import type { Database } from "../db/transact.ts";

/** A file a form carried, already on disk in the data folder. */
export type UploadedFile = {
  readonly field: string;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly hash: string;
};

/** The browser that asks. Only signing in and out look at it. */
export type Visitor = {
  /** Where it asks from, for slowing guesses. */
  readonly network: string;
  /** What the browser calls itself, shown to its owner in the list of sessions. */
  readonly device: string;
  /** The session's id (the hash of its token), once there is one. */
  readonly sessionId: string | null;
  /** The account whose password was right and whose second factor is still to come. */
  readonly halfway: number | null;
  /** The value of the cookie that says this browser has been signed in on before. */
  readonly deviceCookie: string | null;
};

/** A cookie to set, or with null to clear. Its real name and its attributes are the web platform's. */
export type CookieChange = { readonly cookie: "session" | "device"; readonly value: string | null };

/** What a handler is given. It never sees the web framework. */
export type WebRequest<Query, Body> = {
  readonly context: Context;
  readonly database: Database;
  readonly params: { readonly [name: string]: string };
  readonly query: Query;
  readonly body: Body;
  readonly files: readonly UploadedFile[];
  /** The path and query as asked, for links back. */
  readonly url: string;
  readonly visitor: Visitor;
};

/** What a handler answers. The layout (navigation, banner, person) is put round a page by the web platform. */
export type WebReply = { readonly cookies?: readonly CookieChange[] } & (
  | {
      readonly kind: "page";
      readonly title: string;
      readonly body: VNode;
      readonly status?: number;
      readonly wide?: boolean;
      /** Work is going on: the browser asks again after so many seconds. */
      readonly refreshSeconds?: number;
    }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "refused"; readonly failures: readonly Failure[] }
  | { readonly kind: "json"; readonly value: unknown; readonly status?: number }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly type: string;
      readonly content: string | Uint8Array | AsyncIterable<Uint8Array>;
    }
);

/**
 * One route. The list of all routes is the product's surface: the permission matrix test is generated from it, so `right` and `child` are not
 * documentation but what is enforced and tested.
 */
export type Route<Query = unknown, Body = unknown> = {
  readonly method: "GET" | "POST";
  /** Fastify path: `/children/:id`. */
  readonly path: string;
  /** `anyone`: no sign-in needed; `signed-in`: any account; otherwise the right it takes. Without it the answer is "not found". */
  readonly right: Right | "signed-in" | "anyone";
  /** The name of the path parameter that is a child's id, when the route is about one child. Such a route opens a child through the handle and so behind the walls. */
  readonly child?: string;
  /** Checked before the handler; unknown fields are refused. */
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** Asks again for the second factor when it was last given a while ago: for acts that an unlocked screen must not be enough for. */
  readonly fresh?: boolean;
  /** Takes files (multipart); at most this many bytes each. */
  readonly upload?: { readonly maxBytes: number };
  readonly handle: (request: WebRequest<Query, Body>) => Promise<WebReply>;
};

/** Keeps the types of query and body together while a slice lists its routes. */
export const route = <Query, Body>(spec: Route<Query, Body>): Route => spec as unknown as Route;

export const page = (
  title: string,
  body: VNode,
  options: { status?: number; wide?: boolean; refreshSeconds?: number } = {},
): WebReply => ({ kind: "page", title, body, ...options });
export const redirect = (to: string): WebReply => ({ kind: "redirect", to });
export const refused = (failures: readonly Failure[]): WebReply => ({ kind: "refused", failures });

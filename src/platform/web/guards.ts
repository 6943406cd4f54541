import type { FastifyInstance } from "fastify";
import type { IsoInstant } from "../../kernel/dates.ts";
import { busyPage, foreignFormPage } from "./errorPages.tsx";
import { isSameOrigin } from "./origin.ts";
import { type Layout, sendPage } from "./reply.ts";
import { nobodyContext } from "./session.ts";
import type { Visits } from "./visits.ts";

/** Turns requests away, in words, once too many are under way: those that are let in stay quick. */
export function shedLoad(app: FastifyInstance, most: number, layout: Layout, now: () => IsoInstant): void {
  let underWay = 0;
  const counted = new WeakSet<object>();
  app.addHook("onRequest", async (request, reply) => {
    if (isCheap(request.url)) return;
    if (underWay >= most) {
      void reply.header("retry-after", "5");
      // Without a look at the session: that is a query, and queries are what there are too many of.
      await sendPage(
        reply,
        busyPage(),
        { context: nobodyContext(now(), request.id), signedIn: false },
        layout,
      );
      return;
    }
    underWay += 1;
    counted.add(request);
  });
  app.addHook("onResponse", async (request) => {
    if (counted.delete(request)) underWay -= 1;
  });
}

/** Answered even when busy: files from memory, and the page that says whether we are well. */
const isCheap = (url: string): boolean => url.startsWith("/assets/") || /^\/health(?:[?./]|$)/.test(url);

/** Refuses a form that another site's page sent with our visitor's cookies. */
export function checkOrigin(
  app: FastifyInstance,
  ours: string | undefined,
  visits: Visits,
  layout: Layout,
): void {
  app.addHook("onRequest", async (request, reply) => {
    if (reply.sent || request.method === "GET" || request.method === "HEAD") return;
    const { host, origin } = request.headers;
    const site = request.headers["sec-fetch-site"];
    if (isSameOrigin({ host, origin, "sec-fetch-site": site }, ours)) return;
    await sendPage(reply, foreignFormPage(), await visits(request), layout);
  });
}

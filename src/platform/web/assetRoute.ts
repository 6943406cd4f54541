import type { FastifyInstance } from "fastify";
import type { Assets } from "./assets.ts";

/**
 * Serves `/assets`. A file asked for by its content's mark, and a font, may be kept for ever; anything else is checked each time.
 */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  // Browsers ask for it whatever a page says; without an answer each visit would be a page that is not found.
  app.get("/favicon.ico", async (_request, reply) =>
    reply.code(204).header("cache-control", "public, max-age=86400").send(),
  );
  app.get("/assets/*", async (request, reply) => {
    const name = (request.params as { "*": string })["*"];
    const found = assets.find(name);
    if (found === undefined) return reply.callNotFound();
    const asked = (request.query as { v?: unknown }).v;
    const forEver = asked === found.etag || name.endsWith(".woff2");
    void reply
      .header("cache-control", forEver ? "public, max-age=31536000, immutable" : "public, no-cache")
      .header("etag", `"${found.etag}"`);
    if (request.headers["if-none-match"] === `"${found.etag}"`) return reply.code(304).send();
    return reply.type(found.type).send(found.body);
  });
}

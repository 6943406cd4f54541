import type { FastifyInstance } from "fastify";
import pino, { type Logger } from "pino";

/** One line for each request: which route, how it ended, how long it took. The route's pattern and not its address, which may hold a number or a name. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id);
  });
  app.addHook("onResponse", async (request, reply) => {
    log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? "(none)",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
  });
}

/** What a log may say of an error: its kind and where in the code, not its message, in which databases quote values. */
export function errorForLog(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const at = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return { name: error.name, ...(code === undefined ? {} : { code }), at };
}

/** The server's own log, on standard error. @param level `warn` unless an operator wants every request (`info`) */
export const serverLog = (level: string): Logger => pino({ level }, pino.destination(2));

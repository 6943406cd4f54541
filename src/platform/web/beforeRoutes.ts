import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";

type ClientError = Error & { readonly code?: string };

/**
 * Answers to what never becomes a request: an address that is no address, headers or an address too long to read, something that is not HTTP. Who asks is not known
 * and no page is made, so the words stand alone.
 */
export const beforeRoutes = {
  frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    void reply
      .code(400)
      .headers(HEADERS)
      .send(words("That address is not right", "Start again from a link in Kith."));
  },
  clientErrorHandler: (error: ClientError, socket: Duplex): void => {
    if (error.code === "ECONNRESET" || socket.destroyed) return;
    const tooLong = error.code === "HPE_HEADER_OVERFLOW";
    answer(
      socket,
      tooLong ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400,
      tooLong
        ? words("That address is too long", "Start again from a link in Kith.")
        : words("That could not be read", "Nothing was saved. Go back and try again."),
    );
    socket.destroy(error);
  },
};

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
} as const;

const words = (title: string, what: string): string =>
  `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}: Kith</title><h1>${title}</h1><p>${what}</p></html>`;

function answer(socket: Duplex, status: number, html: string): void {
  if (!socket.writable) return;
  const headers = Object.entries({
    ...HEADERS,
    "content-length": String(Buffer.byteLength(html)),
    connection: "close",
  });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n${html}`);
}

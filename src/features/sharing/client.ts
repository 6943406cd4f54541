import { z } from "zod";
import { receiptsIn } from "../../returns/csc-api/batch.ts";
import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import type { Settings } from "./settings.ts";

/** What the receiver answered, sorted by what follows from it. `words` are for a person and hold no key. */
export type Answer =
  | { readonly kind: "accepted"; readonly receipts: readonly string[] }
  /** 400: nothing of it was taken; the words may name who is at fault. */
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "too large"; readonly words: string }
  /** 401, 403, 429: nothing was taken; try again later. */
  | { readonly kind: "turned away"; readonly words: string; readonly afterMs: number | null }
  /** 204, 5xx, no answer, one cut short: nobody knows whether it was taken. */
  | { readonly kind: "lost"; readonly words: string }
  /** 200 and not what was asked for: nobody knows what was taken. */
  | { readonly kind: "unclear"; readonly words: string };

export type Client = { readonly post: (children: readonly ChildPayload[]) => Promise<Answer> };

/** As much of an answer as is read. */
const MOST_BYTES = 1024 * 1024;
const LONGEST_WORDS = 4000;
/** A token is fetched afresh so long before its end. */
const EARLY_MS = 30_000;
const USUAL_LIFE_S = 600;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().optional() });

class NoToken extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super("no token");
    this.answer = answer;
  }
}

/** The receiver for one authority: signs in by client credentials and keeps the token while it lasts. */
export function receiverClient(settings: Settings, laCode: string): Client {
  const { timeoutMs } = settings;
  let token: { readonly text: string; readonly until: number } | null = null;
  const secrets = (): string[] => [settings.clientSecret(), settings.supplierKey(), token?.text ?? ""];
  const clean = (text: string): string => withoutSecrets(text, secrets()).slice(0, LONGEST_WORDS);

  const fetchToken = async (): Promise<string> => {
    if (token !== null && performance.now() < token.until) return token.text;
    const reply = await ask(settings.tokenUrl, timeoutMs, {
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: settings.clientId,
        client_secret: settings.clientSecret(),
        scope: settings.scope,
      }).toString(),
    });
    if ("problem" in reply)
      throw new NoToken({ kind: "turned away", words: `Signing in: ${reply.problem}`, afterMs: null });
    if (reply.status !== 200)
      throw new NoToken({
        kind: "turned away",
        words: `Signing in was refused (${reply.status}): ${clean(reply.text) || "no reason given"}`,
        afterMs: reply.afterMs,
      });
    const read = tokenAnswer.safeParse(parsed(reply.text));
    if (!read.success)
      throw new NoToken({ kind: "turned away", words: "Signing in gave no token.", afterMs: null });
    const life = (read.data.expires_in ?? USUAL_LIFE_S) * 1000;
    token = { text: read.data.access_token, until: performance.now() + Math.max(0, life - EARLY_MS) };
    return token.text;
  };

  return {
    post: async (children) => {
      let bearer: string;
      try {
        bearer = await fetchToken();
      } catch (error) {
        if (error instanceof NoToken) return error.answer;
        throw error;
      }
      const reply = await ask(`${settings.url}/children_social_care_data/${laCode}/children`, timeoutMs, {
        headers: {
          authorization: `Bearer ${bearer}`,
          supplierkey: settings.supplierKey(),
          "content-type": "application/json",
          accept: "application/json",
        },
        body: JSON.stringify(children),
      });
      if ("problem" in reply) return { kind: "lost", words: clean(reply.problem) };
      if (reply.status === 401) token = null;
      return answerOf(reply, children.length, clean(reply.text));
    },
  };
}

function answerOf(reply: Reply, sent: number, words: string): Answer {
  const { status } = reply;
  if (status === 200) {
    const receipts = receiptsIn(parsed(reply.text), sent);
    return receipts === undefined
      ? { kind: "unclear", words: `${shapeOf(parsed(reply.text))}, and ${sent} receipts were expected.` }
      : { kind: "accepted", receipts };
  }
  const said = `The receiver answered ${status}.`;
  if (status === 400) return { kind: "refused", words };
  if (status === 413) return { kind: "too large", words: said };
  if (status === 401 || status === 403 || status === 429) {
    const why = words === "" ? said : `The receiver answered ${status}: ${words.slice(0, 200)}`;
    return { kind: "turned away", words: why, afterMs: reply.afterMs };
  }
  // What a fault of the receiver's says may repeat what it was sent, of whichever child: only its number is kept.
  return { kind: "lost", words: said };
}

/** What an answer is, without what it says. */
function shapeOf(answer: unknown): string {
  if (answer === undefined) return "The answer is no JSON";
  if (!Array.isArray(answer)) return "The answer is no list";
  return answer.every((each) => typeof each === "string")
    ? `The answer is a list of ${answer.length}, not all of them receipts`
    : `The answer is a list of ${answer.length} other things`;
}

type Reply = { readonly status: number; readonly text: string; readonly afterMs: number | null };

async function ask(
  address: string,
  timeoutMs: number,
  how: { readonly headers: { readonly [name: string]: string }; readonly body: string },
): Promise<Reply | { readonly problem: string }> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: how.headers,
      body: how.body,
      // A key is for the address it was given for and no other.
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await textOf(response), afterMs: waitSaid(response.headers) };
  } catch (error) {
    return { problem: whyNot(error) };
  }
}

/** `Retry-After` in seconds; the form with a date is not taken, and then the usual wait stands. */
function waitSaid(headers: Headers): number | null {
  const said = headers.get("retry-after")?.trim() ?? "";
  return /^\d{1,5}$/.test(said) ? Number(said) * 1000 : null;
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  if (response.body === null) return "";
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error("the answer is too long");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function whyNot(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === "TimeoutError") return "There was no answer in time.";
  switch (cause?.code) {
    case "ECONNREFUSED":
      return "The receiver does not take calls.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "The receiver's name is not known.";
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
      return "The connection was cut.";
    case undefined:
      return message === "fetch failed" ? "The call did not get through." : `The call broke off: ${message}`;
    default:
      return `The call did not get through (${cause?.code}).`;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A receiver may say back what it was sent. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret.length >= 4)
    .reduce((so, secret) => so.replaceAll(secret, "(not shown)"), text)
    .trim();

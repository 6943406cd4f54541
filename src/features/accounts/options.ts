import type { Secret } from "../../platform/auth/seal.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { WebRequest } from "../../platform/web/route.ts";
import type { Asking } from "./signIn.ts";

/** What the slice is given by the composition root. */
export type AccountsOptions = {
  /** 32 random bytes kept in the data folder, not in the database. */
  readonly secret: Secret;
  /** The address people use, for links that are handed over: `https://kith.example.gov.uk`, without a slash at its end. */
  readonly address: string;
  /** Fills a new installation with the demonstration's people, children and accounts. */
  readonly loadDemo: (database: Database) => Promise<void>;
};

/** What signing in looks at in a request. */
export const asking = (request: Pick<WebRequest<unknown, unknown>, "visitor" | "context">): Asking => ({
  visitor: request.visitor,
  now: request.context.now,
  requestId: request.context.requestId,
});

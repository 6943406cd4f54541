import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { randomBytes } from "node:crypto";
import pino, { type Logger } from "pino";
import type { IsoInstant } from "../../kernel/dates.ts";
import { impatient, type Occupancy } from "../db/longWork.ts";
import type { Database } from "../db/transact.ts";
import type { Assets } from "./assets.ts";
import { serveAssets } from "./assetRoute.ts";
import { beforeRoutes } from "./beforeRoutes.ts";
import { cookieNames } from "./cookies.ts";
import { handleFaults } from "./faults.ts";
import { helmet, securityHeaders } from "./headers.ts";
import { logRequests } from "./log.ts";
import { checkOrigin, shedLoad } from "./guards.ts";
import { parseParameters } from "./parameters.ts";
import type { Layout } from "./reply.ts";
import type { Route } from "./route.ts";
import { mount } from "./mount.ts";
import { SESSION_LIMITS, type SessionLimits } from "./session.ts";
import { readVisits } from "./visits.ts";

export type WebConfig = {
  /** The address people use, `https://kith.example.gov.uk`, where it is known; undefined: the host a request was sent to. */
  readonly origin?: string | undefined;
  /** KITH_DATA: uploads go into a folder of it. */
  readonly dataFolder: string;
  readonly sessions?: SessionLimits | undefined;
  /** Requests under way at once; more are turned away in words rather than left to wait until everything is slow. */
  readonly mostAtOnce?: number | undefined;
  /** Proxies whose word on a visitor's address is taken; none unless told. */
  readonly proxies?: readonly string[] | undefined;
};

/** The application, listening or not. */
export type WebApp = FastifyInstance;

export type WebOptions = {
  readonly database: Database;
  readonly routes: readonly Route[];
  /** Puts the page round a body: navigation, banner, who is signed in. */
  readonly layout: Layout;
  readonly assets: Assets;
  readonly config: WebConfig;
  readonly now: () => IsoInstant;
  /** What long work this process has under way on the database's one session; none unless told. */
  readonly busy?: Occupancy | undefined;
  /** Silent unless given. It is never handed bodies, query strings, names, or an error's message. */
  readonly log?: Logger | undefined;
};

const FORM_BYTES = 2_000_000;

/**
 * The web application over a list of routes. It listens to nothing until told; tests ask it with `inject`.
 */
export function webServer(options: WebOptions): FastifyInstance {
  const { config } = options;
  const log = options.log ?? pino({ level: "silent" });
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Its own lines carry addresses with their query strings.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(9).toString("base64url"),
    requestIdHeader: false,
    trustProxy: config.proxies === undefined || config.proxies.length === 0 ? false : [...config.proxies],
    bodyLimit: FORM_BYTES,
    requestTimeout: 600_000,
    ...beforeRoutes,
    routerOptions: { querystringParser: parseParameters, maxParamLength: 200, ignoreTrailingSlash: true },
  });
  const names = cookieNames(config.origin);

  // Forms only: nothing here takes JSON or plain text, so nothing reads them.
  app.removeAllContentTypeParsers();
  void app.register(cookie);
  void app.register(formbody, { parser: parseParameters, bodyLimit: FORM_BYTES });
  void app.register(multipart);
  void app.register(helmet, securityHeaders(names.secure));

  logRequests(app, log);
  shedLoad(app, config.mostAtOnce ?? 120, options.layout, options.now);
  const reading = options.busy === undefined ? options.database : impatient(options.database, options.busy);
  const visits = readVisits({ ...options, reading }, names, config.sessions ?? SESSION_LIMITS);
  checkOrigin(app, config.origin, visits, options.layout);
  serveAssets(app, options.assets);
  handleFaults(app, visits, options.layout, log);
  // In a plugin of its own, so that the routes come after those above and are covered by them.
  void app.register((inner, _options, done) => {
    for (const route of options.routes) mount(inner, route, { ...options, reading, names, visits });
    done();
  });
  return app;
}

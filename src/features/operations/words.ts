import type { AuditFacts, FeedFacts, HealthFacts, JobFacts } from "./facts.ts";
import type { Standing } from "./standing.ts";
import { sayDate, sayDays, sayNumber } from "../../ui/words.ts";

export type LineId = "engine" | "durability" | "lock" | "user" | "migrations" | "jobs" | "feeds" | "audit";

export const LINE_WORDS: Readonly<Record<LineId, string>> = {
  engine: "Database",
  durability: "Saving",
  lock: "Lock",
  user: "Database user",
  migrations: "Tables",
  jobs: "Work in the background",
  feeds: "Files brought in",
  audit: "Audit",
};

/** Why anybody should care, for the page. */
export const MEANING: Readonly<Record<LineId, string>> = {
  engine:
    "Which database holds the record. PostgreSQL is for real records; the embedded one is for a trial, training and demonstrations.",
  durability: "Whether what Kith says is saved is on the disk.",
  lock: "Two processes on one embedded database would lose each other’s work.",
  user: "Row security keeps people to the records they may see. A database user who is above it makes that wall useless.",
  migrations: "The tables must be those this version of Kith expects.",
  jobs: "Files being read, and other work that does not hold anybody up.",
  feeds: "A stale file makes what it would tell unknown, and Kith shows it as unknown.",
  audit: "Each act and each look at a child is written down, then sealed so that a change would be seen.",
};

export const TO_DO: Readonly<Record<LineId, string>> = {
  engine:
    "Real records belong on PostgreSQL 15.14, 16.10, 17.6 or later. From the embedded database, `kith move` takes everything there.",
  durability:
    "Keep your present system and take backups. Before this holds real records, move to PostgreSQL with fsync on.",
  lock: "Stop the other process.",
  user: "Connect as a user that is neither superuser nor BYPASSRLS: `alter role NAME nosuperuser nobypassrls`.",
  migrations: "Run `kith migrate`, or start this version of Kith, which does it.",
  jobs: "Look at what failed, and that Kith is running. `kith doctor` says more.",
  feeds: "Bring in a fresh file. Until then, what it would tell is shown as unknown.",
  audit:
    "Run `kith verify` and keep what it says. Rows stand unsealed when Kith is not running, or when Kith did not write them.",
};

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  fine: "Fine",
  look: "Look at this",
  act: "Act on this",
};

export function sayEngine(facts: HealthFacts): string {
  const version = facts.serverVersion.split(" ")[0] ?? "";
  return facts.engine === "pglite"
    ? `The embedded database (PostgreSQL ${version}).`
    : `PostgreSQL ${version}.`;
}

export function sayUser({ engine, user }: HealthFacts): string {
  if (engine === "pglite")
    return "The embedded database has one user, who may do everything; Kith takes a role with fewer rights in each transaction.";
  if (user.superuser) return "Kith connects as a superuser, whom no wall stops.";
  return user.passesWalls
    ? "Kith connects as a user who passes row security."
    : "Kith connects as a user whom row security stops.";
}

export function sayMigrations({ migrations }: HealthFacts): string {
  const { applied, waiting } = migrations;
  return waiting.length === 0
    ? `Up to date: ${applied.length} applied.`
    : `${waiting.length} not applied yet: ${waiting.join(", ")}.`;
}

export function sayJobs(jobs: JobFacts): string {
  const waits = jobs.oldestSeconds === null ? "" : `, the oldest for ${sayAge(jobs.oldestSeconds)}`;
  return `${sayNumber(jobs.waiting)} waiting${waits}; ${sayNumber(jobs.running)} running; ${sayNumber(jobs.failed)} failed.`;
}

const FORMATS: { readonly [format: string]: string | undefined } = {
  cin: "Children in need census",
  ssda903: "Looked-after children return",
  "annex-a": "Ofsted’s child-level lists",
  ssd: "Standard Safeguarding Dataset",
};

export const sayFeed = (feed: FeedFacts): string =>
  `${FORMATS[feed.format] ?? feed.format}: speaks for ${sayDate(feed.asAt)}, ${sayDays(feed.ageDays)} ago${feed.stale ? ", which is stale" : ""}.`;

export function sayAudit(audit: AuditFacts): string {
  const waits =
    audit.unsealed === 0
      ? "all sealed"
      : `${sayNumber(audit.unsealed)} not sealed${audit.oldestSeconds === null ? "" : `, the oldest for ${sayAge(audit.oldestSeconds)}`}`;
  return `${sayNumber(audit.rows)} rows, ${waits}.`;
}

/** Seconds as people say them: 95 is "2 minutes". */
export function sayAge(seconds: number): string {
  if (seconds < 60) return said(Math.max(0, seconds), "second");
  if (seconds < 7200) return sayDays(Math.round(seconds / 60), "minute");
  if (seconds < 172_800) return sayDays(Math.round(seconds / 3600), "hour");
  return sayDays(Math.round(seconds / 86_400));
}

const said = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

import type { Underway } from "../../platform/db/longWork.ts";
import type { HealthFacts } from "./facts.ts";
import type { Standing } from "./standing.ts";
import {
  type LineId,
  sayAudit,
  sayEngine,
  sayFeed,
  sayJobs,
  sayMigrations,
  sayUser,
  TO_DO,
} from "./words.ts";

export type HealthLine = {
  readonly id: LineId;
  /** Which feed, where there is a line for each. */
  readonly of?: string;
  readonly standing: Standing;
  readonly says: string;
  /** What to do about it; null when it is fine. */
  readonly toDo: string | null;
};

/** A queue is slow after five minutes and stuck after an hour. */
const SLOW_SECONDS = 300;
const STUCK_SECONDS = 3600;

/** Sealing comes round every second. */
const UNSEALED_LOOK = 120;
const UNSEALED_ACT = 900;

/** The first safe release of each major version: before it, statistics tell about rows behind a wall (CVE-2025-8713). */
const SAFE: { readonly [major: number]: number } = { 15: 14, 16: 10, 17: 6 };

/** What each fact means. Pure: the same facts always mean the same. */
export function judge(facts: HealthFacts): HealthLine[] {
  return [
    line("engine", engineStanding(facts), sayEngine(facts)),
    line(
      "durability",
      durability(facts),
      facts.fsync
        ? "Each save waits for the disk."
        : "Saves do not wait for the disk: they survive a crash of Kith, not a power cut.",
    ),
    line(
      "lock",
      "fine",
      facts.lock === "held"
        ? "One process has the data folder, under a lock."
        : "PostgreSQL serves many processes; no lock is needed.",
    ),
    line("user", userStanding(facts), sayUser(facts)),
    line("migrations", facts.migrations.waiting.length === 0 ? "fine" : "act", sayMigrations(facts)),
    line("jobs", jobsStanding(facts), sayJobs(facts.jobs)),
    ...feedLines(facts),
    line("audit", auditStanding(facts), sayAudit(facts.audit)),
  ];
}

function line(id: LineId, standing: Standing, says: string, of?: string): HealthLine {
  return {
    id,
    standing,
    says,
    toDo: standing === "fine" ? null : TO_DO[id],
    ...(of === undefined ? {} : { of }),
  };
}

function engineStanding(facts: HealthFacts): Standing {
  if (facts.engine === "pglite") return facts.kind === "service" ? "act" : "fine";
  const [major = 0, minor = 0] = facts.serverVersion.split(/[. ]/).map(Number);
  if (major < 15) return "act";
  const safe = SAFE[major];
  return safe !== undefined && minor < safe ? "act" : "fine";
}

function durability(facts: HealthFacts): Standing {
  if (facts.fsync) return "fine";
  if (facts.kind === "demonstration") return "fine";
  return facts.kind === "service" ? "act" : "look";
}

/** The embedded engine has one user, who is everything; there the roles Kith takes in each transaction are the only wall, which for a trial will do. */
function userStanding(facts: HealthFacts): Standing {
  if (!facts.user.superuser && !facts.user.passesWalls) return "fine";
  if (facts.engine === "pglite") return facts.kind === "service" ? "act" : "fine";
  return "act";
}

function jobsStanding({ jobs }: HealthFacts): Standing {
  const oldest = jobs.oldestSeconds ?? 0;
  if (jobs.failed > 0 || oldest > STUCK_SECONDS) return "act";
  return oldest > SLOW_SECONDS ? "look" : "fine";
}

function feedLines(facts: HealthFacts): HealthLine[] {
  if (facts.feeds.length === 0)
    return [line("feeds", facts.kind === "undecided" ? "fine" : "look", "No file has been brought in yet.")];
  return facts.feeds.map((feed) =>
    line("feeds", feed.stale && facts.kind !== "demonstration" ? "act" : "fine", sayFeed(feed), feed.format),
  );
}

function auditStanding({ audit }: HealthFacts): Standing {
  const oldest = audit.oldestSeconds ?? 0;
  if (oldest > UNSEALED_ACT) return "act";
  return oldest > UNSEALED_LOOK ? "look" : "fine";
}

/** The worst of the lines. */
export function worst(lines: readonly { readonly standing: Standing }[]): Standing {
  if (lines.some((one) => one.standing === "act")) return "act";
  return lines.some((one) => one.standing === "look") ? "look" : "fine";
}

/** `/health`: what a monitor is told. It carries nothing about any person. */
export type HealthReport = {
  /** `busy`: alive, and at work that has the embedded database to itself; how the rest stands will be known when it is done. */
  readonly status: Standing | "busy" | "down";
  readonly version: string;
  readonly time: string;
  readonly problem?: string;
  /** While busy: with what, and how much of it is done where that is known. */
  readonly doing?: string;
  readonly percentDone?: number;
} & Partial<Record<"engine" | "fsync" | "lock" | "migrations" | "jobs" | "feeds" | "audit", unknown>>;

export function reportOf(facts: HealthFacts): HealthReport {
  return {
    status: facts.migrations.waiting.length > 0 ? "down" : worst(judge(facts)),
    version: facts.version,
    engine: facts.engine,
    fsync: facts.fsync,
    lock: facts.lock,
    migrations: { applied: facts.migrations.applied.length, waiting: facts.migrations.waiting.length },
    jobs: facts.jobs,
    feeds: facts.feeds,
    audit: { rows: facts.audit.rows, unsealed: facts.audit.unsealed },
    time: facts.time,
  };
}

/** What a monitor is told while long work has the embedded database. The database is not asked. */
export function busyReport(
  by: Pick<Underway, "title" | "done" | "total">,
  about: { readonly version: string; readonly time: string },
): HealthReport {
  return {
    status: "busy",
    ...about,
    doing: by.title,
    ...(by.total === undefined ? {} : { percentDone: Math.floor((100 * by.done) / Math.max(1, by.total)) }),
  };
}

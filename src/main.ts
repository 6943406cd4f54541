import type { Io } from "./cli/common.ts";
import type { Deps } from "./cli/deps.ts";

/**
 * The command line. Each command is loaded when it is called, so that a check of a file does not wait for a database engine it will not use.
 */
type Command = {
  readonly about: string;
  readonly load: () => Promise<(argv: string[], io: Io) => Promise<number>>;
};

const COMMANDS: { readonly [name: string]: Command } = {
  serve: {
    about: "serve Kith on this machine (what npm start does)",
    load: async () => (await import("./cli/serve.ts")).runServe,
  },
  demo: {
    about: "fill an empty installation with the invented authority Northmoor",
    load: async () => (await import("./cli/demo.ts")).runDemo,
  },
  import: {
    about: "show what files would do, and with --yes bring them in",
    load: async () => withDeps((await import("./cli/import.ts")).runImport),
  },
  export: {
    about: "write everything held as CSV files with a dictionary",
    load: async () => withDeps((await import("./cli/export.ts")).runExport),
  },
  verify: {
    about: "check the audit: edited, deleted, inserted, reordered or cut rows",
    load: async () => withDeps((await import("./cli/verify.ts")).runVerify),
  },
  doctor: {
    about: "say how this installation is and what to act on",
    load: async () => withDeps((await import("./cli/doctor.ts")).runDoctor),
  },
  migrate: {
    about: "bring the database to this version",
    load: async () => withDeps((await import("./cli/migrate.ts")).runMigrate),
  },
  rebuild: {
    about: "work out every duty and breach again from what happened",
    load: async () => withDeps((await import("./cli/rebuild.ts")).runRebuild),
  },
  user: {
    about: "make, list, disable and reset accounts",
    load: async () => withDeps((await import("./cli/user.ts")).runUser),
  },
  backup: {
    about: "write a full backup to a file",
    load: async () => withDeps((await import("./cli/backup.ts")).runBackup),
  },
  restore: {
    about: "restore a backup into an empty database",
    load: async () => withDeps((await import("./cli/restore.ts")).runRestore),
  },
  move: {
    about: "move a trial to PostgreSQL",
    load: async () => withDeps((await import("./cli/move.ts")).runMove),
  },
  published: {
    about: "load published figures of all authorities: kith published load FOLDER",
    load: async () => withDeps((await import("./cli/published.ts")).runPublished),
  },
  check: {
    about: "check a statutory file: kith check cin FILE",
    load: async () => (await import("./cli/check.ts")).runCheck,
  },
  chart: {
    about: "compute control charts and funnels from a file of series",
    load: async () => (await import("./cli/chart.ts")).runChart,
  },
  forecast: {
    about: "forecast series from a file",
    load: async () => (await import("./cli/forecast.ts")).runForecast,
  },
  staffing: {
    about: "staffing questions from a file",
    load: async () => (await import("./cli/staffing.ts")).runStaffing,
  },
};

/** Gives a command that needs an installation the means to open it. */
function withDeps(
  run: (argv: string[], deps: Deps) => Promise<number>,
): (argv: string[], io: Io) => Promise<number> {
  return async (argv, io) => {
    const { commandDeps } = await import("./cli/open.ts");
    return await run(argv, commandDeps(io));
  };
}

function usage(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `kith: child protection for English local authorities\n\nUsage: kith COMMAND [options]\n\n${lines.join("\n")}\n\n  kith COMMAND --help says more of each. Exit codes: 0 done, 1 done and something to act on, 2 wrong use, 3 could not open.\n`;
}

export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    io.out(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    const { VERSION } = await import("./version.ts");
    io.out(`${VERSION}\n`);
    return 0;
  }
  const command = COMMANDS[name];
  if (command === undefined) {
    io.err(`kith: there is no command “${name}”.\n\n${usage()}`);
    return 2;
  }
  const run = await command.load();
  return await run(rest, io);
}

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};
process.exitCode = await main(process.argv.slice(2), io);

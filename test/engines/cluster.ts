import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

/** A PostgreSQL server of our own: no network, one folder, gone when this process is. */
export type Cluster = {
  /** Makes an empty database, or a copy of one, and gives its address. The person who connects owns it and is not a superuser. */
  create(name: string, template?: string): Promise<string>;
  drop(name: string): Promise<void>;
};

const BINARIES = "/usr/lib/postgresql";

/** @throws when this machine has no PostgreSQL: a suite that says it ran on both engines ran on both */
export function findBinaries(): string {
  const given = process.env["KITH_POSTGRES_BIN"];
  if (given !== undefined) return given;
  const versions = existsSync(BINARIES)
    ? readdirSync(BINARIES)
        .filter((version) => Number(version) >= 15 && existsSync(join(BINARIES, version, "bin/initdb")))
        .sort((a, b) => Number(b) - Number(a))
    : [];
  const newest = versions[0];
  if (newest === undefined)
    throw new Error(
      `These tests need PostgreSQL 15 or later in ${BINARIES}/*/bin (Debian: apt-get install postgresql), or KITH_POSTGRES_BIN set to its folder.`,
    );
  return join(BINARIES, newest, "bin");
}

type Owner = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root, so root runs it as the postgres user. */
function serverUser(): Owner {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

/**
 * Starts the server. A shell stands between it and us and holds the other end of a pipe: when this process ends, however it ends, the pipe closes, and the
 * shell stops the server and removes its folder.
 */
export async function startCluster(options: { durable?: boolean } = {}): Promise<Cluster> {
  const bin = findBinaries();
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "kith-pg-"));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  execFileSync(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
    {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  // Tests throw the cluster away, so they need no fsync; a benchmark or a kill test is told what a real server would do.
  const durable =
    options.durable === true
      ? "shared_buffers=1GB max_wal_size=4GB"
      : "fsync=off full_page_writes=off synchronous_commit=off";
  const settings = `listen_addresses='' max_connections=60 ${durable}`
    .split(" ")
    .map((setting) => `-c ${setting}`)
    .join(" ");
  const script = join(folder, "serve.sh");
  writeFileSync(
    script,
    `"${bin}/postgres" -D "${data}" ${settings} -c unix_socket_directories='${folder}' >"${folder}/log" 2>&1 &
server=$!
cat >/dev/null
kill -INT $server
wait $server
rm -rf "${folder}"
`,
    { mode: 0o644 },
  );
  const shell = spawn("sh", [script], { ...user, cwd: folder, stdio: ["pipe", "ignore", "ignore"] });
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  const admin = (database: string): Client =>
    new Client({ host: folder, user: "postgres", database, connectionTimeoutMillis: 2000 });
  await untilReady(() => admin("postgres"));
  await withClient(admin("postgres"), (client) =>
    client.query("create role kith login createrole createdb nosuperuser"),
  );
  return {
    create: async (name, template = "template0") => {
      await withClient(admin("postgres"), async (client) => {
        // A connection that is closing still counts as one, and a database with one cannot be copied.
        await client.query(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1",
          [template],
        );
        await client.query(`create database ${name} owner kith template ${template} encoding 'UTF8'`);
      });
      await withClient(admin(name), (client) => client.query("alter schema public owner to kith"));
      return `postgres://kith@localhost/${name}?host=${encodeURIComponent(folder)}`;
    },
    drop: async (name) => {
      await withClient(admin("postgres"), (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      );
    },
  };
}

async function withClient(client: Client, work: (client: Client) => Promise<unknown>): Promise<void> {
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function untilReady(open: () => Client): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await withClient(open(), (client) => client.query("select 1"));
      return;
    } catch (error) {
      if (attempt > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

import { parseArgs } from "node:util";
import {
  disableAccount,
  enableAccount,
  inviteAccount,
  type Link,
  sendNewLink,
} from "../features/accounts/commands.ts";
import { LINK_HOURS } from "../features/accounts/invitations.ts";
import { type AccountLine, listAccounts } from "../features/accounts/queries.ts";
import { ROLES } from "../features/accounts/roles.ts";
import { type Context, systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import type { Result } from "../kernel/result.ts";
import type { Command } from "../platform/command.ts";
import { perform } from "../platform/command.ts";
import { type Io, readCommand, type Values } from "./common.ts";
import { answer, type Deps, type Opened, withOpened } from "./deps.ts";

const HELP = `Usage: kith user list [--json]
       kith user add --name NAME --sign-in EMAIL --role ROLE [--role ROLE ...] [--team REF ...] [--worker REF]
       kith user disable EMAIL
       kith user enable EMAIL
       kith user reset EMAIL [--factor-lost]
Each takes --data FOLDER and --json.

add, enable and reset print a link that works once, for ${LINK_HOURS} hours: hand it to its owner and to nobody else. They choose
their password with it. --factor-lost also clears a second factor that was lost. Everything is written to the audit.

Roles:
${ROLES.filter((role) => role.rights.length > 0)
  .map((role) => `  ${role.id.padEnd(34)}${role.name}\n`)
  .join("")}
Exit codes: 0 done, 1 refused, 2 wrong use, 3 could not open.
`;

type Act = (opened: Opened, values: Values, io: Io, address: string) => Promise<number>;

export async function runUser(argv: string[], deps: Deps): Promise<number> {
  let chosen: (typeof ACTS)[string] | undefined;
  const read = readCommand(deps.io, HELP, () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        name: { type: "string" },
        "sign-in": { type: "string" },
        role: { type: "string", multiple: true },
        team: { type: "string", multiple: true },
        worker: { type: "string" },
        "factor-lost": { type: "boolean" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    const [name = "", ...rest] = positionals;
    chosen = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
    if (values.help === true) return values;
    if (chosen === undefined) throw new Error("Say what to do: list, add, disable, enable or reset.");
    if (rest.length !== (chosen.names === "somebody" ? 1 : 0))
      throw new Error(
        `kith user ${name} takes ${chosen.names === "somebody" ? "one sign-in name" : "options only"}.`,
      );
    return chosen.names === "somebody" ? { ...values, "sign-in": rest[0] ?? "" } : values;
  });
  if (!read.ok) return read.code;
  const address = read.config.origin ?? `http://${read.config.host}:${read.config.port}`;
  return await withOpened(deps, read.config, { migrate: true, seal: true }, async (opened) => {
    if (opened.authorityId === 0) {
      deps.io.err("This installation has not been set up yet. Start Kith and set it up first.\n");
      return 1;
    }
    return (await chosen?.act(opened, read.values, deps.io, address)) ?? 2;
  });
}

/** Whoever may run this on the machine may make accounts; the audit says that it was done from there. */
const operator = (opened: Opened): Context => ({
  ...systemContext("kith user (command line)", opened.authorityId, systemNow()),
  rights: new Set(["accounts"]),
});

async function list(opened: Opened, values: Values, io: Io): Promise<number> {
  const accounts = await everyone(opened);
  const text = accounts.map(
    (account) =>
      `${account.signIn}  ${account.name}  ${account.state}  ${account.roles.join(", ") || "no role"}\n`,
  );
  answer(
    io,
    values["json"] === true,
    accounts,
    text.length === 0 ? "Nobody has an account.\n" : text.join(""),
  );
  return 0;
}

async function everyone(opened: Opened): Promise<AccountLine[]> {
  return await opened.database.transact(
    systemContext("kith user (command line)", opened.authorityId, systemNow()),
    (handle) => listAccounts(handle, 1_000_000, undefined),
  );
}

async function add(opened: Opened, values: Values, io: Io, address: string): Promise<number> {
  const made = await perform(opened.database, operator(opened), inviteAccount, {
    name: values["name"],
    signIn: values["sign-in"],
    roles: values["role"],
    teamRefs: values["team"],
    workerRef: values["worker"],
  });
  return tellLink(made, values, io, address);
}

const disable: Act = (opened, values, io) =>
  toThem(opened, values, io, disableAccount, {}, ({ sessions }) => {
    answer(
      io,
      values["json"] === true,
      { disabled: values["sign-in"], sessions },
      `Disabled. ${sessions} sessions ended.\n`,
    );
    return 0;
  });

const enable: Act = (opened, values, io, address) =>
  toThem(opened, values, io, enableAccount, {}, (link) =>
    tellLink({ ok: true, value: link }, values, io, address),
  );

const reset: Act = (opened, values, io, address) =>
  toThem(opened, values, io, sendNewLink, values["factor-lost"] === true ? { factor: "lost" } : {}, (link) =>
    tellLink({ ok: true, value: link }, values, io, address),
  );

async function toThem<Input, Output>(
  opened: Opened,
  values: Values,
  io: Io,
  command: Command<Input, Output>,
  more: object,
  done: (output: Output) => number,
): Promise<number> {
  const signIn = String(values["sign-in"]).toLowerCase();
  const found = (await everyone(opened)).find((account) => account.signIn.toLowerCase() === signIn);
  if (found === undefined) {
    io.err(`Nobody has the sign-in name ${signIn}. kith user list says who has one.\n`);
    return 1;
  }
  const result = await perform(opened.database, operator(opened), command, { id: String(found.id), ...more });
  if (result.ok) return done(result.value);
  return refused(result, io);
}

function refused(result: Extract<Result<unknown>, { ok: false }>, io: Io): number {
  for (const { message, field } of result.failures)
    io.err(`${message}${field === undefined ? "" : ` (${field})`}.\n`);
  return 1;
}

function tellLink(made: Result<Link>, values: Values, io: Io, address: string): number {
  if (!made.ok) return refused(made, io);
  const { name, token } = made.value;
  const link = `${address}/invite/${token}`;
  answer(
    io,
    values["json"] === true,
    { name, signIn: values["sign-in"], link, hours: LINK_HOURS },
    `A link for ${name}, which works once, for ${LINK_HOURS} hours. Hand it to them and to nobody else:\n${link}\n`,
  );
  return 0;
}

const ACTS: { readonly [name: string]: { readonly act: Act; readonly names: "nobody" | "somebody" } } = {
  list: { act: list, names: "nobody" },
  add: { act: add, names: "nobody" },
  disable: { act: disable, names: "somebody" },
  enable: { act: enable, names: "somebody" },
  reset: { act: reset, names: "somebody" },
};

import type { Context } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { refused, type WebReply } from "../../platform/web/route.ts";
import { seesCoarse } from "../insight/suppress.ts";
import { linkFor } from "./deliver.ts";
import { answerOf, type Link } from "./links.ts";
import { mayHave } from "./schedules.ts";
import type { Audience } from "./sees.ts";
import { packName } from "./stamp.ts";
import { type FileKind, type Pack, readFileOf, readPackRow } from "./store.ts";

const TYPES: Readonly<Record<FileKind, string>> = {
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The packs somebody may see on the list: who opens no records, those for members only. */
export const audiencesOf = (context: Context): readonly Audience[] =>
  seesCoarse(context) ? ["members"] : ["leaders", "members"];

const idOf = (params: { readonly [name: string]: string }): number | null =>
  /^\d{1,15}$/.test(params["id"] ?? "") ? Number(params["id"]) : null;

/** A pack that an address names, where the person may have it. */
export async function packFor(
  handle: Handle,
  params: { readonly [name: string]: string },
): Promise<Pack | undefined> {
  const id = idOf(params);
  if (id === null) return undefined;
  const pack = await readPackRow(handle.db, handle.context.authorityId, id);
  return pack !== undefined && audiencesOf(handle.context).includes(pack.audience) ? pack : undefined;
}

/** The pack a link leads to. Anybody but the one it was made for finds nothing; the one it was made for is told why it no longer opens. */
export async function openLink(
  handle: Handle,
  secret: Secret,
  params: { readonly [name: string]: string },
): Promise<{ readonly pack: Pack; readonly link: Link } | { readonly refusal: WebReply }> {
  const { context } = handle;
  const nothing = { refusal: refused(notFound().failures) };
  const id = idOf(params);
  if (id === null || context.accountId === null) return nothing;
  const accountId = context.accountId;
  const found = await handle.asSystem(async (db) => ({
    pack: await readPackRow(db, context.authorityId, id),
    link: await linkFor(db, id, accountId),
  }));
  const { pack, link } = found;
  if (pack === undefined || link === undefined) return nothing;
  const answer = answerOf(secret, link, { accountId, token: params["token"] ?? "", now: context.now });
  if (answer === "not yours") return nothing;
  // Their role may have changed since: who opens no records any more gets no leaders' pack.
  if (
    answer !== "opens" ||
    !audiencesOf(context).includes(pack.audience) ||
    !mayHave(pack.audience, context.roles)
  ) {
    await handle.audit("report.linkRefused", { detail: { pack: id, link: link.id, because: answer } });
    return {
      refusal: refused([
        {
          code: "not-allowed",
          message:
            answer === "revoked"
              ? "This link was taken back. Ask whoever looks after the packs."
              : answer === "over"
                ? "This link no longer opens: its days are over. Ask for a new one."
                : "Your role does not see this pack any more.",
        },
      ]),
    };
  }
  if (link.openedAt === null)
    await handle.asSystem((db) =>
      db
        .updateTable("report_link")
        .set({ opened_at: context.now })
        .where("id", "=", link.id)
        .where("opened_at", "is", null)
        .execute(),
    );
  return { pack, link };
}

/** A pack's file, handed over and written down. */
export async function fileOf(
  handle: Handle,
  pack: Pack,
  kind: FileKind,
  link: number | null,
): Promise<WebReply> {
  const content = await handle.asSystem((db) => readFileOf(db, pack, kind));
  await handle.audit("report.taken", { detail: { pack: pack.id, kind, ...(link === null ? {} : { link }) } });
  return { kind: "file", name: packName(pack, kind), type: TYPES[kind], content };
}

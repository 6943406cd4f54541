import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Context } from "../../kernel/context.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import { type Db, insertMany, nextIds } from "../record/bulk.ts";
import { addItems, type Items, type Total, type Totals } from "./items.ts";
import type { IssuesThen, Submission } from "./submissions.ts";
import type { ReturnId } from "./year.ts";

/** What one child of a kept file adds to its numbers, and the rows or the line it came from. */
export type KeptChild = {
  readonly personId: number | null;
  readonly localId: string | null;
  readonly items: Items;
  readonly madeOf: readonly string[];
};

/** A file on its way into the store: its bytes and its children as they come, then what is known last. */
export type Keeping = {
  readonly id: number;
  readonly bytes: (piece: Uint8Array) => Promise<void>;
  readonly children: (children: readonly KeptChild[]) => Promise<void>;
  readonly end: (about: {
    readonly origin: Submission["origin"];
    readonly fileName: string;
    readonly asAt: IsoDate;
    readonly issues: IssuesThen;
  }) => Promise<{ readonly children: number; readonly sha256: string }>;
};

/** Bytes of the file in one stored piece. */
const PIECE = 2_000_000;

/** Keeps a file in pieces while it is made or read, so that no more of it than one is in memory. In the caller's transaction, as the system. */
export async function startKeeping(db: Db, context: Context, of: ReturnId): Promise<Keeping> {
  const authority = context.authorityId;
  const [id] = await nextIds(db, "return_submission", 1);
  if (id === undefined) throw new Error("no number for the file");
  const hash = createHash("sha256");
  const totals: Record<string, Total> = {};
  let waiting: Uint8Array[] = [];
  let held = 0;
  let bytes = 0;
  let parts = 0;
  let places = 0;
  const put = async (): Promise<void> => {
    if (held === 0) return;
    const packed = gzipSync(Buffer.concat(waiting)).toString("base64");
    await insertMany(db, "return_submission_part", [
      { submission_id: id, no: parts, authority_id: authority, packed },
    ]);
    parts += 1;
    waiting = [];
    held = 0;
  };
  return {
    id,
    bytes: async (piece) => {
      hash.update(piece);
      bytes += piece.byteLength;
      held += piece.byteLength;
      waiting.push(piece);
      if (held >= PIECE) await put();
    },
    children: async (children) => {
      for (const child of children) addItems(totals, child.items);
      await insertMany(
        db,
        "return_submission_child",
        children.map((child, at) => ({
          submission_id: id,
          place: places + at + 1,
          authority_id: authority,
          person_id: child.personId,
          local_id: child.localId,
          items: JSON.stringify(child.items),
          made_of: JSON.stringify(child.madeOf),
        })),
      );
      places += children.length;
    },
    end: async (about) => {
      await put();
      const sha256 = hash.digest("hex");
      await insertMany(db, "return_submission", [
        {
          id,
          authority_id: authority,
          return_kind: of.kind,
          year: of.year,
          origin: about.origin,
          file_name: about.fileName,
          as_at: about.asAt,
          made_at: context.now,
          made_by: context.accountId,
          by_name: context.who,
          sha256,
          bytes,
          parts,
          children: places,
          items: JSON.stringify(totals satisfies Totals),
          issues: JSON.stringify(about.issues),
        },
      ]);
      return { children: places, sha256 };
    },
  };
}

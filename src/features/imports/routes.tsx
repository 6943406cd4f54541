import { rm } from "node:fs/promises";
import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import type { Failure } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { address, EMPTY_FORM, type FormState, keyPage } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type UploadedFile } from "../../platform/web/route.ts";
import type { Spine } from "../record/spine.ts";
import { WATCH_SECONDS } from "../../ui/pieces/look-again.tsx";
import { asAtFields, bringIn, receiveFiles, setAside, tryAgain } from "./commands.ts";
import { AppliedPage } from "./pages/applied.tsx";
import { BatchPage, titleOf } from "./pages/batch.tsx";
import { FindingsPage } from "./pages/findings.tsx";
import { StartPage } from "./pages/start.tsx";
import { VanishedPage } from "./pages/vanished.tsx";
import { appliedFile, consequencesOf, findingCodes, findingsOf, touchedChildren } from "./queries.ts";
import { agesOf, MOST_UPLOAD_BYTES, PAGE_SIZE } from "./rules.ts";
import { batchRuns, isWorking, newestByFormat, recentRuns, takesFiles } from "./runs.ts";
import { removeStored } from "./uploads.ts";
import { closeVanished, keepVanished, readKey, vanishedRows, writeKey } from "./vanished.ts";

/** What the pages about files need from outside the slice. */
export type ImportRoutes = {
  readonly spine: Spine;
  /** The folder uploads are kept in: the same as the web platform's and the jobs'. */
  readonly uploads: string;
  /** Told that there is work, so that it starts at once. */
  readonly wake?: () => void;
  /** Whether other machines can reach the pages. */
  readonly reachable: boolean;
};

const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .optional();
const NOT_FOUND: readonly Failure[] = [{ code: "not-found", message: "We cannot find that page." }];

/** Every page about files. The fixed paths stand before those of a batch. */
export const importRoutes = (deps: ImportRoutes): readonly Route[] => [
  ...addingRoutes(deps),
  ...aboutFilesRoutes(deps),
  ...vanishedRoutes(deps),
  ...batchRoutes(deps),
];

const start = async (database: Database, context: Context, reachable: boolean, form: FormState) =>
  await database.transact(context, async (handle) =>
    page(
      "Bring in files",
      <StartPage
        feeds={agesOf(await newestByFormat(handle), handle.today)}
        recent={await recentRuns(handle)}
        {...await takesFiles(handle, reachable)}
        mayDecide={may(context, "vanished.decide")}
        form={form}
      />,
      { wide: true, ...(form.failures.length > 0 ? { status: 422 } : {}) },
    ),
  );

const discard = async (files: readonly UploadedFile[]): Promise<void> => {
  for (const file of files) await rm(file.path, { force: true });
};

function addingRoutes(deps: ImportRoutes): Route[] {
  return [
    route({
      method: "GET",
      path: "/import",
      right: "import",
      handle: async ({ database, context }) => await start(database, context, deps.reachable, EMPTY_FORM),
    }),
    route({
      method: "POST",
      path: "/import",
      right: "import",
      body: z.strictObject(asAtFields),
      upload: { maxBytes: MOST_UPLOAD_BYTES },
      handle: async ({ database, context, files, body }) => {
        const done = await perform(database, context, receiveFiles(files, deps.reachable), body);
        if (!done.ok) {
          await discard(files);
          return await start(database, context, deps.reachable, { values: body, failures: done.failures });
        }
        // The same file twice was kept once.
        const kept = new Map(files.map((file) => [file.hash, file.path]));
        await discard(files.filter((file) => kept.get(file.hash) !== file.path));
        deps.wake?.();
        return redirect(`/import/${done.value.batch}`);
      },
    }),
  ];
}

function aboutFilesRoutes(deps: ImportRoutes): Route[] {
  const words = wordsOf(deps.spine);
  return [
    route({
      method: "GET",
      path: "/import/files/:sourceId",
      right: "import",
      query: z.strictObject({ after: number }),
      handle: async ({ database, context, params, query }) => {
        const id = Number(params["sourceId"]);
        if (!Number.isSafeInteger(id) || id > 2_147_483_647) return refused(NOT_FOUND);
        return await database.transact(context, async (handle) => {
          const file = await appliedFile(handle, id);
          if (file === undefined) return refused(NOT_FOUND);
          const found = await touchedChildren(handle, id, Number(query.after ?? 0));
          const shown = keyPage(found, PAGE_SIZE, (child) => child.id);
          return page(
            file.fileName,
            <AppliedPage
              file={file}
              consequence={await consequencesOf(handle, id)}
              children={shown.rows}
              next={shown.next}
              findings={await findingCodes(handle, id)}
              words={words}
              context={context}
              mayDecide={may(context, "vanished.decide")}
            />,
            { wide: true },
          );
        });
      },
    }),
    route({
      method: "GET",
      path: "/import/findings",
      right: "import",
      query: z.strictObject({ code: z.string().max(80).optional(), after: number }),
      handle: async ({ database, context, query }) =>
        await database.transact(context, async (handle) => {
          const { code } = query;
          const rows = code === undefined ? [] : await findingsOf(handle, code, Number(query.after ?? 0));
          const shown = keyPage(rows, PAGE_SIZE, (row) => row.id);
          return page(
            "What is missing or odd in the files",
            <FindingsPage
              codes={await findingCodes(handle)}
              chosen={code === undefined ? undefined : { code, rows: shown.rows, next: shown.next }}
              context={context}
            />,
            { wide: true },
          );
        }),
    }),
  ];
}

type Where = { readonly file?: string | undefined; readonly after?: string | undefined };

function vanishedRoutes(deps: ImportRoutes): Route[] {
  const show = async (database: Database, context: Context, where: Where, form: FormState) =>
    await database.transact(context, async (handle) => {
      const only = where.file === undefined ? undefined : Number(where.file);
      const rows = await vanishedRows(handle, deps.spine, readKey(where.after), only);
      const shown = keyPage(rows, PAGE_SIZE, writeKey);
      return page(
        "In an earlier file, not in the newest",
        <VanishedPage
          rows={shown.rows}
          next={shown.next}
          file={where.file}
          after={where.after}
          form={form}
          context={context}
        />,
        { wide: true, ...(form.failures.length > 0 ? { status: 422 } : {}) },
      );
    });
  const where = {
    file: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
    after: z.string().max(60).optional(),
  };
  return [
    route({
      method: "GET",
      path: "/import/vanished",
      right: "vanished.decide",
      query: z.strictObject(where),
      handle: async ({ database, context, query }) => await show(database, context, query, EMPTY_FORM),
    }),
    route({
      method: "POST",
      path: "/import/vanished",
      right: "vanished.decide",
      body: z.strictObject({
        ...where,
        table: z.string().max(60),
        id: z.string().max(20),
        decision: z.enum(["keep", "close"]),
        reason: z.string().max(2000).optional(),
      }),
      handle: async ({ database, context, body }) => {
        const { table, id } = body;
        const done =
          body.decision === "keep"
            ? await perform(database, context, keepVanished(deps.spine), { table, id })
            : await perform(database, context, closeVanished(deps.spine), {
                table,
                id,
                reason: body.reason ?? "",
              });
        if (done.ok) return redirect(address("/import/vanished", { file: body.file, after: body.after }));
        if (done.failures.some((failure) => failure.code === "not-found")) return refused(done.failures);
        return await show(database, context, body, { values: body, failures: done.failures });
      },
    }),
  ];
}

function batchRoutes(deps: ImportRoutes): Route[] {
  const words = wordsOf(deps.spine);
  return [
    route({
      method: "GET",
      path: "/import/:batch",
      right: "import",
      query: z.strictObject({ watch: z.literal("1").optional() }),
      handle: async ({ database, context, params, query }) =>
        await database.transact(context, async (handle) => {
          const batch = params["batch"] ?? "";
          const runs = await batchRuns(handle, batch);
          if (runs.length === 0) return refused(NOT_FOUND);
          const watching = query.watch !== undefined;
          return page(
            titleOf(runs),
            <BatchPage batch={batch} runs={runs} words={words} watching={watching} />,
            { wide: true, ...(watching && runs.some(isWorking) ? { refreshSeconds: WATCH_SECONDS } : {}) },
          );
        }),
    }),
    ...(
      [
        ["apply", bringIn],
        ["again", tryAgain],
      ] as const
    ).map(([path, command]) =>
      route({
        method: "POST",
        path: `/import/:batch/${path}`,
        right: "import",
        handle: async ({ database, context, params }) => {
          const done = await perform(database, context, command, { batch: params["batch"] });
          if (!done.ok) return refused(done.failures);
          deps.wake?.();
          return redirect(`/import/${params["batch"]}`);
        },
      }),
    ),
    route({
      method: "POST",
      path: "/import/:batch/set-aside",
      right: "import",
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, setAside, { batch: params["batch"] });
        if (!done.ok) return refused(done.failures);
        // Only once it is certain that nobody will read them.
        for (const run of done.value.runs) await removeStored(deps.uploads, run);
        return redirect("/import");
      },
    }),
  ];
}

/** What the rows of each table are called, in the order of the record. */
export const wordsOf = (spine: Spine): ReadonlyMap<string, string> =>
  new Map([...spine.tables.values()].map((table) => [table.name, table.words[1]]));

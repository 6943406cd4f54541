import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address, EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { seesCoarse } from "../insight/suppress.ts";
import { type ReadAssumptions, readAssumptions, type Today, type Typed } from "./assumptions.ts";
import { byType } from "./caseTypes.ts";
import { curveFile, figuresFile } from "./chart.ts";
import { saveScenario, setPoints } from "./commands.ts";
import { typedFields } from "./fields.ts";
import { dutyOf, outcomeOf } from "./outcome.ts";
import { PointsPage } from "./pages/points.tsx";
import { ComparePage, ScenarioPage, ScenariosPage } from "./pages/scenarios.tsx";
import { WorkforcePage, type WorkforceProps } from "./pages/workforce.tsx";
import { cannotSimulate, isQuick, simulateTeam } from "./simulation.ts";
import { pointsVersions, readPoints, scenarioLines, scenarioOf, SCENARIOS_ON_A_PAGE } from "./store.ts";
import { readToday } from "./today.ts";
import { typedOf } from "./typed.ts";

const simulate = z.enum(["yes"]).optional();
const asked = z.strictObject({ ...typedFields, simulate });
const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

export function workforceRoutes(options: { readonly wake?: () => void } = {}): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/workforce",
      right: "insight",
      query: asked,
      handle: async ({ database, context, query }) => {
        const { simulate, ...given } = query as Typed;
        const today = await database.transact(context, async (handle) => {
          await handle.audit("workforce.viewed", { detail: { simulated: simulate === "yes" } });
          return await readToday(handle);
        });
        const read = readAssumptions(given, today);
        // Outside the transaction: it takes most of a second.
        const simulation = simulate === "yes" ? await simulated(read) : ("not asked" as const);
        return whatIf(read, today, simulation, given, {
          maySave: may(context, "insight.narrate"),
          isCoarse: seesCoarse(context),
          save: EMPTY_FORM,
        });
      },
    }),
    ...(["svg", "png"] as const).map((kind) =>
      route({
        method: "GET",
        path: `/workforce/curve.${kind}`,
        right: "insight",
        query: z.strictObject(typedFields),
        handle: ({ database, context, query }) =>
          database.transact(context, (handle) =>
            taken(handle, query as Typed, kind, (found) => curveFile(found.assumptions, found.outcome, kind)),
          ),
      }),
    ),
    route({
      method: "GET",
      path: "/workforce/figures.csv",
      right: "insight",
      query: z.strictObject(typedFields),
      handle: ({ database, context, query }) =>
        database.transact(context, (handle) =>
          taken(handle, query as Typed, "csv", (found) =>
            Promise.resolve(figuresFile("Workforce what-if", { ...found, simulation: null })),
          ),
        ),
    }),
    route({
      method: "GET",
      path: "/workforce/scenarios",
      right: "insight",
      query: z.strictObject({ before: id.optional() }),
      handle: ({ database, context, query }) =>
        database.transact(context, async (handle) => {
          const lines = await scenarioLines(handle, query.before ?? null);
          const shown = lines.slice(0, SCENARIOS_ON_A_PAGE);
          const last = lines.length > SCENARIOS_ON_A_PAGE ? shown.at(-1) : undefined;
          await handle.audit("workforce.viewed", { detail: { scenarios: shown.length } });
          return page(
            "Saved scenarios",
            <ScenariosPage
              lines={shown}
              nextHref={last === undefined ? null : address("/workforce/scenarios", { before: last.id })}
              firstHref={query.before === undefined ? null : "/workforce/scenarios"}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "POST",
      path: "/workforce/scenarios",
      right: "insight.narrate",
      body: z.strictObject({ ...typedFields, name: z.string(), note: z.string().default("") }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, saveScenario, body);
        if (done.ok) {
          if (done.value.later) options.wake?.();
          return redirect(`/workforce/scenarios/${done.value.id}`);
        }
        const { name, note, ...given } = body as Typed;
        const today = await database.transact(context, readToday);
        return whatIf(readAssumptions(given, today), today, "not asked", given, {
          maySave: true,
          isCoarse: seesCoarse(context),
          save: {
            values: { name, note },
            failures: done.failures.filter(
              ({ field }) => field === undefined || field === "name" || field === "note",
            ),
          },
        });
      },
    }),
    route({
      method: "GET",
      path: "/workforce/scenarios/:id",
      right: "insight",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const scenario = await scenarioNamed(handle, params["id"]);
          if (scenario === undefined) return refused(notFound().failures);
          await handle.audit("workforce.viewed", { detail: { scenario: scenario.id } });
          return page(
            scenario.name,
            <ScenarioPage scenario={scenario} again={address("/workforce", typedOf(scenario.assumptions))} />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/workforce/scenarios/:id/figures.csv",
      right: "insight",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const scenario = await scenarioNamed(handle, params["id"]);
          if (scenario === undefined) return refused(notFound().failures);
          await handle.audit("workforce.taken", { detail: { scenario: scenario.id, kind: "csv" } });
          const { simulation } = scenario;
          return figuresFile(scenario.name, {
            assumptions: scenario.assumptions,
            ...scenario.results,
            simulation: simulation !== null && "cannot" in simulation ? null : simulation,
          });
        }),
    }),
    route({
      method: "GET",
      path: "/workforce/compare",
      right: "insight",
      query: z.strictObject({ a: id, b: id }),
      handle: ({ database, context, query }) =>
        database.transact(context, async (handle) => {
          const [a, b] = [await scenarioOf(handle, query.a), await scenarioOf(handle, query.b)];
          if (a === undefined || b === undefined) return refused(notFound().failures);
          await handle.audit("workforce.viewed", { detail: { compared: [a.id, b.id] } });
          return page("Two scenarios", <ComparePage a={a} b={b} />, { wide: true });
        }),
    }),
    route({
      method: "GET",
      path: "/workforce/points",
      right: "insight",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, (handle) => pointsPage(handle, EMPTY_FORM)),
    }),
    route({
      method: "POST",
      path: "/workforce/points",
      right: "rules.propose",
      body: z.strictObject({
        ...(byType(() => z.string()) as Record<string, z.ZodString>),
        reason: z.string(),
      }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, setPoints, body);
        if (done.ok) return redirect("/workforce/points");
        return await database.transact(context, (handle) =>
          pointsPage(handle, { values: body, failures: done.failures }),
        );
      },
    }),
  ];
}

const scenarioNamed = async (handle: Handle, named: string | undefined) =>
  /^\d{1,12}$/.test(named ?? "") ? await scenarioOf(handle, Number(named)) : undefined;

async function simulated(read: ReadAssumptions): Promise<WorkforceProps["simulation"]> {
  if ("failures" in read) return "not asked";
  const cannot = cannotSimulate(read.assumptions);
  if (cannot !== null) return { cannot };
  return isQuick(read.assumptions) ? await simulateTeam(read.assumptions) : "too long";
}

function whatIf(
  read: ReadAssumptions,
  today: Today,
  simulation: WorkforceProps["simulation"],
  given: Typed,
  more: Pick<WorkforceProps, "maySave" | "isCoarse" | "save">,
): WebReply {
  const failures: readonly Failure[] = "failures" in read ? read.failures : [];
  return page(
    "Workforce",
    <WorkforcePage
      typed={read.typed}
      failures={failures}
      snapshot={today.snapshot}
      found={"failures" in read ? null : foundOf(read)}
      simulation={simulation}
      query={address("", given)}
      {...more}
    />,
    { wide: true, status: failures.length + more.save.failures.length > 0 ? 422 : 200 },
  );
}

function foundOf({ assumptions }: Extract<ReadAssumptions, { assumptions: unknown }>) {
  const outcome = outcomeOf(assumptions);
  return "problem" in outcome ? outcome : { assumptions, outcome, duty: dutyOf(assumptions) };
}

/** A what-if to be taken away. */
async function taken(
  handle: Handle,
  given: Typed,
  kind: string,
  file: (found: Exclude<ReturnType<typeof foundOf>, { problem: string }>) => Promise<WebReply>,
): Promise<WebReply> {
  const read = readAssumptions(given, await readToday(handle));
  const found = "failures" in read ? null : foundOf(read);
  if (found === null || "problem" in found) return refused(notFound().failures);
  await handle.audit("workforce.taken", { detail: { kind } });
  return await file(found);
}

async function pointsPage(handle: Handle, form: FormState): Promise<WebReply> {
  await handle.audit("workforce.viewed", { detail: { points: true } });
  return page(
    "Points for each kind of case",
    <PointsPage
      points={await readPoints(handle)}
      versions={await pointsVersions(handle)}
      maySet={may(handle.context, "rules.propose")}
      form={form}
    />,
    { status: form.failures.length > 0 ? 422 : 200 },
  );
}

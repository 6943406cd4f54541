import type { Handle } from "../../platform/db/transact.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import { may } from "../../kernel/context.ts";
import { page, type WebReply } from "../../platform/web/route.ts";
import { currentRule } from "../../kernel/duties/rule.ts";
import { seesCoarse } from "../insight/suppress.ts";
import { waitingCount } from "../insight/view.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { MEASURES } from "../service/measures.ts";
import { overLines } from "../service/queries.ts";
import { noticesFor } from "./deliver.ts";
import type { Outlooks } from "./outlook.ts";
import { LeadershipPage } from "./pages/leadership.tsx";
import { readReport } from "./read.ts";
import type { PageOf, PartId } from "./roles.ts";
import { readTeams } from "./teams.ts";
import { plainLines, plainMeasures, readValues } from "./values.ts";
import { readWrong } from "./wrong.ts";

const OPEN_LINES = 50;

/** Reads what a page's parts need, and no more, and shows it. The members' page is the same whoever looks at it. */
export async function showPage(
  handle: Handle,
  given: { readonly spine: Spine; readonly secret: Secret; readonly outlooks: Outlooks },
  shown: PageOf,
  pages: readonly PageOf[],
  teamAsked: string | undefined,
): Promise<WebReply> {
  const { context } = handle;
  const sees = shown.id === "scrutiny" || seesCoarse(context) ? "tens" : "all";
  const has = (part: PartId): boolean => shown.parts.includes(part);
  const brain = await loadBrain(handle.db, given.spine);
  const myTeams = shown.id === "team" ? await teamsOf(handle) : [];
  const team = myTeams.find(({ ref }) => ref === teamAsked) ?? myTeams[0] ?? null;
  const report = await readReport(
    handle,
    brain.calendar,
    sees,
    team === null ? null : { by: "team", is: team.ref },
  );
  const rules = MEASURES.flatMap((measure) => measure.rules);
  const open = has("open") ? await overLines(handle, rules, null, OPEN_LINES) : null;
  const nameOf = (id: string): string => currentRule(brain.book, id, handle.today).name;
  const wrong = has("wrong") || has("never") ? await readWrong(handle, sees) : null;
  const authority = await handle.db
    .selectFrom("authority")
    .select("name")
    .where("id", "=", context.authorityId)
    .executeTakeFirst();
  await handle.audit("leadership.viewed", {
    detail: { page: shown.id, ...(team === null ? {} : { team: team.ref }), children: open?.length ?? 0 },
  });
  return page(
    shown.title,
    <LeadershipPage
      page={shown}
      pages={pages}
      authority={authority?.name ?? "This authority"}
      team={team}
      myTeams={myTeams}
      report={report}
      wrong={wrong}
      teams={has("teams") ? await readTeams(handle) : null}
      open={open?.map((line) => ({ ...line, ruleName: nameOf(line.rule) })) ?? null}
      plain={has("plain") ? plainLines(await readValues(handle, plainMeasures(), sees), sees) : []}
      coming={has("coming") ? ((await given.outlooks.coming?.(handle, sees)) ?? null) : null}
      staff={has("staff") ? ((await given.outlooks.staff?.(handle, sees)) ?? null) : null}
      notices={await noticesFor(handle, given.secret)}
      mayNarrate={may(context, "insight.narrate")}
      mayNet={may(context, "net")}
      waiting={await waitingCount(handle)}
    />,
    { wide: true },
  );
}

/** The teams somebody leads, by name. */
async function teamsOf(handle: Handle): Promise<{ ref: string; name: string }[]> {
  const { teamRefs, authorityId } = handle.context;
  if (teamRefs.length === 0) return [];
  const rows = await handle.db
    .selectFrom("team")
    .select(["ref", "name"])
    .where("authority_id", "=", authorityId)
    .where("ref", "in", [...teamRefs])
    .orderBy("name")
    .execute();
  return rows.length > 0 ? rows : teamRefs.map((ref) => ({ ref, name: ref }));
}

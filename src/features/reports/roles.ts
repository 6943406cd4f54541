import { type Context, may } from "../../kernel/context.ts";
import { seesCoarse } from "../insight/suppress.ts";

export type PageId = "director" | "service" | "team" | "scrutiny";

/** What stands on a page, in the order in which it is read. */
export type PartId =
  | "wrong"
  | "open"
  | "changes"
  | "timely"
  | "teams"
  | "coming"
  | "staff"
  | "said"
  | "untold"
  | "plain"
  | "never";

export type PageOf = {
  readonly id: PageId;
  readonly title: string;
  readonly name: string;
  /** Roles whose page it is. */
  readonly roles: readonly string[];
  readonly parts: readonly PartId[];
};

/** A page for each role. A director may also see what those below and those who hold to account are shown. */
export const PAGES: readonly PageOf[] = [
  {
    id: "director",
    title: "Where the service stands",
    name: "Director",
    roles: [
      "director",
      "head-of-service",
      "principal-social-worker",
      "performance-analyst",
      "auditor",
      "inspector",
    ],
    parts: ["wrong", "timely", "changes", "coming", "staff", "said", "untold"],
  },
  {
    id: "service",
    title: "Where my service stands",
    name: "Service manager",
    roles: ["service-manager", "director", "head-of-service"],
    parts: ["wrong", "timely", "teams", "changes", "coming", "staff", "said", "untold"],
  },
  {
    id: "team",
    title: "Where my team stands",
    name: "Team",
    roles: ["team-manager"],
    parts: ["open", "timely", "changes", "said", "untold"],
  },
  {
    id: "scrutiny",
    title: "What to ask about the service",
    name: "Members and boards",
    roles: ["scrutiny", "director", "head-of-service"],
    parts: ["never", "changes", "plain", "said", "untold"],
  },
];

/** The pages of somebody, the one to open first at the front. Who opens no records has the members' page and no other, whatever the role is called. */
export function pagesOf(context: Context): readonly PageOf[] {
  if (!may(context, "insight")) return [];
  if (seesCoarse(context)) return PAGES.filter(({ id }) => id === "scrutiny");
  const mine = PAGES.filter(
    ({ roles, id }) =>
      roles.some((role) => context.roles.includes(role)) && (id !== "team" || context.teamRefs.length > 0),
  );
  if (mine.length > 0) return mine.toSorted((a, b) => first(b, context) - first(a, context));
  return PAGES.filter(
    ({ id }) =>
      id === (context.scope === "all" ? "director" : context.teamRefs.length > 0 ? "team" : "scrutiny"),
  );
}

/** A page is somebody's own before it is one they may look at as well: the first role named is whose it is. */
const first = (page: PageOf, context: Context): number =>
  page.roles.slice(0, page.id === "director" ? undefined : 1).some((role) => context.roles.includes(role))
    ? 1
    : 0;

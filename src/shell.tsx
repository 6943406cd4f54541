import type { VNode } from "preact";
import { type Context, may, type Right } from "./kernel/context.ts";
import { londonTime, systemNow } from "./kernel/dates.ts";
import type { Installation } from "./features/accounts/installation.ts";
import { roleOf } from "./features/accounts/roles.ts";
import type { Notice } from "./features/reports/links.ts";
import { PackNotices } from "./features/reports/pages/notice.tsx";
import type { Frame, Layout } from "./platform/web/reply.ts";
import { type Banner, Page } from "./ui/layout.tsx";
import { renderPage } from "./ui/render.ts";
import { Tag } from "./ui/pieces/tag.tsx";
import { Beside, currentState, type NavItem } from "./ui/top-bar.tsx";

/** The menu: each entry stands only for those who may open it. */
const MENU: readonly { readonly right: Right; readonly item: NavItem }[] = [
  { right: "work", item: { href: "/work", text: "My work" } },
  { right: "team", item: { href: "/team", text: "Team" } },
  { right: "service", item: { href: "/service", text: "Service" } },
  { right: "net", item: { href: "/net", text: "Safety net" } },
  { right: "insight", item: { href: "/insight", text: "Insight" } },
  { right: "returns", item: { href: "/returns", text: "Returns" } },
  { right: "import", item: { href: "/import", text: "Bring in" } },
  { right: "accounts", item: { href: "/accounts", text: "Accounts" } },
  { right: "search", item: { href: "/search", text: "Find a child", end: true } },
];

/** The pages of figures, one beside the other: under the bar on each of them. */
const FIGURES: readonly NavItem[] = [
  { href: "/insight", text: "Indicators" },
  { href: "/demand", text: "Demand" },
  { href: "/workforce", text: "Workforce" },
  { href: "/benchmarks", text: "How we compare" },
  { href: "/areas", text: "Inspections" },
];

const isFigures = (path: string): boolean => FIGURES.some((item) => currentState(item, path) !== undefined);

/** What is seldom needed, and must be found when it is, stands under every page. */
const FOOTER: readonly { readonly right?: Right; readonly item: { href: string; text: string } }[] = [
  { right: "rules.read", item: { href: "/rules", text: "Rules" } },
  { right: "insight", item: { href: "/leadership", text: "Where it stands" } },
  { right: "insight", item: { href: "/reports", text: "Reports" } },
  { right: "returns", item: { href: "/check", text: "Check a census" } },
  { right: "breakGlass", item: { href: "/break-glass", text: "Open a record in an emergency" } },
  { right: "breakGlass.review", item: { href: "/break-glass/reviews", text: "Emergency openings" } },
  { right: "restrict", item: { href: "/restrictions", text: "Restricted records" } },
  { right: "log.all", item: { href: "/access-log", text: "Access log" } },
  { right: "published", item: { href: "/published", text: "Load published figures" } },
  { item: { href: "/roles", text: "Who may see what" } },
  { right: "returns.submit", item: { href: "/sharing", text: "Sharing with the department" } },
  { right: "installation", item: { href: "/installation", text: "How this installation is" } },
];

/** Where somebody starts: the page that answers the question they came with. An account that is no worker's holds no child, so its work is oversight. */
export function homeOf(context: Context): string {
  const rights = ["work", "net", "service", "search", "log.all", "accounts"] as const;
  const first =
    rights.find((right) => may(context, right) && (right !== "work" || context.workerRef !== null)) ??
    (may(context, "work") ? "work" : undefined);
  const homes = {
    work: "/work",
    net: "/net",
    service: "/service",
    search: "/search",
    "log.all": "/access-log",
    accounts: "/accounts",
  } as const;
  return first === undefined ? "/account" : homes[first];
}

function bannerOf(installation: Installation, embedded: boolean, mayDownload: boolean): Banner | undefined {
  switch (installation.kind) {
    case "demonstration":
      return { kind: "demonstration", text: "Everybody here is invented." };
    case "trial":
      return {
        kind: "trial",
        text: (
          <>
            {embedded
              ? "The embedded database survives a crash but not a power cut, and serves one process. Keep your present system."
              : "This is a trial. Keep your present system."}{" "}
            {mayDownload && <a href="/backup">Download a full backup</a>}
          </>
        ),
      };
    case "undecided":
    case "service":
      return undefined;
  }
}

export type ShellOptions = {
  /** Emergency openings that wait for this person's review; `reading` where nothing is lost if that cannot be asked now. */
  readonly reviews: (
    context: Context,
    reading: boolean,
  ) => Promise<{ readonly waiting: number; readonly late: number }>;
  /** Packs that wait for this person: asked for on their first page only. */
  readonly packs?: (context: Context) => Promise<readonly Notice[]>;
  readonly installation: () => Promise<Installation>;
  readonly embedded: boolean;
  readonly assetUrl: (name: string) => string;
  readonly version: string;
};

/** Puts the page round what a slice shows. */
export function shell(options: ShellOptions): Layout {
  return async (frame: Frame) => {
    const { context } = frame;
    const installation = await options.installation();
    const roles = context.roles.flatMap((id) => roleOf(id)?.name ?? []);
    const refresh = frame.refreshSeconds;
    const isFirstPage = frame.signedIn && frame.reading && frame.path === homeOf(context);
    const packs = isFirstPage && may(context, "insight") ? ((await options.packs?.(context)) ?? []) : [];
    const reviews = frame.signedIn ? await options.reviews(context, frame.reading) : { waiting: 0, late: 0 };
    const figures = frame.signedIn && isFigures(frame.path) && may(context, "insight");
    return renderPage(
      <Page
        title={frame.title}
        hasErrors={frame.hasErrors}
        nav={frame.signedIn ? MENU.filter(({ right }) => may(context, right)).map(({ item }) => item) : []}
        currentPath={frame.path}
        person={
          frame.signedIn
            ? { name: context.who, role: roles.join(", ").toLowerCase(), href: "/account" }
            : undefined
        }
        signOut={frame.signedIn ? { action: "/sign-out" } : undefined}
        banner={bannerOf(installation, options.embedded, may(context, "installation"))}
        before={
          figures || reviews.waiting > 0 || packs.length > 0 ? (
            <>
              {reviews.waiting > 0 && <ReviewNotice {...reviews} />}
              <PackNotices notices={packs} />
              {figures && <Beside label="Figures" items={FIGURES} currentPath={frame.path} />}
            </>
          ) : undefined
        }
        width={frame.wide ? "full" : "narrow"}
        homeHref="/"
        stylesheet={options.assetUrl("kith.css")}
        refreshSeconds={refresh}
        footer={
          frame.signedIn
            ? FOOTER.filter(({ right }) => right === undefined || may(context, right)).map(({ item }) => item)
            : []
        }
        footerNote={`${installation.authorityName === null ? "" : `${installation.authorityName}. `}Kith ${options.version}. Page made at ${londonTime(systemNow())}.`}
      >
        {frame.body}
      </Page>,
    );
  };
}

/** Somebody opened a record in an emergency, and this person is one of those who answer for looking at why. */
function ReviewNotice(props: { waiting: number; late: number }): VNode {
  return (
    <p class="small">
      <Tag standing={props.late > 0 ? "late" : "soon"}>
        {props.waiting} emergency opening{props.waiting === 1 ? "" : "s"} to review
        {props.late > 0 ? `, ${props.late} late` : ""}
      </Tag>{" "}
      <a href="/break-glass/reviews">Review</a>
    </p>
  );
}

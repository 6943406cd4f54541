import type { VNode } from "preact";
import type { Content } from "./govuk/shared.ts";
import { SkipLink } from "./govuk/skip-link.tsx";
import { type NavItem, type SignedIn, type SignOut, TopBar } from "./top-bar.tsx";

/** Said under the top bar on every page while it is true. */
export interface Banner {
  /** `demonstration`: nobody here is real. `trial`: real files, not yet a record. `notice`: anything else. */
  kind: "demonstration" | "trial" | "notice";
  text: Content;
}

export interface FooterLink {
  href: string;
  text: string;
}

export interface PageProps {
  /** What this page is, first: the tab says "title: Kith". */
  title: string;
  /** The form came back with faults: the tab says so first, as GOV.UK pages do. */
  hasErrors?: boolean | undefined;
  nav?: readonly NavItem[] | undefined;
  /** Path of this page, for marking the menu. */
  currentPath?: string | undefined;
  person?: SignedIn | undefined;
  signOut?: SignOut | undefined;
  banner?: Banner | undefined;
  /** Stands between the banner and the page: a back link or breadcrumbs. */
  before?: Content;
  children?: Content;
  /** `narrow` for a form or a page of prose; `full` unless told. */
  width?: "full" | "narrow" | undefined;
  footer?: readonly FooterLink[] | undefined;
  /** Said at the end of the footer: the authority, the version, the day's source. */
  footerNote?: Content;
  homeHref?: string | undefined;
  stylesheet?: string | undefined;
  /** Module scripts; pages must not need them. */
  scripts?: readonly string[] | undefined;
  /** The content security policy's nonce for those scripts. */
  nonce?: string | undefined;
  /** Asks the browser to read the page again, for work in progress. In whole seconds. */
  refreshSeconds?: number | undefined;
}

const bannerWords: Record<Banner["kind"], string> = {
  demonstration: "Demonstration.",
  trial: "Trial.",
  notice: "Notice.",
};

/** The words in the browser's tab. */
export function documentTitle(title: string, hasErrors = false): string {
  return `${hasErrors ? "Error: " : ""}${title}: Kith`;
}

function Footer(props: { links: readonly FooterLink[]; note: Content }): VNode {
  return (
    <footer class="foot">
      <div class="foot-in">
        {props.links.length > 0 && (
          <ul class="foot-list">
            {props.links.map((link) => (
              <li>
                <a href={link.href}>{link.text}</a>
              </li>
            ))}
          </ul>
        )}
        {props.note && <p class="foot-note">{props.note}</p>}
      </div>
    </footer>
  );
}

/** The whole document. Every page of Kith is one of these; none of it needs a script. */
export function Page(props: PageProps): VNode {
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light" />
        <meta name="theme-color" content="#14212b" />
        {props.refreshSeconds !== undefined && (
          <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
        )}
        <title>{documentTitle(props.title, props.hasErrors)}</title>
        <link rel="stylesheet" href={props.stylesheet ?? "/assets/kith.css"} />
        {props.scripts?.map((src) => (
          <script type="module" src={src} nonce={props.nonce} />
        ))}
      </head>
      <body class="govuk-template__body">
        <SkipLink href="#main">Skip to main content</SkipLink>
        <TopBar
          nav={props.nav ?? []}
          currentPath={props.currentPath ?? ""}
          homeHref={props.homeHref ?? "/"}
          person={props.person}
          signOut={props.signOut}
        />
        {props.banner && (
          <div
            class={`banner banner-${props.banner.kind}`}
            role="region"
            aria-label="About this copy of Kith"
          >
            <p class="banner-in">
              <strong>{bannerWords[props.banner.kind]}</strong> {props.banner.text}
            </p>
          </div>
        )}
        <div class={props.width === "narrow" ? "page page-narrow" : "page"}>
          {props.before && <div class="before">{props.before}</div>}
          <main id="main" tabIndex={-1}>
            {props.children}
          </main>
        </div>
        <Footer links={props.footer ?? []} note={props.footerNote} />
      </body>
    </html>
  );
}

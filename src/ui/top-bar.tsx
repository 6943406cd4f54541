import type { VNode } from "preact";

/** One place the top bar leads to. */
export interface NavItem {
  href: string;
  text: string;
  /** Drawn at the far end of the bar and never folded into the menu, as "Find a child". */
  end?: boolean | undefined;
  /** Marks the item as current for paths below it too; true unless told. */
  covers?: boolean | undefined;
}

/** Who is signed in, as they are named to colleagues. */
export interface SignedIn {
  name: string;
  role?: string | undefined;
  /** Their own account page. */
  href?: string | undefined;
}

/** Where the sign-out button posts, with any hidden fields it must carry. */
export interface SignOut {
  action: string;
  fields?: Readonly<Record<string, string>> | undefined;
}

export interface TopBarProps {
  nav: readonly NavItem[];
  currentPath: string;
  homeHref: string;
  person?: SignedIn | undefined;
  signOut?: SignOut | undefined;
}

/** Whether a menu item is the page being read, holds it, or neither. */
export function currentState(item: NavItem, currentPath: string): "page" | "true" | undefined {
  const path = currentPath.split("?", 1)[0] ?? currentPath;
  if (path === item.href) return "page";
  if (item.covers === false || item.href === "/") return undefined;
  return path.startsWith(`${item.href}/`) ? "true" : undefined;
}

function Links(props: { items: readonly NavItem[]; currentPath: string }): VNode {
  return (
    <ul class="bar-list">
      {props.items.map((item) => (
        <li>
          <a href={item.href} aria-current={currentState(item, props.currentPath)}>
            {item.text}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Pages that belong together, one beside the other at the head of each. */
export function Beside(props: { label: string; items: readonly NavItem[]; currentPath: string }): VNode {
  return (
    <nav class="beside" aria-label={props.label}>
      <ul>
        {props.items.map((item) => (
          <li>
            <a href={item.href} aria-current={currentState(item, props.currentPath)}>
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account(props: { person: SignedIn | undefined; signOut: SignOut | undefined }): VNode | null {
  const { person, signOut } = props;
  if (!person && !signOut) return null;
  return (
    <div class="bar-account">
      {person && (
        <span class="bar-who">
          {person.href ? <a href={person.href}>{person.name}</a> : person.name}
          {person.role && <span class="bar-role">, {person.role}</span>}
        </span>
      )}
      {signOut && (
        <form method="post" action={signOut.action}>
          {Object.entries(signOut.fields ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit" class="bar-sign-out">
            Sign out
          </button>
        </form>
      )}
    </div>
  );
}

/**
 * The bar at the top of every page. The links are in the page twice, once in a row and once in a menu that
 * opens without a script; the style sheet shows one or the other, and the hidden one is hidden from everybody.
 */
export function TopBar(props: TopBarProps): VNode {
  const main = props.nav.filter((item) => !item.end);
  const kept = props.nav.filter((item) => item.end);
  const account = <Account person={props.person} signOut={props.signOut} />;
  return (
    <header class="bar">
      <div class="bar-in">
        <a class="bar-name" href={props.homeHref}>
          Kith
        </a>
        {main.length > 0 && (
          <nav class="bar-wide bar-main" aria-label="Main">
            <Links items={main} currentPath={props.currentPath} />
          </nav>
        )}
        {kept.length > 0 && (
          <nav class="bar-kept" aria-label="At hand">
            <Links items={kept} currentPath={props.currentPath} />
          </nav>
        )}
        <div class="bar-wide bar-wide-account">{account}</div>
        {(main.length > 0 || props.person) && (
          <details class="bar-menu">
            <summary>Menu</summary>
            <div class="bar-sheet">
              <nav aria-label="Main">
                <Links items={main} currentPath={props.currentPath} />
              </nav>
              {account}
            </div>
          </details>
        )}
      </div>
    </header>
  );
}

import type { VNode } from "preact";
import { sayNumber } from "../words.ts";

export interface Chip {
  href: string;
  text: string;
  /** How many there are, where known. */
  count?: number | undefined;
  current?: boolean | undefined;
}

/** Ways to narrow what is shown, as links: each is a page with its own address. */
export function Chips(props: { label: string; items: readonly Chip[] }): VNode {
  return (
    <nav aria-label={props.label} class="screen-only">
      <ul class="chips">
        {props.items.map((chip) => (
          <li>
            <a href={chip.href} aria-current={chip.current ? "true" : undefined}>
              {chip.text}
              {chip.count !== undefined && <span class="chips-count">{sayNumber(chip.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

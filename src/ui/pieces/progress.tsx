import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { sayNumber } from "../words.ts";

export interface ProgressProps {
  id: string;
  /** What is being done: "Reading the census file". */
  label: string;
  /** Done so far, in whole things. */
  done: number;
  /** Of how many; left out when that cannot be known, and then no share is drawn. */
  total?: number | undefined;
  /** The things, in the plural: "children". */
  unit: string;
  note?: Content;
}

/** How far a long piece of work has come. The page is read again to move it (see `refreshSeconds` of `Page`). */
export function Progress(props: ProgressProps): VNode {
  const { total } = props;
  return (
    <div class="progress">
      <div class="progress-top">
        <label class="progress-name" for={props.id}>
          {props.label}
        </label>
        <span>
          {total === undefined
            ? `${sayNumber(props.done)} ${props.unit} so far`
            : `${sayNumber(props.done)} of ${sayNumber(total)} ${props.unit}`}
        </span>
      </div>
      <progress id={props.id} max={total} value={total === undefined ? undefined : props.done}>
        {total === undefined ? "Under way" : `${Math.floor((100 * props.done) / Math.max(1, total))}%`}
      </progress>
      {props.note && <p class="progress-note">{props.note}</p>}
    </div>
  );
}

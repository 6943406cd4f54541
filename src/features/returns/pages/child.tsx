import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { yearTitle } from "../../../kernel/codes/codeSet.ts";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { ReturnTask } from "../tasks.ts";
import { plural, recordHref, ruleText, sayChildOf, saySince } from "../words.ts";
import { Places, State } from "./issue.tsx";

/** What stands against the returns for one child, on the child's record. Nothing when nothing does. */
export function ReturnIssues(props: { issues: readonly ReturnTask[]; today: IsoDate }): VNode | null {
  if (props.issues.length === 0) return null;
  return (
    <Card title="In the returns" id="returns">
      <ul class="small">
        {props.issues.map((task) => (
          <li>
            <Task task={task} today={props.today} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What a worker has to put right for the returns, on the page of their work. Nothing when there is nothing. */
export function ReturnTasks(props: {
  tasks: readonly ReturnTask[];
  all: number;
  today: IsoDate;
}): VNode | null {
  if (props.tasks.length === 0) return null;
  const more = props.all - props.tasks.length;
  return (
    <Card title="For the returns" id="returns">
      <p class="small muted">
        {sayNumber(props.all)} {plural(props.all, "thing", "things")} in your children's records that the
        return would question if it went today. {plural(props.all, "It goes", "Each goes")} when the record is
        put right.
      </p>
      <Details summary={`See ${plural(props.all, "it", "them")}`}>
        <ul class="small">
          {props.tasks.map((task) => (
            <li>
              {task.line.child !== null && (
                <>
                  <a href={recordHref(task.line.child.id, task.line.places)}>{sayChildOf(task.line.child)}</a>
                  :{" "}
                </>
              )}
              <Task task={task} today={props.today} />
            </li>
          ))}
        </ul>
        {more > 0 && <p class="small muted">And {sayNumber(more)} more.</p>}
      </Details>
    </Card>
  );
}

function Task(props: { task: ReturnTask; today: IsoDate }): VNode {
  const { line, year } = props.task;
  return (
    <>
      {line.message} <State line={line} />{" "}
      <span class="muted">
        {saySince(line.foundAt, props.today)}, census {yearTitle(year)}, rule {line.rule}
      </span>
      <Places places={line.places} />
      {ruleText(line.rule) !== undefined && <span>{ruleText(line.rule)?.fix}</span>}
      {line.state === "accepted" && line.said !== null && (
        <span class="muted">
          {" "}
          Accepted by {line.said.by}: “{line.said.note}”
        </span>
      )}
    </>
  );
}

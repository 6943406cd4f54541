import type { VNode } from "preact";
import {
  type Blank,
  classNames,
  type Content,
  type Styled,
  type Wording,
  type Words,
  wording,
} from "./shared.ts";
import { GovukTag } from "./tag.tsx";

export interface TaskStatus {
  /** Plain words, for "Completed". */
  text?: Content;
  /** A tag, for what still asks for something. */
  tag?: Words | undefined;
  classes?: string | undefined;
}

export interface Task {
  title: Words;
  href?: string | undefined;
  hint?: Content;
  status: TaskStatus;
  classes?: string | undefined;
}

export interface TaskListProps extends Styled {
  items: readonly (Task | Blank)[];
  idPrefix?: string | undefined;
}

function Item(props: { task: Task; id: string }): VNode {
  const { task, id } = props;
  const title: Wording = wording(task.title);
  const tag = task.status.tag === undefined ? undefined : wording(task.status.tag);
  return (
    <li
      class={classNames(
        "govuk-task-list__item",
        task.href && "govuk-task-list__item--with-link",
        task.classes,
      )}
    >
      <div class="govuk-task-list__name-and-hint">
        {task.href ? (
          <a
            class={classNames("govuk-link govuk-task-list__link", title.classes)}
            href={task.href}
            aria-describedby={classNames(task.hint ? `${id}-hint` : undefined, `${id}-status`)}
          >
            {title.text}
          </a>
        ) : (
          <div class={title.classes}>{title.text}</div>
        )}
        {task.hint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {task.hint}
          </div>
        )}
      </div>
      <div class={classNames("govuk-task-list__status", task.status.classes)} id={`${id}-status`}>
        {tag ? (
          <GovukTag classes={tag.classes} attributes={tag.attributes}>
            {tag.text}
          </GovukTag>
        ) : (
          task.status.text
        )}
      </div>
    </li>
  );
}

/** The parts of a long piece of work and how each stands. */
export function TaskList(props: TaskListProps): VNode {
  return (
    <ul class={classNames("govuk-task-list", props.classes)} {...props.attributes}>
      {props.items.map((task, index) =>
        task ? <Item task={task} id={`${props.idPrefix ?? "task-list"}-${index + 1}`} /> : null,
      )}
    </ul>
  );
}

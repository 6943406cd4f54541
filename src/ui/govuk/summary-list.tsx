import type { VNode } from "preact";
import {
  type Blank,
  classNames,
  type Content,
  present,
  type Styled,
  type Wording,
  type Words,
  wording,
} from "./shared.ts";

export interface SummaryAction extends Styled {
  text: Content;
  href: string;
  /** Said after the text, to tell one "Change" from the next. */
  hiddenText?: string | undefined;
}

export interface SummaryRow {
  key: Words;
  value: Content | Wording;
  actions?: readonly SummaryAction[] | undefined;
  actionClasses?: string | undefined;
  classes?: string | undefined;
}

export interface SummaryCard extends Styled {
  title?: (Wording & { headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined }) | undefined;
  actions?: readonly SummaryAction[] | undefined;
  actionClasses?: string | undefined;
}

export interface SummaryListProps extends Styled {
  rows: readonly (SummaryRow | Blank)[];
  card?: SummaryCard | undefined;
}

function isWording(value: Content | Wording): value is Wording {
  return typeof value === "object" && value !== null && "text" in value;
}

function Action(props: { action: SummaryAction; cardTitle: Content }): VNode {
  const { action, cardTitle } = props;
  return (
    <a class={classNames("govuk-link", action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {(action.hiddenText || cardTitle) && (
        <span class="govuk-visually-hidden">
          {action.hiddenText && ` ${action.hiddenText}`}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  );
}

function Row(props: { row: SummaryRow; someHaveActions: boolean; cardTitle: Content }): VNode {
  const { row, cardTitle } = props;
  const key = wording(row.key);
  const value: Wording = isWording(row.value) ? row.value : { text: row.value };
  const actions = row.actions ?? [];
  const [only] = actions;
  return (
    <div
      class={classNames(
        "govuk-summary-list__row",
        props.someHaveActions && row.actions === undefined && "govuk-summary-list__row--no-actions",
        row.classes,
      )}
    >
      <dt class={classNames("govuk-summary-list__key", key.classes)}>{key.text}</dt>
      <dd class={classNames("govuk-summary-list__value", value.classes)}>{value.text}</dd>
      {only && (
        <dd class={classNames("govuk-summary-list__actions", row.actionClasses)}>
          {actions.length === 1 ? (
            <Action action={only} cardTitle={cardTitle} />
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {actions.map((action) => (
                <li class="govuk-summary-list__actions-list-item">
                  <Action action={action} cardTitle={cardTitle} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  );
}

function CardActions(props: { card: SummaryCard }): VNode | null {
  const { card } = props;
  const actions = card.actions ?? [];
  const [only] = actions;
  if (!only) return null;
  const look = classNames("govuk-summary-card__actions", card.actionClasses);
  if (actions.length === 1) {
    return (
      <div class={look}>
        <Action action={only} cardTitle={card.title?.text} />
      </div>
    );
  }
  return (
    <ul class={look}>
      {actions.map((action) => (
        <li class="govuk-summary-card__action">
          <Action action={action} cardTitle={card.title?.text} />
        </li>
      ))}
    </ul>
  );
}

/** Facts as keys and values, each with what can be done about it. */
export function SummaryList(props: SummaryListProps): VNode {
  const { card } = props;
  const rows = present(props.rows);
  const someHaveActions = rows.some((row) => (row.actions ?? []).length > 0);
  const list = (
    <dl class={classNames("govuk-summary-list", props.classes)} {...props.attributes}>
      {rows.map((row) => (
        <Row row={row} someHaveActions={someHaveActions} cardTitle={card?.title?.text} />
      ))}
    </dl>
  );
  if (!card) return list;
  const Title = `h${card.title?.headingLevel ?? 2}` as "h2";
  return (
    <div class={classNames("govuk-summary-card", card.classes)} {...card.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title && (
          <Title class={classNames("govuk-summary-card__title", card.title.classes)}>{card.title.text}</Title>
        )}
        <CardActions card={card} />
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  );
}

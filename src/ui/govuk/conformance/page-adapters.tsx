import type { VNode } from "preact";
import { BackLink } from "../back-link.tsx";
import { Breadcrumbs } from "../breadcrumbs.tsx";
import { Details } from "../details.tsx";
import { InsetText } from "../inset-text.tsx";
import { NotificationBanner, type NotificationBannerProps } from "../notification-banner.tsx";
import { type PageStep, Pagination } from "../pagination.tsx";
import { Panel, type PanelProps } from "../panel.tsx";
import type { Wording } from "../shared.ts";
import { SkipLink } from "../skip-link.tsx";
import { type SummaryAction, type SummaryCard, SummaryList } from "../summary-list.tsx";
import { Table, type TableCell } from "../table.tsx";
import { Tabs } from "../tabs.tsx";
import { GovukTag } from "../tag.tsx";
import { TaskList } from "../task-list.tsx";
import { WarningText } from "../warning-text.tsx";
import {
  type Adapter,
  attributes,
  content,
  figure,
  flag,
  list,
  markup,
  type Options,
  part,
  parts,
  styled,
  text,
  words,
} from "./fixture.ts";

const wordsOrBlank = (options: Options | undefined): Wording => words(options) ?? { text: "" };

function cell(options: Options): TableCell {
  return {
    text: content(options),
    ...styled(options),
    format: text(options, "format") === "numeric" ? "numeric" : undefined,
    colspan: figure(options, "colspan"),
    rowspan: figure(options, "rowspan"),
  };
}

/** The cells of each row; a row left out stays a blank. */
function rows(options: Options): (TableCell[] | null)[] {
  return (list(options, "rows") ?? []).map((row) =>
    Array.isArray(row) ? parts({ row }, "row", cell).filter((made) => !!made) : null,
  );
}

function actions(options: Options | undefined): SummaryAction[] | undefined {
  const found = part(options, "actions");
  if (!list(found, "items")) return undefined;
  return parts(found, "items", (item) => ({
    text: content(item),
    href: text(item, "href") ?? "",
    hiddenText: text(item, "visuallyHiddenText"),
    ...styled(item),
  })).filter((made) => !!made);
}

function card(options: Options | undefined): SummaryCard | undefined {
  if (!options) return undefined;
  const title = part(options, "title");
  return {
    ...styled(options),
    title: title && { ...wordsOrBlank(title), headingLevel: figure(title, "headingLevel") as 2 | undefined },
    actions: actions(options),
    actionClasses: text(part(options, "actions"), "classes"),
  };
}

function step(options: Options | undefined): PageStep | undefined {
  const href = text(options, "href");
  if (href === undefined) return undefined;
  return {
    href,
    text: content(options),
    labelText: text(options, "labelText"),
    attributes: attributes(options),
  };
}

/** Adapters of what stands on pages that are read. */
export const pageAdapters: Readonly<Record<string, Adapter>> = {
  "back-link": (o): VNode => (
    <BackLink href={text(o, "href") ?? "#"} {...styled(o)}>
      {content(o)}
    </BackLink>
  ),
  breadcrumbs: (o): VNode => (
    <Breadcrumbs
      {...styled(o)}
      collapseOnMobile={flag(o, "collapseOnMobile")}
      label={text(o, "labelText")}
      items={parts(o, "items", (item) => ({
        text: content(item),
        href: text(item, "href"),
        attributes: attributes(item),
      })).filter((made) => !!made)}
    />
  ),
  details: (o): VNode => (
    <Details
      id={text(o, "id")}
      {...styled(o)}
      open={flag(o, "open")}
      summary={content(o, "summaryText", "summaryHtml")}
    >
      {content(o)}
    </Details>
  ),
  "inset-text": (o): VNode => (
    <InsetText id={text(o, "id")} {...styled(o)}>
      {content(o)}
    </InsetText>
  ),
  "notification-banner": (o): VNode => (
    <NotificationBanner
      {...styled(o)}
      type={text(o, "type") === "success" ? "success" : undefined}
      title={content(o, "titleText", "titleHtml")}
      titleLevel={figure(o, "titleHeadingLevel") as NotificationBannerProps["titleLevel"]}
      titleId={text(o, "titleId")}
      role={text(o, "role") as NotificationBannerProps["role"]}
      disableAutoFocus={flag(o, "disableAutoFocus")}
    >
      {content(o)}
    </NotificationBanner>
  ),
  pagination: (o): VNode => (
    <Pagination
      {...styled(o)}
      landmarkLabel={text(o, "landmarkLabel")}
      previous={step(part(o, "previous"))}
      next={step(part(o, "next"))}
      items={
        list(o, "items") &&
        parts(o, "items", (item) => ({
          number: text(item, "number"),
          href: text(item, "href"),
          current: flag(item, "current"),
          ellipsis: flag(item, "ellipsis"),
          hiddenText: text(item, "visuallyHiddenText"),
          attributes: attributes(item),
        }))
      }
    />
  ),
  panel: (o): VNode => (
    <Panel
      {...styled(o)}
      title={content(o, "titleText", "titleHtml")}
      headingLevel={figure(o, "headingLevel") as PanelProps["headingLevel"]}
    >
      {content(o)}
    </Panel>
  ),
  "skip-link": (o): VNode => (
    <SkipLink href={text(o, "href")} {...styled(o)}>
      {content(o)}
    </SkipLink>
  ),
  "summary-list": (o): VNode => (
    <SummaryList
      {...styled(o)}
      card={card(part(o, "card"))}
      rows={parts(o, "rows", (row) => ({
        key: wordsOrBlank(part(row, "key")),
        value: wordsOrBlank(part(row, "value")),
        actions: actions(row),
        actionClasses: text(part(row, "actions"), "classes"),
        classes: text(row, "classes"),
      }))}
    />
  ),
  table: (o): VNode => (
    <Table
      {...styled(o)}
      caption={text(o, "caption")}
      captionClasses={text(o, "captionClasses")}
      head={list(o, "head") && parts(o, "head", cell).filter((made) => !!made)}
      rows={rows(o)}
      firstCellIsHeader={flag(o, "firstCellIsHeader")}
    />
  ),
  tabs: (o): VNode => (
    <Tabs
      id={text(o, "id")}
      idPrefix={text(o, "idPrefix")}
      title={text(o, "title")}
      {...styled(o)}
      items={parts(o, "items", (item) => {
        const panel = part(item, "panel");
        const html = text(panel, "html");
        return {
          label: text(item, "label") ?? "",
          id: text(item, "id"),
          panel: html === undefined ? text(panel, "text") : markup(html),
          attributes: attributes(item),
          panelAttributes: attributes(panel),
        };
      })}
    />
  ),
  tag: (o): VNode => <GovukTag {...styled(o)}>{content(o)}</GovukTag>,
  "task-list": (o): VNode => (
    <TaskList
      {...styled(o)}
      idPrefix={text(o, "idPrefix")}
      items={parts(o, "items", (item) => {
        const status = part(item, "status");
        return {
          title: wordsOrBlank(part(item, "title")),
          href: text(item, "href"),
          hint: content(part(item, "hint")),
          classes: text(item, "classes"),
          status: {
            text: content(status),
            tag: words(part(status, "tag")),
            classes: text(status, "classes"),
          },
        };
      })}
    />
  ),
  "warning-text": (o): VNode => (
    <WarningText {...styled(o)} iconFallback={text(o, "iconFallbackText")}>
      {content(o)}
    </WarningText>
  ),
};

import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** A whole page as HTML, doctype first. The only place that knows which renderer is used. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** Part of a page as HTML, for tests and for pages sent in pieces. */
export function renderPart(part: VNode): string {
  return renderToString(part);
}

import type { VNode } from "preact";
import { Page } from "../../layout.tsx";
import { Card } from "../../pieces/card.tsx";
import { PageHead } from "../../pieces/page-head.tsx";
import { ChartFigure } from "../chart-figure.tsx";
import type { Story } from "./control-stories.tsx";

/** Charts of invented figures on one page, in every state they can be in. */
export function ChartGallery(props: { title: string; stories: readonly Story[] }): VNode {
  return (
    <Page
      title={props.title}
      currentPath="/insight"
      nav={[{ href: "/insight", text: "Insight" }]}
      person={{ name: "Rosa Marsh", role: "team manager", href: "/me" }}
      signOut={{ action: "/sign-out", fields: { csrf: "invented" } }}
      banner={{ kind: "demonstration", text: "Everybody here is invented." }}
      footer={[{ href: "/help", text: "Help" }]}
    >
      <PageHead title={props.title} lead="Charts of invented figures, in every state." />
      {props.stories.map(({ state, ...story }, index) => (
        <Card title={state}>
          <ChartFigure {...story} id={`chart-${index + 1}`} headingLevel={3} />
        </Card>
      ))}
    </Page>
  );
}

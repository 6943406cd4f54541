import type { VNode } from "preact";
import { ChildSample } from "./gallery/child.tsx";
import { FormSample } from "./gallery/forms.tsx";
import { Import, Measures } from "./gallery/measures.tsx";
import { ServiceSample } from "./gallery/service.tsx";
import { Page } from "./layout.tsx";

/** Every piece of the kit on one page, with invented people, for those who build with it. */
export function Gallery(): VNode {
  return (
    <Page
      title="Gallery"
      currentPath="/work"
      nav={[
        { href: "/work", text: "My work" },
        { href: "/team", text: "Team" },
        { href: "/service", text: "Service" },
        { href: "/safety-net", text: "Safety net" },
        { href: "/import", text: "Import" },
        { href: "/find", text: "Find a child", end: true },
      ]}
      person={{ name: "Rosa Marsh", role: "team manager", href: "/me" }}
      signOut={{ action: "/sign-out", fields: { csrf: "invented" } }}
      banner={{ kind: "demonstration", text: "Everybody here is invented." }}
      footer={[
        { href: "/help", text: "Help" },
        { href: "/accessibility", text: "Accessibility" },
        { href: "/privacy", text: "Privacy" },
      ]}
      footerNote="Northmoor. Read from the case system file of Sat 21 Nov 2026, 03:00."
    >
      <ChildSample />
      <ServiceSample />
      <Measures />
      <Import />
      <FormSample />
    </Page>
  );
}

import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { type Role, ROLES } from "../roles.ts";
import { RIGHT_WORDS, SCOPE_WORDS } from "../words.ts";

/** What each role may see and do, from the same data that allows it. */
export function RolesPage(): VNode {
  return (
    <>
      <PageHead
        title="Roles"
        lead="What somebody may do is what any of their roles allows; anything not written here is not allowed."
      />
      <DataTable
        caption="Roles, what they open and what they allow"
        captionHidden
        columns={[
          {
            head: "Role",
            isRowHead: true,
            cell: (role: Role) => role.name,
          },
          { head: "For", cell: (role) => role.about },
          { head: "Opens", cell: (role) => SCOPE_WORDS[role.scope] },
          {
            head: "May",
            cell: (role) =>
              role.rights.length === 0
                ? "Nothing yet in this version"
                : role.rights.map((right) => RIGHT_WORDS[right]).join("; "),
          },
        ]}
        rows={ROLES}
      />
    </>
  );
}

import type { Route } from "../../platform/web/route.ts";
import { adminRoutes } from "./adminRoutes.tsx";
import { joinRoutes } from "./joinRoutes.tsx";
import { mineRoutes } from "./mineRoutes.tsx";
import type { AccountsOptions } from "./options.ts";
import { signInRoutes } from "./signInRoutes.tsx";
import { startRoutes } from "./startRoutes.tsx";
import { teamRoutes } from "./teamRoutes.tsx";

/** Every page of the slice: setting up, signing in and out, one's own account, everybody's accounts, roles. */
export const accountsRoutes = (options: AccountsOptions): readonly Route[] => [
  ...startRoutes(options),
  ...signInRoutes(options),
  ...joinRoutes(options),
  ...mineRoutes(options),
  ...adminRoutes(options),
  ...teamRoutes,
];

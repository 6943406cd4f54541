import type { Route } from "../../platform/web/route.ts";
import { glassRoutes } from "./glassRoutes.tsx";
import { logRoutes } from "./logRoutes.tsx";
import { restrictionRoutes } from "./restrictionRoutes.tsx";

/** Every page of the slice: restricted records, emergency openings and their reviews, who has looked. */
export const routes: readonly Route[] = [...restrictionRoutes, ...glassRoutes, ...logRoutes];

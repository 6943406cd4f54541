import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { page, route, type Route } from "../../platform/web/route.ts";
import type { Spine } from "../record/spine.ts";
import { SearchPage } from "./pages/search.tsx";
import { isEmpty, parseSearch } from "./parse.ts";
import { searchChildren } from "./queries.ts";

/** Longer than anybody types; what is past the first hundred characters is not read. */
const LONGEST_SENT = 1000;

export function searchRoutes(_spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/search",
      right: "search",
      query: z.strictObject({ q: z.string().max(LONGEST_SENT).optional() }),
      handle: ({ database, context, query }) =>
        database.transact(context, async (handle) => {
          const { today } = handle;
          const named = may(context, "names");
          const asked = parseSearch(query.q ?? "", today);
          if (isEmpty(asked))
            return page(
              "Find a child",
              <SearchPage asked={null} result={null} today={today} named={named} />,
            );
          const result = await searchChildren(handle, asked);
          // Who looked for whom is itself part of the record, whether anybody was found or not.
          await handle.audit("search", { detail: { text: asked.text, found: result.found.length } });
          return page(
            "Find a child",
            <SearchPage asked={asked} result={result} today={today} named={named} />,
            { wide: true },
          );
        }),
    }),
  ];
}

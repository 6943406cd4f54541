import type { Handle } from "../../platform/db/transact.ts";
import type { Chart } from "../../ui/charts/chart.ts";
import type { Sees } from "./sees.ts";

/** What another slice says of what is coming: a forecast, the posts it takes. Fit for who is shown it already. */
export type Outlook = {
  /** The finding, as the chart's title. */
  readonly title: string;
  /** What is counted, in which unit, over which time. */
  readonly subtitle: string;
  readonly chart: Chart | null;
  readonly notes: readonly string[];
  readonly source: string;
  /** Where it stands in full. */
  readonly link?: { readonly href: string; readonly text: string };
};

/** Handed in where the application is put together: a version without a slice has none of it, and its pages say so. */
export type Outlooks = {
  readonly coming?: (handle: Handle, sees: Sees) => Promise<readonly Outlook[]>;
  readonly staff?: (handle: Handle, sees: Sees) => Promise<readonly Outlook[]>;
};

/** Where to start, for the menu of the figures. */
export const entries = [
  {
    href: "/demand",
    title: "Demand",
    about:
      "What comes to the service by month, what is likely in a year, and how good such forecasts have been.",
  },
] as const;

export { SERIES } from "./series.ts";
export { readDemand } from "./history.ts";
export { forecastOf } from "./forecast.ts";
export { backTestOf } from "./backTest.ts";

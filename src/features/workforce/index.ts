/** Where to start, for the menu of the figures. */
export const entries = [
  {
    href: "/workforce",
    title: "Workforce",
    about:
      "How many posts it takes that nobody waits, what each doubt costs, and what-ifs to keep and compare.",
  },
] as const;

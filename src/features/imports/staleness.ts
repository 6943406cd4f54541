/** How old the newest file of a kind may be before what it tells is called stale, in days. Local policy: how often each kind is made. */
export const STALE_AFTER: { readonly [format: string]: number | undefined } = {
  cin: 400,
  ssda903: 400,
  "annex-a": 31,
  ssd: 7,
};

/** What a request says of where it comes from. */
export type OriginHeaders = {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly "sec-fetch-site"?: string | string[] | undefined;
};

/**
 * Whether a form was sent from our own pages. Browsers say where a request comes from in headers that a page cannot forge; something that
 * sends neither is not a browser, carries nobody's cookies by accident, and is let through.
 * @param ours the configured address, where there is one; else the host the request was sent to
 */
export function isSameOrigin(headers: OriginHeaders, ours: string | undefined): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  if (headers.origin === undefined) return true;
  if (ours !== undefined && headers.origin === ours) return true;
  if (ours !== undefined || !URL.canParse(headers.origin)) return false;
  return new URL(headers.origin).host === headers.host;
}

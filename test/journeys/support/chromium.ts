import { type Browser, chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium: the machine's own, or the one `KITH_CHROMIUM` names. */
export async function startChromium(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env["KITH_CHROMIUM"] ?? "/usr/bin/chromium",
    args: ARGUMENTS,
    timeout: 120_000,
  });
}

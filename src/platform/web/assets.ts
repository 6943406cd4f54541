import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

export type Asset = { readonly body: Buffer; readonly type: string; readonly etag: string };

/** The style sheet, fonts and scripts we serve: read once, kept in memory (they are small), found by name and never by path. */
export type Assets = {
  find(name: string): Asset | undefined;
  /** The address of a file with its content's mark, so that it may be kept for ever: `/assets/kith.css?v=…`. */
  url(name: string): string;
};

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** @param folder what the build wrote; a missing folder gives no assets, which the pages survive */
export function readAssets(folder: string): Assets {
  const files = new Map<string, Asset>();
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = readFileSync(join(folder, name));
    const etag = createHash("sha256").update(body).digest("base64url").slice(0, 22);
    files.set(name.replaceAll("\\", "/"), { body, type, etag });
  }
  return {
    find: (name) => files.get(name),
    url: (name) => {
      const found = files.get(name);
      return found === undefined ? `/assets/${name}` : `/assets/${name}?v=${found.etag}`;
    },
  };
}

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { mayNotSend, readSharing, type Settings, SETTINGS } from "./settings.ts";

const ENV = {
  KITH_SHARE_URL: "https://api.example.gov.uk/receiver/1/",
  KITH_SHARE_TOKEN_URL: "https://login.example.gov.uk/token",
  KITH_SHARE_CLIENT_ID: "client",
  KITH_SHARE_CLIENT_SECRET: "hidden-secret",
  KITH_SHARE_SCOPE: "scope",
  KITH_SHARE_SUPPLIER_KEY: "hidden-key",
};
const folder = mkdtempSync(join(tmpdir(), "kith-share-"));
afterAll(() => rmSync(folder, { recursive: true }));
const on = (env: { [name: string]: string | undefined }): Settings => {
  const sharing = readSharing(env);
  if (sharing.kind === "off") throw new Error("off");
  return sharing.settings;
};

describe("the receiver's settings", () => {
  it("are off until every one of them is there, and say which are missing", () => {
    expect(readSharing({})).toEqual({ kind: "off", missing: Object.values(SETTINGS), wrong: null });
    const { KITH_SHARE_SCOPE: _, ...rest } = ENV;
    expect(readSharing(rest)).toMatchObject({ kind: "off", missing: ["KITH_SHARE_SCOPE"] });
    expect(readSharing({ ...ENV, KITH_SHARE_SUPPLIER_KEY: "  " })).toMatchObject({ kind: "off" });
  });

  it("never show a key where they are written out", () => {
    const settings = on(ENV);
    expect(JSON.stringify(settings)).not.toMatch(/hidden/);
    expect(settings.clientSecret()).toBe("hidden-secret");
    expect(settings.url).toBe("https://api.example.gov.uk/receiver/1");
  });

  it("may be in files, as a machine's secrets are", () => {
    const path = join(folder, "secret");
    writeFileSync(path, "from-a-file\n");
    const { KITH_SHARE_CLIENT_SECRET: _, ...rest } = ENV;
    expect(on({ ...rest, KITH_SHARE_CLIENT_SECRET_FILE: path }).clientSecret()).toBe("from-a-file");
    expect(readSharing({ ...rest, KITH_SHARE_CLIENT_SECRET_FILE: `${path}-not-there` })).toMatchObject({
      missing: ["KITH_SHARE_CLIENT_SECRET"],
    });
  });

  it.each(["http://api.example.gov.uk", "not an address", "ftp://x.gov.uk", "https://me:pass@api.gov.uk"])(
    "refuse %s, over which a child's data would not be safe",
    (url) => {
      expect(readSharing({ ...ENV, KITH_SHARE_URL: url })).toMatchObject({ kind: "off", missing: [] });
    },
  );

  it("let a service send anywhere, and others to this machine only", () => {
    const away = on(ENV);
    const here = on({
      ...ENV,
      KITH_SHARE_URL: "http://localhost:9000",
      KITH_SHARE_TOKEN_URL: "http://127.0.0.1:9/t",
    });
    expect(mayNotSend("service", away)).toBeNull();
    for (const kind of ["demonstration", "trial", "undecided"] as const) {
      expect(mayNotSend(kind, away)).toMatch(/this machine only|sends nothing/);
      expect(mayNotSend(kind, here)).toBeNull();
    }
    expect(
      mayNotSend("trial", on({ ...ENV, KITH_SHARE_URL: "https://localhost.example.gov.uk" })),
    ).not.toBeNull();
  });
});

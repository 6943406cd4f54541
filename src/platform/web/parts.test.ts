import { assert, ipV6, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { cookieAttributes, cookieNames } from "./cookies.ts";
import { address, keyPage, localPath, readForm } from "./forms.ts";
import { errorForLog } from "./log.ts";
import { line, many, optionalLine, parseParameters, rowId } from "./parameters.ts";
import { dispositionOf } from "./reply.ts";
import { shownName } from "./uploads.ts";
import { deviceOf, networkOf } from "./visits.ts";
import { z } from "zod";

describe("cookies", () => {
  it("are tied to the host and to a secure connection where there is one", () => {
    const secure = cookieNames("https://kith.example");
    expect(secure).toEqual({ session: "__Host-kith", device: "__Host-kith-device", secure: true });
    expect(cookieAttributes(secure, { cookie: "session", value: "x" })).toEqual({
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: true,
    });
    expect(cookieNames("http://localhost:3000").session).toBe("kith");
    expect(cookieNames(undefined).secure).toBe(false);
  });
});

describe("a network", () => {
  it("is an IPv4 address, written plainly or inside an IPv6 one", () => {
    expect(networkOf("10.1.2.3")).toBe("10.1.2.3");
    expect(networkOf("::ffff:10.1.2.3")).toBe("10.1.2.3");
  });

  it("is the first half of an IPv6 address, however that is shortened", () => {
    expect(networkOf("2001:db8:0:1::5")).toBe("2001:db8:0:1::/64");
    expect(networkOf("2001:0DB8:0000:0001:ffff:0:0:9")).toBe("2001:db8:0:1::/64");
    expect(networkOf("::1")).toBe("0:0:0:0::/64");
    expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
    expect(networkOf("1::2:3:4:5:10.1.2.3")).toBe("1:0:2:3::/64");
    assert(
      property(ipV6(), (ip) => {
        expect(networkOf(ip)).toMatch(/^[\da-f]{1,4}(:[\da-f]{1,4}){3}::\/64$/);
      }),
    );
  });
});

describe("a browser's name", () => {
  it("is short and says which machine", () => {
    expect(
      deviceOf("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140"),
    ).toBe("Edge on Windows");
    expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605")).toBe(
      "Safari on an iPhone",
    );
    expect(deviceOf("curl/8")).toBe("Something that is not a browser we know");
    expect(deviceOf(undefined)).toBe("Something that is not a browser we know");
  });
});

describe("where to go after signing in", () => {
  it("is a path of ours without its question, or the front page", () => {
    expect(localPath("/children/12/log")).toBe("/children/12/log");
    expect(localPath("/find?name=Okafor")).toBe("/find");
    for (const path of [
      undefined,
      "",
      "//evil",
      "/\\evil",
      "https://evil",
      "javascript:alert(1)",
      "/a b",
      "/a\nb",
    ])
      expect(localPath(path)).toBe("/");
  });

  it("never leaves the site, whatever is asked", () => {
    assert(
      property(string(), (text) => {
        expect(new URL(localPath(text), "https://kith.example").origin).toBe("https://kith.example");
        expect(new URL(localPath(`/${text}`), "https://kith.example").origin).toBe("https://kith.example");
      }),
    );
  });
});

describe("parameters", () => {
  it("never reach an object's prototype", () => {
    const read = parseParameters("__proto__=1&constructor=2&a=3&a=4");
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["1"]).toBeUndefined();
    expect(read["a"]).toEqual(["3", "4"]);
  });

  it("read as forms send them: lines trimmed, empty ones null, boxes as lists, ids as whole numbers", () => {
    const form = z.object({
      name: line("Enter a name"),
      note: optionalLine(),
      boxes: many(z.string()),
      id: rowId,
    });
    expect(readForm(form, { name: " A ", note: " ", boxes: "x", id: "7" })).toEqual({
      ok: true,
      value: { name: "A", note: null, boxes: ["x"], id: 7 },
    });
    const wrong = readForm(form, { id: "7x", roles: "all" });
    expect(wrong.ok ? [] : wrong.failures.map((failure) => failure.field)).toEqual(["name", "id", undefined]);
    expect(wrong.ok ? "" : wrong.failures[0]?.message).toBe("Enter a name");
  });

  it("make addresses, leaving out what is empty", () => {
    expect(address("/log", { after: undefined, account: 3, q: "" })).toBe("/log?account=3");
    expect(address("/log", {})).toBe("/log");
  });
});

describe("a page of rows", () => {
  it("has a next page exactly when there is a row more than fits", () => {
    expect(keyPage([1, 2, 3], 2, (row) => row)).toEqual({ rows: [1, 2], next: "2" });
    expect(keyPage([1, 2], 2, (row) => row)).toEqual({ rows: [1, 2], next: undefined });
    expect(keyPage([], 2, (row) => row)).toEqual({ rows: [], next: undefined });
  });
});

describe("names of files", () => {
  it("lose their folders and control characters", () => {
    expect(shownName("../../etc/passwd")).toBe("passwd");
    expect(shownName("C:\\files\\cin 2026.xml")).toBe("cin 2026.xml");
    expect(shownName("a\r\nSet-Cookie: x")).toBe("aSet-Cookie: x");
    expect(shownName(undefined)).toBe("");
  });

  it("never break a header", () => {
    assert(
      property(string({ unit: "binary" }), (name) => {
        expect(dispositionOf(name)).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});

describe("an error in the log", () => {
  it("says where and of what kind, not what it said", () => {
    const said = errorForLog(Object.assign(new TypeError("Okafor\n    at home"), { code: "23505" }));
    expect(said.name).toBe("TypeError");
    expect(said.code).toBe("23505");
    expect(JSON.stringify(said)).not.toContain("Okafor");
    expect(errorForLog("Okafor")).toEqual({ name: "string", at: [] });
  });
});

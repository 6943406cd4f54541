import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUTHORITY_CODE } from "../../src/demo/identity.ts";
import { type Receiver, startReceiver } from "../receiver.ts";
import { type Demonstration, startDemonstration } from "./support/demonstration.ts";
import type { Visitor } from "./support/visitor.ts";

/** What is sent to the department, from the button to a child set aside, with a receiver on this machine in the department's place. */
describe("sharing with the department", () => {
  let receiver: Receiver;
  let demonstration: Demonstration;
  let analyst: Visitor;
  const environment = { ...process.env };

  beforeAll(async () => {
    receiver = await startReceiver(AUTHORITY_CODE);
    Object.assign(process.env, receiver.env, { KITH_SHARE_TIMEOUT_MS: "20000" });
    demonstration = await startDemonstration();
    analyst = await demonstration.as("Performance analyst", "12 sharing");
  });
  afterAll(async () => {
    process.env = environment;
    await demonstration?.close();
    await receiver?.close();
  });

  it("is found under every page, and says that nobody has asked yet", async () => {
    await analyst.step("01 nobody has asked", () =>
      analyst.page.getByRole("link", { name: "Sharing with the department" }).click(),
    );
    expect(await analyst.words()).toContain("Nobody has asked yet");
    expect(await analyst.words()).toContain("Nothing has been sent yet");
  });

  it("works out what would be sent, and sends none of it", async () => {
    await analyst.page.getByRole("button", { name: "Work out what would be sent" }).click();
    await analyst.until("sent whole");
    await analyst.look("02 what would be sent");
    expect(await analyst.words()).toMatch(/New [\d,]+ children, sent whole/);
    expect(receiver.calls).toEqual([]);
  });

  it("sends, and lists whom the receiver refused and why", async () => {
    receiver.failNext({
      kind: "status",
      status: 400,
      text: "Validation failed. [0].child_details.ethnicity: not a code of this year; [2].child_details.postcode: not in England",
    });
    await analyst.page.getByRole("button", { name: /^Send now to 127/ }).click();
    await analyst.until("Not worked out since the last sending");
    expect(await analyst.words()).toContain("2 children not taken");
    await analyst.look("03 sent");
    expect(await analyst.words()).toContain("not a code of this year");
    expect(receiver.held.size).toBeGreaterThan(100);
    expect(Math.max(...receiver.calls.map(({ children }) => children.length))).toBe(100);
  });

  it("shows what would be sent of one child, by number and without names", async () => {
    await analyst.step("04 a child who was refused", () =>
      analyst.page.locator("#set-aside tbody a").first().click(),
    );
    expect(await analyst.words()).toContain("The whole: the receiver has nothing of this child");
    const message = await analyst.page.getByLabel("The message as it would be sent").inputValue();
    expect(message).toContain('"first_name": "(sent, not shown to you)"');
    const number = [...receiver.held.keys()][0] ?? "";
    await analyst.page.goto("/sharing");
    await analyst.page.getByLabel("The child’s number").fill(number);
    await analyst.step("05 a child who was taken", () =>
      analyst.page.getByRole("button", { name: "Show it" }).click(),
    );
    expect(await analyst.words()).toContain("The receiver has this child as the record does");
    expect(await analyst.words()).toMatch(/Taken \d{4}-/);
    await analyst.page.goto("/sharing");
    await analyst.page.getByLabel("The child’s number").fill("nobody");
    await analyst.step("06 no such number", () =>
      analyst.page.getByRole("button", { name: "Show it" }).click(),
    );
  });

  it("sends the refused again, and then nothing", async () => {
    await analyst.page.goto("/sharing");
    await analyst.page.getByRole("button", { name: /^Send now/ }).click();
    await analyst.until("Not worked out since the last sending");
    expect(await analyst.words()).toContain("Nobody was set aside");
    await analyst.look("07 all taken");
    const calls = receiver.calls.length;
    expect(receiver.calls.at(-1)?.children).toHaveLength(2);
    await analyst.page.getByRole("button", { name: /^Send now/ }).click();
    await analyst.until("Not worked out since the last sending");
    expect(receiver.calls).toHaveLength(calls);
  });

  it("can be read on a phone", async () => {
    const phone = await demonstration.as("Head of service", "12 sharing on a phone", {
      width: 390,
      height: 844,
    });
    await phone.step("08 sharing", () => phone.page.goto("/sharing"));
    const number = [...receiver.held.keys()][1] ?? "";
    await phone.step("09 a child", () => phone.page.goto(`/sharing/child?number=${number}`));
    await phone.close();
  });
});

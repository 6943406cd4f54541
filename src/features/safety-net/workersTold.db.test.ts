import { expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { date } from "../../kernel/dates.ts";
import { childTold, claim, emptyAuthority, tell } from "../work/testing.ts";
import { workersTold } from "./workersTold.ts";

eachEngine("what is known of the workers who hold children", (open) => {
  it("is counted of the children somebody may see", async () => {
    const { database } = await open();
    const filled = await emptyAuthority(database);
    const { authorityId, system } = filled;
    const everybody = personContext(authorityId, {
      accountId: 7,
      scope: "all",
      rights: ["net"],
      now: filled.now,
    });
    const told = () => database.transact(everybody, workersTold);
    await database.transact(system, async ({ db }) => {
      for (const [ref, registered] of [
        ["ANN", true],
        ["BOB", null],
      ] as const)
        await db
          .insertInto("worker")
          .values({ authority_id: authorityId, ref, name: ref, registered })
          .execute();
    });
    const child = (number: string, worker: string, plan: boolean) =>
      childTold(number, { surname: number, born: "2019-02-14" }, [
        claim("referral", "2026-01-05", { received_on: "2026-01-05" }),
        claim("allocation", `${worker}.2026-01-06`, { worker_ref: worker, from_on: "2026-01-06" }),
        ...(plan ? [claim("protection_plan", "2026-02-02", { started_on: "2026-02-02" })] : []),
      ]);
    await tell(database, filled, [
      child("1", "ANN", true),
      child("2", "BOB", true),
      child("3", "BOB", true),
      child("4", "CAZ", false),
    ]);
    expect(await told()).toEqual({
      holders: 3,
      leavingTold: false,
      awayTold: false,
      mustBeSocialWorkers: 2,
      registrationUnknown: 1,
      childrenOfUnknown: 2,
    });
    await database.transact(system, async ({ db }) => {
      await db
        .updateTable("worker")
        .set({ left_on: date("2026-03-01") })
        .where("ref", "=", "ANN")
        .execute();
      await db
        .insertInto("absence")
        .values({ authority_id: authorityId, worker_ref: "BOB", from_on: date("2026-03-01") })
        .execute();
    });
    expect(await told()).toMatchObject({ leavingTold: true, awayTold: true });
    const mine = { ...everybody, scope: "own" as const, workerRef: "NOBODY" };
    expect(await database.transact(mine, workersTold)).toMatchObject({ holders: 0, childrenOfUnknown: 0 });
  });
});

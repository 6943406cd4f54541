import { toDay, type DayNumber } from "../kernel/dates.ts";
import type { Fault } from "./deck.ts";
import { hold, leaveWithLeaver } from "./holding.ts";
import type { Case } from "./kid.ts";
import { dateIn } from "./rows.ts";
import { undo } from "./telling.ts";
import { visit } from "./visits.ts";

/** What was left late or wrong, on purpose, on a protection plan that is open today. */
export function openPlanFaults(kase: Case, plan: DayNumber): void {
  const { days, faults, chance } = kase;
  const working = days.previousWork(days.today);
  for (const kid of kase.kids) {
    const plant = (fault: Fault, how: () => unknown): void => {
      if (!faults.has(fault)) return;
      how();
      kid.planted.add(fault);
    };
    plant("visit-missed-once", () => {
      const last = days.work(working, -chance.whole(13, 17));
      undo(kase, kid, "visit", last - 1);
      visit(kase, [kid], last, "cp", "visit");
    });
    plant("visit-missed-twice", () => undo(kase, kid, "visit", days.work(working, -24)));
    plant("review-overdue", () => undo(kase, kid, "plan_review", plan));
    plant("worker-left", () => leaveWithLeaver(kase, kid));
    plant("plans-overlap", () => {
      const since = dateIn(kid.referral?.values ?? {}, "received_on");
      const from = Math.max(plan - 21, since === null ? plan : toDay(since));
      kid.rows.once("in_need_plan", days.iso(from), { started_on: days.iso(from), ended_on: null });
    });
    plant("unregistered-holder", () => hold(kase, [kid], "help", days.work(days.today, -15)));
    plant("visit-blank", () => {
      for (const values of kid.rows.of("visit").slice(-2)) {
        values["seen"] = null;
        values["alone"] = null;
      }
    });
  }
}

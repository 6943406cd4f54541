import { toDay, type DayNumber } from "../kernel/dates.ts";
import type { Case, Kid, Span } from "./kid.ts";
import { dateIn } from "./rows.ts";
import type { Purpose, Unit } from "./workforce.ts";

/** Gives the family to a team from a day; brothers and sisters have the same worker. Whoever had them before hands over that day. */
export function hold(kase: Case, kids: readonly Kid[], purpose: Purpose, from: DayNumber): void {
  if (from > kase.days.today) return;
  const post = postFor(kase, purpose);
  for (const kid of kids) {
    release(kase, kid, from, "TSPROC");
    kid.holding = { ...post, from };
  }
}

function postFor(kase: Case, purpose: Purpose): { readonly unit: Unit; readonly post: number } {
  const known = kase.posts.get(purpose);
  if (known) return known;
  const unit = kase.work.unit(kase.district, purpose, kase.chance);
  const made = { unit, post: kase.chance.whole(0, unit.posts.length - 1) };
  kase.posts.set(purpose, made);
  return made;
}

/** Ends the holding on a day, or (null) writes it as it stands today. */
export function release(kase: Case, kid: Kid, to: DayNumber | null, reason: string): void {
  const holding = kid.holding;
  if (holding === null) return;
  kid.holding = null;
  const { unit, post, from } = holding;
  const until = to !== null && to <= kase.days.today ? to : null;
  const write = (
    who: { readonly ref: string; readonly name: string },
    start: DayNumber,
    end: DayNumber | null,
    why: string,
  ) => {
    if (end !== null && end <= start) return;
    kid.held.push({ ref: who.ref, manager: unit.manager.ref, from: start, to: end });
    kid.rows.once("allocation", `${who.ref}.${kase.days.iso(start)}`, {
      worker_ref: who.ref,
      worker_name: who.name,
      team_ref: unit.team.ref,
      team_name: unit.team.name,
      role: "holder",
      from_on: kase.days.iso(start),
      to_on: end === null ? null : kase.days.iso(end),
      change_reason: end === null ? null : why,
    });
  };
  let at = from;
  for (const holder of unit.posts[post] ?? []) {
    const last = until ?? Number.POSITIVE_INFINITY;
    if (holder.to !== null && holder.to <= at) continue;
    if (holder.from >= last) break;
    // While the post was empty the manager had the child.
    if (holder.from > at) {
      write(unit.manager, at, holder.from, "MANAGE");
      at = holder.from;
    }
    const leaves = holder.to !== null && holder.to < last ? holder.to : null;
    write(holder, at, leaves ?? until, leaves === null ? reason : "LEFTRL");
    at = leaves ?? last;
    if (leaves === null) return;
  }
  if (until === null || at < until) write(unit.manager, at, until, reason);
}

/** The child is left in the name of somebody who has gone. */
export function leaveWithLeaver(kase: Case, kid: Kid): void {
  const holding = kid.holding;
  const leaver = holding?.unit.leaver;
  if (!holding || !leaver) return;
  const from = Math.max(holding.from, leaver.from);
  if (holding.from < from) release(kase, kid, from, "MANAGE");
  kid.holding = null;
  const manager = holding.unit.manager.ref;
  // On paper the child is still theirs; whatever is done since is done by the manager.
  kid.held.push({ ref: leaver.ref, manager, from, to: leaver.to });
  if (leaver.to !== null) kid.held.push({ ref: manager, manager, from: leaver.to, to: null });
  kid.rows.once("allocation", `${leaver.ref}.${kase.days.iso(from)}`, {
    worker_ref: leaver.ref,
    worker_name: leaver.name,
    team_ref: holding.unit.team.ref,
    team_name: holding.unit.team.name,
    role: "holder",
    from_on: kase.days.iso(from),
    to_on: null,
    change_reason: null,
  });
  kid.planted.add("worker-left");
}

/** Who manages whoever had the child on a day. */
export function managerOn(kase: Case, kid: Kid, day: DayNumber): string {
  const held = kid.held.find((each) => each.from <= day && (each.to === null || each.to >= day));
  return held?.manager ?? postFor(kase, "front-door").unit.manager.ref;
}

/** The worker a child had on a day; before anybody held the child, the front door's manager. */
export function workerOn(kase: Case, kid: Kid, day: DayNumber): string {
  let found: string | null = null;
  for (const held of kid.held) {
    if (held.from <= day && (held.to === null || held.to >= day)) found = held.ref;
  }
  if (found !== null) return found;
  const frontDoor = postFor(kase, "front-door").unit;
  for (const holder of frontDoor.posts[day % frontDoor.posts.length] ?? []) {
    if (holder.from <= day && (holder.to === null || holder.to > day)) return holder.ref;
  }
  return frontDoor.manager.ref;
}

/** Puts the worker of the day to each visit, once it is settled who had the child when. */
export function nameVisitors(kase: Case, kid: Kid): void {
  for (const values of kid.rows.of("visit")) {
    const on = dateIn(values, "on_date");
    if (on !== null) values["by_worker"] = workerOn(kase, kid, toDay(on));
  }
}

export function beginSpan(kid: Kid, phase: Span["phase"], from: DayNumber): void {
  endSpan(kid, from);
  kid.spans.push({ from, to: null, phase });
}

export function endSpan(kid: Kid, to: DayNumber): void {
  const last = kid.spans.at(-1);
  if (last && last.to === null) last.to = Math.max(last.from, to);
}

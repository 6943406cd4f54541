import type { IsoDate } from "../../kernel/dates.ts";
import { sayDate } from "../../ui/words.ts";
import type { Absence, Holding } from "../team/holding.ts";
import type { HoldingState, Worker } from "./state.ts";

/** Why somebody is away, as far as anybody need know. */
export const ABSENCE_REASONS = ["Leave", "Sickness", "Training", "Other"] as const;

/** "a, b and c". */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

export const sayNotSocialWorker = (worker: Pick<Worker, "name">, needs: readonly string[]): string =>
  `${worker.name} is not a registered social worker, and this child’s ${needs.length === 1 ? "position needs" : "positions need"} one: ${list([...new Set(needs)])}. Choose a registered social worker.`;

export const sayChanged = (state: Pick<HoldingState, "holder" | "waiting">): string => {
  const now =
    state.waiting !== null
      ? `the child is offered to ${state.waiting.toName}`
      : state.holder !== null
        ? `${state.holder.name} holds the child`
        : "nobody holds the child";
  return `Somebody changed who holds this child while you were deciding: now ${now}. Nothing of yours was saved. Look again, then decide.`;
};

/** What a worker holds now, for who must choose one. A count, not a judgement. */
export function sayHeld(holding: Holding): string {
  if (holding.all === 0) return "Holds no children";
  const parts = [
    holding.plan > 0 ? `${holding.plan} on a protection plan` : null,
    holding.care > 0 ? `${holding.care} looked after` : null,
    holding.need > 0 ? `${holding.need} on a child in need plan` : null,
    holding.assessment > 0 ? `${holding.assessment} being assessed` : null,
  ].filter((part) => part !== null);
  const all = `Holds ${holding.all} ${holding.all === 1 ? "child" : "children"}`;
  return parts.length === 0 ? all : `${all}: ${parts.join(", ")}`;
}

/** "Away until Fri 4 Dec 2026, Ann Lee covers"; null when here and staying. */
export function sayAbsence(absences: readonly Absence[], today: IsoDate): string | null {
  const first = absences[0];
  if (first === undefined) return null;
  const when =
    first.from > today
      ? `Away from ${sayDate(first.from)}`
      : first.to === null
        ? "Away, no day of return"
        : `Away until ${sayDate(first.to)}`;
  return `${when}, ${first.coverName === null ? "nobody covers" : `${first.coverName} covers`}`;
}

export const sayRegistered = (worker: Pick<Worker, "registered" | "title">): string => {
  const title = worker.title ?? "Worker";
  if (worker.registered === null) return `${title}, registration not known`;
  return worker.registered ? `${title}, registered` : `${title}, not a registered social worker`;
};

import { address, type FormState } from "../../platform/web/forms.ts";
import { redirect, type WebReply } from "../../platform/web/route.ts";
import type { SignInOutcome } from "./signIn.ts";
import { WAIT } from "./words.ts";

/** Where an outcome leads: on, to the next step, or back to the form. */
export function follow(
  outcome: SignInOutcome,
  target: string,
  form: (failures: FormState["failures"]) => Promise<WebReply>,
  no: FormState["failures"],
): Promise<WebReply> | WebReply {
  const on = target === "/" ? undefined : target;
  switch (outcome.kind) {
    case "in":
      return { ...redirect(target), cookies: outcome.cookies };
    case "second-factor":
      return { ...redirect(address("/sign-in/code", { to: on })), cookies: outcome.cookies };
    case "enrol":
      return { ...redirect(address("/sign-in/set-up", { to: on })), cookies: outcome.cookies };
    case "wait":
      return form(WAIT);
    case "no":
      return form(no);
  }
}

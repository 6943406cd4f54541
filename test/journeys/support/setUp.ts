import { generateSync } from "otplib";
import type { Product } from "./product.ts";
import type { Visitor } from "./visitor.ts";

/** The first administrator in these journeys. */
export const ADMINISTRATOR = {
  authority: "Westmere",
  name: "Asha Okonjo",
  signIn: "asha.okonjo@westmere.example",
  password: "lantern copper wednesday",
} as const;

/** Fills in the first page of a new installation. */
export async function chooseKind({ page }: Visitor, code: string, kind: string): Promise<void> {
  await page.getByLabel("One-time code").fill(code);
  await page.getByLabel(kind, { exact: true }).check();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Fills in who the first administrator is. */
export async function nameAdministrator({ page }: Visitor, password: string): Promise<void> {
  await page.getByLabel("Name of the authority").fill(ADMINISTRATOR.authority);
  await page.getByLabel("Your name").fill(ADMINISTRATOR.name);
  await page.getByLabel("Your e-mail address").fill(ADMINISTRATOR.signIn);
  await page.getByLabel("Choose a password").fill(password);
  await page.getByLabel("I manage the service and see every child").check();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The secret as the page spells it for people without a camera. */
export async function shownSecret({ page }: Visitor): Promise<string> {
  const spelled = await page.locator("p", { hasText: "No camera?" }).locator("code").innerText();
  return spelled.replaceAll(/\s/g, "");
}

/** Fills in the code an authenticator app shows, now or a number of codes later. */
export async function giveCode(
  { page }: Visitor,
  label: string,
  secret: string,
  later: 0 | 1 = 0,
): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000) + later * 30;
  await page.getByLabel(label).fill(generateSync({ secret, epoch: seconds }));
}

/** The whole way from the first page to the home of an administrator who is a service manager too. @returns the second factor's secret */
export async function setUpAll(
  visitor: Visitor,
  product: Product,
  kind: "A trial" | "A service",
): Promise<string> {
  const { page } = visitor;
  await visitor.step("a new installation", () => page.goto("/"));
  await visitor.step("the administrator", () => chooseKind(visitor, product.code ?? "", kind));
  await visitor.step("the phone", () => nameAdministrator(visitor, ADMINISTRATOR.password));
  const secret = await shownSecret(visitor);
  await giveCode(visitor, "Six-digit code", secret);
  await visitor.step("the recovery codes", () => page.getByRole("button", { name: "Continue" }).click());
  await visitor.step("home", () => page.getByRole("button", { name: "I have kept them" }).click());
  return secret;
}

/** Sends the sign-in form; what comes is not looked at. */
export async function sendPassword({ page }: Visitor, password: string): Promise<void> {
  await page.getByLabel("Your e-mail address").fill(ADMINISTRATOR.signIn);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs the administrator in. A code works once, so the one after the last is given: clocks may be one code apart. */
export async function signInAgain(visitor: Visitor, secret: string): Promise<void> {
  const { page } = visitor;
  await page.goto("/sign-in");
  await visitor.step("the code", () => sendPassword(visitor, ADMINISTRATOR.password));
  await giveCode(visitor, "Six-digit code, or a recovery code", secret, 1);
  await visitor.step("home again", () => page.getByRole("button", { name: "Sign in" }).click());
}

/** An expected failure: a stable code and a sentence for the person. Exceptions are bugs. */
export type Failure = {
  readonly code: FailureCode;
  readonly message: string;
  /** Which field of the form it is about, where it is about one. */
  readonly field?: string;
};

/** Every expected failure there is. */
export type FailureCode =
  | "not-found"
  | "not-allowed"
  | "sign-in-needed"
  | "second-factor-needed"
  | "invalid"
  | "changed-meanwhile"
  | "already-done"
  | "too-many-tries"
  | "unreadable-file"
  | "not-in-this-installation";

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failures: readonly Failure[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (
  code: FailureCode,
  message: string,
  field?: string,
): { readonly ok: false; readonly failures: readonly Failure[] } => ({
  ok: false,
  failures: [field === undefined ? { code, message } : { code, message, field }],
});

/** What may not be seen looks as if it is not there. */
export const notFound = (): { readonly ok: false; readonly failures: readonly Failure[] } =>
  fail("not-found", "We cannot find that page.");

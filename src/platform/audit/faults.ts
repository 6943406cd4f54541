export type AuditFault = {
  readonly kind:
    | "edited"
    | "deleted"
    | "inserted"
    | "reordered"
    | "truncated"
    | "seal broken"
    | "checkpoint missing"
    | "rolled back";
  /** The row's number, or the seal's. */
  readonly at: string;
  readonly words: string;
};

/** Faults as they are found. As many as a person could read are kept; of the rest, how many. */
export type Faults = {
  readonly listed: AuditFault[];
  readonly add: (kind: AuditFault["kind"], at: string, words: string) => void;
  readonly unlisted: () => number;
};

const MOST = 10_000;

export function startFaults(): Faults {
  const listed: AuditFault[] = [];
  let unlisted = 0;
  return {
    listed,
    add: (kind, at, words) => {
      if (listed.length < MOST) listed.push({ kind, at, words });
      else unlisted += 1;
    },
    unlisted: () => unlisted,
  };
}

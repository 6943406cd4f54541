import { type CheckpointLine, sinceRestored } from "./checkpoints.ts";
import type { Faults } from "./faults.ts";
import type { OnSeal, Walked } from "./verifySeals.ts";

export type CheckpointCheck = {
  readonly restored: { readonly at: string; readonly seal: number } | null;
  readonly signed: OnSeal;
  /** To be called when every seal has been seen. */
  readonly end: (seals: Walked) => void;
};

/**
 * Holds the seals against the signed file: each seal that was signed must be there as it was, and each seal there must have been signed. After a backup was
 * put back, only what the file says from then on counts; the seal it went back to stands for all before it.
 */
export function verifyCheckpoints(lines: readonly CheckpointLine[], faults: Faults): CheckpointCheck {
  for (const line of lines)
    if (!line.genuine)
      faults.add(
        "checkpoint missing",
        `line ${line.line}`,
        `Line ${line.line} of the file of checkpoints is not one Kith signed: it was changed, or put there.`,
      );
  const hashes = new Map<number, string>();
  let restored: CheckpointCheck["restored"] = null;
  for (const line of sinceRestored(lines)) {
    if (!line.genuine) continue;
    const { kind, no, hash, at } = line.checkpoint;
    if (kind === "restored") restored = { at, seal: no };
    if (hash !== "") hashes.set(no, hash);
  }
  const unsigned: number[] = [];
  return {
    restored,
    signed: (seal) => {
      const hash = hashes.get(seal.no);
      hashes.delete(seal.no);
      if (hash === undefined) {
        if (seal.no > (restored?.seal ?? 0)) unsigned.push(seal.no);
      } else if (hash !== seal.hash) rolledBack(seal.no, faults);
    },
    end: (seals) => {
      for (const no of hashes.keys()) rolledBack(no, faults);
      if (lines.length === 0 && seals.count > 0)
        faults.add(
          "checkpoint missing",
          "the file",
          "The file of signed checkpoints is missing or empty. Put it back from a copy.",
        );
      else
        for (const no of unsigned)
          faults.add(
            "checkpoint missing",
            `seal ${no}`,
            `Seal ${no} has no line in the file of checkpoints: the line was removed${no === seals.last ? ", or Kith was stopped as it wrote it (then it is there once Kith has run again)" : ""}.`,
          );
    },
  };
}

function rolledBack(no: number, faults: Faults): void {
  faults.add(
    "rolled back",
    `seal ${no}`,
    `The database does not hold seal ${no} as it was signed: rows were cut from the end, or an older copy was put in its place.`,
  );
}

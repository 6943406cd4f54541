import type { IsoDate } from "../../kernel/dates.ts";
import type { ChildClaims, DirectoryEntry, Place } from "../../kernel/record/claim.ts";
import { readCare } from "./care.ts";
import { readDolo, readMissing, readReviews, readWorkers } from "./events.ts";
import type { Ssda903Name } from "./layout.ts";
import {
  readAdoption,
  readAdoptionDecision,
  readCareLeaver,
  readHealth,
  readPreviousPermanence,
} from "./outcomes.ts";
import { readAsylum, readBorn, readHeader } from "./person.ts";
import { type SourceRow, type Work, yearEnding } from "./work.ts";

type ReadRows = (work: Work, rows: readonly SourceRow[], born: IsoDate | null) => void;

const READERS: { readonly [name in Ssda903Name]: ReadRows } = {
  header: readHeader,
  episodes: readCare,
  reviews: readReviews,
  uasc: readAsylum,
  oc2: readHealth,
  oc3: readCareLeaver,
  ad1: readAdoption,
  placed_for_adoption: readAdoptionDecision,
  previous_permanence: readPreviousPermanence,
  missing: readMissing,
  sw_episodes: readWorkers,
  dolo: readDolo,
};

export type ChildRows = readonly (readonly [file: Ssda903Name, rows: readonly SourceRow[]])[];

/** All that the rows of one child say, from one CSV file or from the child's part of the XML. */
export function readChild(
  child: string,
  files: ChildRows,
  asAt: IsoDate,
  place: Place,
  worker: (entry: DirectoryEntry) => void,
): ChildClaims {
  const work: Work = {
    asAt,
    year: yearEnding(asAt),
    claims: [],
    findings: [],
    identifiers: [],
    keys: new Map(),
    worker,
  };
  const born = readBorn(
    work,
    files.flatMap(([, rows]) => rows),
  );
  for (const [name, rows] of files) if (rows.length > 0) READERS[name](work, rows, born);
  return {
    id: { type: "local", value: child },
    identifiers: work.identifiers,
    born,
    claims: work.claims,
    findings: work.findings,
    place,
  };
}

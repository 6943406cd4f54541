import type { IsoDate } from "../../../kernel/dates.ts";
import type { Status } from "./cells.ts";

/** What a published file says, in one shape whatever its format. */
export type PublishedContent = {
  readonly areas: readonly AreaRow[];
  readonly figures: readonly FigureRow[];
  readonly neighbours: readonly NeighbourRow[];
  readonly inspections: readonly InspectionRow[];
  readonly measures: readonly MeasureRow[];
  /** The last period it speaks of, as text that orders: `2025`, `2025-03`. */
  readonly edition: string;
};

export const NOTHING: PublishedContent = {
  areas: [],
  figures: [],
  neighbours: [],
  inspections: [],
  measures: [],
  edition: "",
};

export type AreaRow = {
  readonly code: string;
  readonly kind: "country" | "region" | "authority" | "joint";
  readonly name: string;
  readonly onsCodes: readonly string[];
  readonly regionCode: string | null;
  readonly abolishedOn: IsoDate | null;
  readonly successors: readonly string[];
  readonly members: readonly string[];
  /** Orders whose name is kept: the later. Empty gives a name only where there is none. */
  readonly namedIn: string;
};

export type FigureRow = {
  readonly measure: string;
  readonly area: string;
  readonly period: string;
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly status: Status;
  readonly saidBy: string | null;
};

export type NeighbourRow = {
  readonly edition: string;
  readonly area: string;
  readonly nearest: number;
  readonly neighbour: string;
  readonly closeness: string;
};

export type InspectionRow = {
  /** By the Department's code, or by the statistics office's where the file has only that. */
  readonly area:
    | { readonly code: string }
    | { readonly ons: string; readonly name: string; readonly line: number };
  readonly codeThen: string;
  readonly framework: "SIF" | "ILACS" | "visit";
  readonly version: string;
  readonly type: string;
  readonly startedOn: IsoDate | null;
  readonly datesSaid: string | null;
  readonly publishedOn: IsoDate;
  readonly judgements: { readonly [line: string]: string };
  readonly theme: string | null;
  readonly link: string | null;
};

export type MeasureRow = {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly unit: string;
  readonly polarity: string;
  readonly description: string;
  readonly methodology: string;
  readonly link: string;
  readonly yearType: string;
};

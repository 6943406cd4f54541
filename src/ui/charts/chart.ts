import type { VNode } from "preact";

/**
 * Every picture is drawn twice: wide for a screen and for paper, narrow for a phone and for a page zoomed to 400%. The style sheet shows the one that fits,
 * so words in it stay near the size of the words around it.
 */
export type Size = "wide" | "narrow";

/** Width of the drawing in its own units, which are about a pixel. */
export const WIDTH: Readonly<Record<Size, number>> = { wide: 720, narrow: 340 };

/** Sizes of type in a drawing. */
export const TYPE = 14;
export const SMALL = 13;
/** From one line of type to the next. */
export const LEADING = 17;

export interface DrawOptions {
  size: Size;
  /** Unique on the page; names parts of the drawing. */
  id: string;
  /** Points lead to what is behind them. Not in a file somebody takes away. */
  links: boolean;
}

/** What was drawn: the inside of an `svg` as wide as `WIDTH` says. */
export interface Drawing {
  height: number;
  marks: VNode;
}

/** The same as the picture, in figures. */
export interface Figures {
  columns: readonly { head: string; numeric?: boolean | undefined }[];
  /** Cells in the order of the columns; the first names the row. `href` leads to what is behind the row. */
  rows: readonly { cells: readonly string[]; href?: string | undefined }[];
}

export type Shape = "dot" | "diamond" | "square" | "up" | "down" | "ring";

/** Whether a signal is good news. Said by fill as well as colour: hollow is for the better. */
export type Standing = "common" | "improvement" | "concern" | "neutral";

/** A sentence beside the picture, after the mark it explains. */
export interface Note {
  text: string;
  mark?: { shape: Shape; standing: Standing } | undefined;
}

/** Pictures of what a control chart says, drawn beside it with their words. */
export interface Sign {
  kind: "variation" | "assurance";
  /** Which picture: see `icons.tsx`. */
  of: string;
  words: string;
}

/** A chart before it is put on a page or in a file. Made by `controlChart`, `funnelPlot` and the others. */
export interface Chart {
  /** What the picture shows, in words, for who cannot see it. */
  description: string;
  /** Said in place of the picture when there is nothing to draw. */
  empty?: string | undefined;
  figures: Figures;
  notes: readonly Note[];
  signs: readonly Sign[];
  /** Whether any of its points leads somewhere. */
  hasLinks: boolean;
  draw: (options: DrawOptions) => Drawing;
}

/** A number in a drawing: a tenth of a unit is finer than any screen shows. */
export const round = (n: number): number => Math.round(n * 10) / 10;

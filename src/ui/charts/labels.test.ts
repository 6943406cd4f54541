import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, overlaps, place, spread } from "./labels.ts";

const wanted = fc.array(
  fc.record({
    at: fc.double({ min: -50, max: 350, noNaN: true }),
    size: fc.double({ min: 5, max: 20, noNaN: true }),
  }),
  { maxLength: 14 },
);

describe("labels moved apart along a line", () => {
  it("stay where they are when nothing is in their way", () => {
    expect(
      spread(
        [
          { at: 100, size: 10 },
          { at: 20, size: 10 },
        ],
        0,
        300,
      ),
    ).toEqual([100, 20]);
  });

  it("share a clash evenly", () => {
    expect(
      spread(
        [
          { at: 50, size: 10 },
          { at: 50, size: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([45, 55]);
  });

  it("come in from the edge", () => {
    expect(
      spread(
        [
          { at: -5, size: 10 },
          { at: 104, size: 10 },
        ],
        0,
        100,
      ),
    ).toEqual([5, 95]);
  });

  it("never overlap, keep their order and stay between the ends, whenever they fit", () => {
    fc.assert(
      fc.property(wanted, (labels) => {
        const at = spread(labels, 0, 300);
        const order = labels
          .map((_, index) => index)
          .sort((a, b) => (labels[a]?.at ?? 0) - (labels[b]?.at ?? 0) || a - b);
        let edge = -1e-6;
        for (const index of order) {
          const size = labels[index]?.size ?? 0;
          const middle = at[index] ?? Number.NaN;
          expect(middle - size / 2).toBeGreaterThanOrEqual(edge - 1e-6);
          edge = middle + size / 2;
        }
        expect(edge).toBeLessThanOrEqual(300 + 1e-6);
      }),
    );
  });

  it("share the overlap when the line is too short", () => {
    expect(
      spread(
        [
          { at: 0, size: 10 },
          { at: 0, size: 10 },
        ],
        0,
        10,
      ),
    ).toEqual([2.5, 7.5]);
    expect(spread([], 0, 10)).toEqual([]);
  });

  it("move no further than they must: no single one can go back towards its place", () => {
    fc.assert(
      fc.property(wanted, (labels) => {
        const at = spread(labels, 0, 300);
        const cost = (places: readonly number[]): number =>
          places.reduce((sum, place, index) => sum + (place - (labels[index]?.at ?? 0)) ** 2, 0);
        for (const [index, label] of labels.entries()) {
          const nudged = at.map((place, other) =>
            other === index ? place + Math.sign(label.at - place) * 0.01 : place,
          );
          const box = (places: readonly number[], i: number): Box => ({
            x: (places[i] ?? 0) - (labels[i]?.size ?? 0) / 2,
            y: 0,
            width: labels[i]?.size ?? 0,
            height: 1,
          });
          const free =
            box(nudged, index).x >= 0 &&
            box(nudged, index).x + label.size <= 300 &&
            labels.every((_, other) => other === index || !overlaps(box(nudged, index), box(nudged, other)));
          if (free) expect(cost(nudged)).toBeGreaterThanOrEqual(cost(at) - 1e-6);
        }
      }),
    );
  });
});

describe("names beside dots", () => {
  const dot = fc.record({
    x: fc.double({ min: 0, max: 300, noNaN: true }),
    y: fc.double({ min: 0, max: 200, noNaN: true }),
    radius: fc.constant(4),
    width: fc.double({ min: 10, max: 90, noNaN: true }),
    height: fc.constant(16),
  });

  it("lie on no other name, on nothing kept clear and inside the frame", () => {
    fc.assert(
      fc.property(fc.array(dot, { maxLength: 25 }), (dots) => {
        const inside = { x: 0, y: 0, width: 300, height: 200 };
        const clear = [{ x: 140, y: 90, width: 20, height: 20 }];
        const placed = place(dots, inside, clear);
        for (const [index, { box }] of placed.entries()) {
          expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 300 && box.y + box.height <= 200).toBe(
            true,
          );
          for (const other of [...clear, ...placed.slice(0, index).map((one) => one.box)]) {
            expect(overlaps(box, other)).toBe(false);
          }
        }
      }),
    );
  });

  it("go to the first when two want one place", () => {
    const here = { x: 30, y: 10, radius: 4, width: 20, height: 16 };
    const placed = place([here, here, here], { x: 0, y: 0, width: 60, height: 20 }, []);
    expect(placed.map(({ index, anchor }) => [index, anchor])).toEqual([
      [0, "start"],
      [1, "end"],
    ]);
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { powerOfTwoAtLeast, transform } from "./fft.ts";

describe("the Fourier transform", () => {
  it("turns one pulse into a constant, and a constant into one pulse", () => {
    const re = Float64Array.of(1, 0, 0, 0);
    const im = new Float64Array(4);
    transform(re, im);
    expect([...re]).toEqual([1, 1, 1, 1]);
    transform(re, im);
    expect([...re]).toEqual([4, 0, 0, 0]);
  });

  it("agrees with the sum it stands for", () => {
    const re = Float64Array.of(1, 2, 3, 4, 0, -1, 5, 2);
    const im = Float64Array.of(0, 1, 0, -1, 2, 0, 0, 3);
    const wanted = Array.from({ length: 8 }, (_, k) => {
      let sum = 0;
      for (let j = 0; j < 8; j += 1) {
        const angle = (-2 * Math.PI * j * k) / 8;
        sum += (re[j] ?? 0) * Math.cos(angle) - (im[j] ?? 0) * Math.sin(angle);
      }
      return sum;
    });
    transform(re, im);
    for (const [k, value] of wanted.entries()) expect(re[k]).toBeCloseTo(value, 12);
  });

  it("gives a series back, backwards and times its length, when done twice", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
          minLength: 256,
          maxLength: 256,
        }),
        (power, values) => {
          const size = 2 ** power;
          const re = Float64Array.from(values.slice(0, size));
          const im = new Float64Array(size);
          transform(re, im);
          transform(re, im);
          for (let k = 0; k < size; k += 1) {
            expect((re[(size - k) % size] ?? 0) / size).toBeCloseTo(values[k] ?? 0, 9);
          }
        },
      ),
    );
  });

  it("refuses lengths that are not a power of two", () => {
    expect(() => {
      transform(new Float64Array(3), new Float64Array(3));
    }).toThrow(RangeError);
    expect([1, 2, 3, 64, 65].map(powerOfTwoAtLeast)).toEqual([1, 2, 4, 64, 128]);
  });
});

/** Smallest power of two that is at least `size`. */
export function powerOfTwoAtLeast(size: number): number {
  let power = 1;
  while (power < size) power *= 2;
  return power;
}

function reorderByReversedBits(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  let reversed = 0;
  for (let i = 1; i < size; i += 1) {
    let bit = size >> 1;
    while (reversed & bit) {
      reversed ^= bit;
      bit >>= 1;
    }
    reversed ^= bit;
    if (i < reversed) {
      const realPart = re[i] ?? 0;
      const imaginaryPart = im[i] ?? 0;
      re[i] = re[reversed] ?? 0;
      im[i] = im[reversed] ?? 0;
      re[reversed] = realPart;
      im[reversed] = imaginaryPart;
    }
  }
}

/**
 * Discrete Fourier transform in place: X(k) = sum over j of x(j) exp(-2 pi i j k / size), real and imaginary parts apart. Length must be a
 * power of two. No scaling: transforming twice gives `size` times the series backwards.
 */
export function transform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  if (size !== im.length || powerOfTwoAtLeast(size) !== size) {
    throw new RangeError("transform needs two arrays of one length, a power of two");
  }
  reorderByReversedBits(re, im);
  // Each twiddle factor is computed afresh: stepping from one to the next by multiplication would lose digits.
  const cosines = Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k += 1) {
        const cosine = cosines[k * stride] ?? 1;
        const sine = sines[k * stride] ?? 0;
        const even = start + k;
        const odd = even + half;
        const oddRe = re[odd] ?? 0;
        const oddIm = im[odd] ?? 0;
        const turnedRe = oddRe * cosine - oddIm * sine;
        const turnedIm = oddRe * sine + oddIm * cosine;
        const evenRe = re[even] ?? 0;
        const evenIm = im[even] ?? 0;
        re[even] = evenRe + turnedRe;
        im[even] = evenIm + turnedIm;
        re[odd] = evenRe - turnedRe;
        im[odd] = evenIm - turnedIm;
      }
    }
  }
}

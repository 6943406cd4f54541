import type { VNode } from "preact";
import { create } from "qrcode";

/** Clear space a reader needs round the code, in modules. */
const QUIET = 4;

/** A QR code drawn in the page itself: a picture from elsewhere would carry the secret in an address. */
export function QrCode(props: { text: string; label: string }): VNode {
  const { modules } = create(props.text, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET;
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      width="240"
      height="240"
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#ffffff" />
      <path d={darkPath(modules.data, modules.size)} fill="#000000" />
    </svg>
  );
}

/** Each run of dark modules in a row as one bar. */
function darkPath(data: ArrayLike<number>, size: number): string {
  const bars: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!data[y * size + x]) continue;
      const from = x;
      while (x + 1 < size && data[y * size + x + 1]) x += 1;
      bars.push(`M${from + QUIET} ${y + QUIET}h${x - from + 1}v1h-${x - from + 1}z`);
    }
  }
  return bars.join("");
}

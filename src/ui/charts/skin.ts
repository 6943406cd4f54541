/**
 * How the marks of a chart look. A file somebody takes away carries these words inside it; on a page the style sheet has the same
 * (`styles/_charts-skin.scss`), and a test holds the two together. Long hands only: not every program that reads a drawing knows the short ones.
 */
export const SKIN = `
.ch text { fill: #4a5963; font-family: "Atkinson Hyperlegible Next", system-ui, sans-serif; font-size: 14px; font-weight: 400; font-variant-numeric: tabular-nums; }
.ch .ch-axis text { font-size: 13px; }
.ch .ch-strong { fill: #14212b; font-weight: 700; }
.ch .ch-axis .ch-strong { font-weight: 400; }
.ch .ch-word-concern { fill: #8a1538; font-weight: 700; }
.ch .ch-word-improvement { fill: #0d5c63; font-weight: 700; }
.ch .ch-word-ink { fill: #14212b; }
.ch .ch-word-target { fill: #0d5c63; }
.ch .ch-word-unknown { fill: #5b4b8a; }
.ch .ch-halo { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }
.ch .ch-name { fill: #14212b; font-size: 19px; font-weight: 700; }
.ch-grid { fill: none; stroke: #d9d4c8; stroke-width: 0.75; }
.ch-floor { fill: none; stroke: #5f6b73; }
.ch-band { fill: #f3efe6; stroke: none; }
.ch-band-outer { fill: #e9f0f0; stroke: none; }
.ch-band-inner { fill: #cde0e0; stroke: none; }
.ch-limit { fill: none; stroke: #5f6b73; stroke-width: 1; }
.ch-limit-two { fill: none; stroke: #5f6b73; stroke-width: 1; stroke-dasharray: 1 4; stroke-linecap: round; }
.ch-dashed { fill: none; stroke: #5f6b73; stroke-width: 1.25; stroke-dasharray: 6 4; }
.ch-mean { fill: none; stroke: #14212b; stroke-width: 1.25; }
.ch-target { fill: none; stroke: #0d5c63; stroke-width: 1.75; stroke-dasharray: 7 4; }
.ch-line { fill: none; stroke: #14212b; stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
.ch-line-own { fill: none; stroke: #0d5c63; stroke-width: 3; stroke-linejoin: round; stroke-linecap: round; }
.ch-line-other { fill: none; stroke: #a9a79d; stroke-width: 1.5; stroke-linejoin: round; stroke-linecap: round; }
.ch-line-forecast { fill: none; stroke: #0d5c63; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.ch-thread { fill: none; stroke: #5f6b73; stroke-width: 0.75; }
.ch-rebase { fill: none; stroke: #5f6b73; stroke-width: 1; stroke-dasharray: 3 3; }
.ch-unknown { fill: none; stroke: #5b4b8a; stroke-width: 1.25; stroke-dasharray: 3 4; }
.ch-bracket { fill: none; stroke: #14212b; stroke-width: 1.25; }
.ch-dot { fill: #14212b; stroke: none; }
.ch-sign { stroke-width: 2; stroke-linejoin: round; }
.ch-concern { fill: #8a1538; stroke: #8a1538; }
.ch-improvement { fill: #ffffff; stroke: #0d5c63; }
.ch-neutral { fill: #14212b; stroke: #14212b; }
.ch-ring { fill: none; stroke: #14212b; stroke-width: 1.25; }
.ch-ring-concern { stroke: #8a1538; }
.ch-ring-improvement { stroke: #0d5c63; }
.ch-open { fill: #ffffff; stroke: #14212b; stroke-width: 1.75; }
.ch-other { fill: #c9c5b9; stroke: #6c6a62; stroke-width: 1; }
.ch-neighbour { fill: #ffffff; stroke: #14212b; stroke-width: 1.75; }
.ch-own { fill: #0d5c63; stroke: #083f44; stroke-width: 1; }
.ch-bar { fill: #14212b; stroke: none; }
.ch-bar-late { stroke: #8a1538; stroke-width: 1; }
.ch-hatch-ground { fill: #f9e9ee; }
.ch-hatch-line { fill: none; stroke: #8a1538; stroke-width: 4; }
.ch-hit { fill: none; pointer-events: all; }
.ch-focus { fill: none; stroke: none; }
`.trim();

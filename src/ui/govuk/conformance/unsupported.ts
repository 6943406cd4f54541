/** Examples we mean not to match, and why. */
export interface Unsupported {
  component: string;
  fixtures: readonly string[];
  because: string;
}

export const unsupported: readonly Unsupported[] = [
  {
    component: "file-upload",
    fixtures: [
      "enhanced",
      "enhanced, with error message and hint",
      "enhanced, multiple files",
      "enhanced, custom wrapper classes and attributes",
      "translated",
    ],
    because: "the drop zone needs a script; the browser's own control takes a dropped file without one",
  },
  {
    component: "password-input",
    fixtures: ["with translations"],
    because: "the service is in English; the Show button's words are fixed",
  },
  {
    component: "panel",
    fixtures: [
      "interruption",
      "interruption-with-content-with-long-line-length",
      "interruption-with-headings-content-and-lists",
      "interruption with custom classes",
      "interruption, with actions classes and attributes",
      "interruption, submit action",
      "interruption, button link",
      "interruption, no actions",
      "interruption, no actions items",
    ],
    because: "an answer is questioned beside its field or on a review page, never on a page that interrupts",
  },
];

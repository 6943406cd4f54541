import type { VNode } from "preact";
import { type Attributes, classNames, type Content, type Styled } from "./shared.ts";

export interface ButtonProps extends Styled {
  children?: Content;
  /** Given, the button is a link that looks like one. */
  href?: string | undefined;
  type?: "submit" | "button" | "reset" | undefined;
  name?: string | undefined;
  value?: string | number | undefined;
  disabled?: boolean | undefined;
  /** Asks the browser script to ignore a second press within a second. */
  preventDoubleClick?: boolean | undefined;
  id?: string | undefined;
  isStart?: boolean | undefined;
}

function StartIcon(): VNode {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  );
}

/** A start button lays its parts out in a row, where mixed words would lose their spaces unless held together. */
function contents(props: ButtonProps): Content {
  if (!props.isStart) return props.children;
  return (
    <>
      {typeof props.children === "string" ? props.children : <span>{props.children}</span>}
      <StartIcon />
    </>
  );
}

/**
 * A button, or with `href` a link drawn as one. Quieter kinds by class: `govuk-button--secondary`,
 * `govuk-button--warning`.
 */
export function Button(props: ButtonProps): VNode {
  const common: Attributes & { class: string } = {
    class: classNames("govuk-button", props.classes, props.isStart && "govuk-button--start"),
    "data-module": "govuk-button",
    id: props.id,
    ...props.attributes,
  };
  if (props.href !== undefined) {
    return (
      <a href={props.href} role="button" draggable={false} {...common}>
        {contents(props)}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? "submit"}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      aria-disabled={props.disabled || undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...common}
    >
      {contents(props)}
    </button>
  );
}

import type { VNode } from "preact";
import { Button } from "./button.tsx";
import type { FieldOptions } from "./field.tsx";
import { Input } from "./input.tsx";
import { type Attributes, classNames } from "./shared.ts";

export interface PasswordInputProps extends FieldOptions {
  autocomplete?: "current-password" | "new-password" | "one-time-code" | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** A password, with a Show button for browsers that run scripts (it stays hidden in the rest). */
export function PasswordInput(props: PasswordInputProps): VNode {
  const id = props.id ?? props.name;
  return (
    <Input
      {...props}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? "current-password"}
      classes={classNames("govuk-password-input__input govuk-js-password-input-input", props.classes)}
      wrapper={{ classes: "govuk-password-input__wrapper" }}
      formGroup={{
        classes: classNames("govuk-password-input", props.formGroup?.classes),
        attributes: { "data-module": "govuk-password-input", ...props.formGroup?.attributes },
      }}
      after={
        <Button
          type="button"
          classes="govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
          attributes={{ "aria-controls": id, "aria-label": "Show password", hidden: true }}
        >
          Show
        </Button>
      }
    />
  );
}

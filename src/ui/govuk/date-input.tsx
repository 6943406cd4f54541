import type { VNode } from "preact";
import type { ErrorOptions } from "./error-message.tsx";
import { FormGroup, notesFor } from "./field.tsx";
import { Fieldset, type LegendOptions } from "./fieldset.tsx";
import { Input } from "./input.tsx";
import { type Attributes, classNames, type Styled, type Words } from "./shared.ts";

/** One box of the three. */
export interface DatePart {
  /** `day`, `month` or `year`; posted with the name prefix before it. */
  name: string;
  label?: string | undefined;
  id?: string | undefined;
  value?: string | number | undefined;
  /** True if this box is at fault, false if it is not; left out, all boxes are when there is an error. */
  error?: boolean | undefined;
  inputmode?: "numeric" | "text" | undefined;
  pattern?: string | undefined;
  autocomplete?: string | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface DateInputProps {
  id: string;
  /** Put before each box's name with a hyphen: `dob` posts `dob-day`, `dob-month`, `dob-year`. */
  namePrefix?: string | undefined;
  legend?: Words<LegendOptions> | undefined;
  fieldset?: (Styled & { describedBy?: string | undefined }) | undefined;
  hint?: Words | undefined;
  error?: Words<ErrorOptions> | undefined;
  /** What was typed, by posted name, exactly as typed. */
  values?: Readonly<Record<string, string | number | undefined>> | undefined;
  /** The boxes; day, month and year unless told. */
  parts?: readonly DatePart[] | undefined;
  formGroup?: Styled | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

const whole: readonly DatePart[] = [{ name: "day" }, { name: "month" }, { name: "year" }];

function isMarked(part: DatePart): boolean {
  return part.error === true || (part.classes?.includes("govuk-input--error") ?? false);
}

function partClasses(part: DatePart, marked: boolean): string {
  const own = part.classes ?? "";
  return classNames(
    "govuk-date-input__input",
    marked && !own.includes("govuk-input--error") && "govuk-input--error",
    !own.includes("govuk-input--width-") && `govuk-input--width-${/(^|-)year$/.test(part.name) ? 4 : 2}`,
    own,
  );
}

/** A date as three boxes: nobody should have to find Tuesday the third in a picture. */
export function DateInput(props: DateInputProps): VNode {
  const parts = props.parts ?? whole;
  const someMarked = parts.some(isMarked);
  const notes = notesFor(props.id, {
    hint: props.hint,
    error: props.error,
    describedBy: props.fieldset?.describedBy,
  });
  const inner = (
    <>
      {notes.hint}
      {notes.error}
      <div class={classNames("govuk-date-input", props.classes)} {...props.attributes} id={props.id}>
        {parts.map((part) => {
          const name = props.namePrefix ? `${props.namePrefix}-${part.name}` : part.name;
          const marked = isMarked(part) || (part.error !== false && notes.error !== null && !someMarked);
          return (
            <div class="govuk-date-input__item">
              <Input
                label={{
                  text: part.label ?? part.name.charAt(0).toUpperCase() + part.name.slice(1),
                  classes: "govuk-date-input__label",
                }}
                id={part.id ?? `${props.id}-${part.name}`}
                name={name}
                value={part.value ?? props.values?.[name]}
                classes={partClasses(part, marked)}
                inputmode={part.inputmode ?? "numeric"}
                pattern={part.pattern}
                autocomplete={part.autocomplete}
                attributes={part.attributes}
              />
            </div>
          );
        })}
      </div>
    </>
  );
  return (
    <FormGroup
      error={notes.error !== null}
      classes={props.formGroup?.classes}
      attributes={props.formGroup?.attributes}
    >
      {props.legend !== undefined || props.fieldset !== undefined ? (
        <Fieldset
          legend={props.legend}
          role="group"
          describedBy={notes.describedBy}
          classes={props.fieldset?.classes}
          attributes={props.fieldset?.attributes}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  );
}

import type { VNode } from "preact";
import { Button, type ButtonProps } from "../button.tsx";
import { Checkboxes, type CheckboxItem } from "../checkboxes.tsx";
import type { ChoiceDivider, ChoiceItem, ChoicesOptions } from "../choices.tsx";
import { DateInput, type DatePart } from "../date-input.tsx";
import { ErrorMessage } from "../error-message.tsx";
import { ErrorSummary } from "../error-summary.tsx";
import type { FieldOptions } from "../field.tsx";
import { Fieldset, type LegendOptions } from "../fieldset.tsx";
import { FileUpload } from "../file-upload.tsx";
import { Hint } from "../hint.tsx";
import { Input, type InputProps } from "../input.tsx";
import { Label } from "../label.tsx";
import { PasswordInput, type PasswordInputProps } from "../password-input.tsx";
import { Radios } from "../radios.tsx";
import { Select } from "../select.tsx";
import { Textarea } from "../textarea.tsx";
import {
  type Adapter,
  attributes,
  content,
  figure,
  flag,
  list,
  markup,
  type Options,
  part,
  parts,
  styled,
  text,
  words,
} from "./fixture.ts";

function field(options: Options): FieldOptions {
  const label = part(options, "label");
  return {
    name: text(options, "name") ?? "",
    id: text(options, "id"),
    label: { text: content(label), ...styled(label), isPageHeading: flag(label, "isPageHeading") },
    hint: words(part(options, "hint")),
    error: words(part(options, "errorMessage")),
    describedBy: text(options, "describedBy"),
    formGroup: part(options, "formGroup") && styled(part(options, "formGroup")),
  };
}

function legend(options: Options | undefined): LegendOptions | undefined {
  const found = part(options, "legend");
  return found && { ...styled(found), text: content(found), isPageHeading: flag(found, "isPageHeading") };
}

function group(options: Options): ChoicesOptions {
  const fieldset = part(options, "fieldset");
  return {
    name: text(options, "name") ?? "",
    idPrefix: text(options, "idPrefix"),
    legend: legend(fieldset),
    fieldset: fieldset && { ...styled(fieldset), describedBy: text(fieldset, "describedBy") },
    hint: words(part(options, "hint")),
    error: words(part(options, "errorMessage")),
    describedBy: text(options, "describedBy"),
    formGroup: part(options, "formGroup") && styled(part(options, "formGroup")),
    ...styled(options),
  };
}

function choice(options: Options): ChoiceItem | ChoiceDivider {
  const divider = text(options, "divider");
  if (divider !== undefined) return { divider };
  const conditional = text(part(options, "conditional"), "html");
  return {
    value: text(options, "value") ?? "",
    text: content(options),
    id: text(options, "id"),
    hint: words(part(options, "hint")),
    checked: flag(options, "checked"),
    disabled: flag(options, "disabled"),
    conditional: conditional && markup(conditional),
    label: part(options, "label") && styled(part(options, "label")),
    attributes: attributes(options),
  };
}

function checkbox(options: Options): CheckboxItem | ChoiceDivider {
  const item = choice(options);
  if ("divider" in item) return item;
  return {
    ...item,
    name: text(options, "name"),
    behaviour: text(options, "behaviour") === "exclusive" ? "exclusive" : undefined,
  };
}

function datePart(options: Options, name: string): DatePart {
  return {
    name: text(options, "name") ?? name,
    label: text(options, "label"),
    id: text(options, "id"),
    value: text(options, "value"),
    error: flag(options, "error"),
    inputmode: text(options, "inputmode") === "text" ? "text" : undefined,
    pattern: text(options, "pattern"),
    autocomplete: text(options, "autocomplete"),
    ...styled(options),
  };
}

/** Their three named boxes or their list of boxes, as our list. */
function dateParts(options: Options): DatePart[] | undefined {
  const items = parts(options, "items", (item) => datePart(item, "")).filter((item) => !!item);
  if (items.length > 0) {
    return items.map((item) => ({ ...item, value: item.value ?? text(part(options, item.name), "value") }));
  }
  const names = ["day", "month", "year"].filter((name) => options[name] !== false);
  return names.map((name) => datePart(part(options, name) ?? {}, name));
}

/** Adapters of everything a form is made of. */
export const formAdapters: Readonly<Record<string, Adapter>> = {
  button: (o): VNode => (
    <Button
      {...styled(o)}
      href={text(o, "href")}
      type={text(o, "type") as ButtonProps["type"]}
      name={text(o, "name")}
      value={text(o, "value")}
      id={text(o, "id")}
      disabled={flag(o, "disabled")}
      preventDoubleClick={flag(o, "preventDoubleClick")}
      isStart={flag(o, "isStartButton")}
    >
      {content(o)}
    </Button>
  ),
  checkboxes: (o): VNode => (
    <Checkboxes {...group(o)} items={parts(o, "items", checkbox)} values={list(o, "values")?.map(String)} />
  ),
  "date-input": (o): VNode => {
    const fieldset = part(o, "fieldset");
    return (
      <DateInput
        id={text(o, "id") ?? ""}
        namePrefix={text(o, "namePrefix")}
        legend={legend(fieldset)}
        fieldset={fieldset && { ...styled(fieldset), describedBy: text(fieldset, "describedBy") }}
        hint={words(part(o, "hint"))}
        error={words(part(o, "errorMessage"))}
        values={part(o, "values") as Record<string, string> | undefined}
        parts={dateParts(o)}
        formGroup={part(o, "formGroup") && styled(part(o, "formGroup"))}
        {...styled(o)}
      />
    );
  },
  "error-message": (o): VNode => (
    <ErrorMessage
      id={text(o, "id")}
      {...styled(o)}
      hiddenText={flag(o, "visuallyHiddenText") === false ? "" : text(o, "visuallyHiddenText")}
    >
      {content(o)}
    </ErrorMessage>
  ),
  "error-summary": (o): VNode => (
    <ErrorSummary
      {...styled(o)}
      title={content(o, "titleText", "titleHtml") ?? ""}
      description={content(o, "descriptionText", "descriptionHtml")}
      disableAutoFocus={flag(o, "disableAutoFocus")}
      errors={parts(o, "errorList", (item) => ({
        text: content(item),
        href: text(item, "href"),
        attributes: attributes(item),
      })).filter((item) => !!item)}
    />
  ),
  fieldset: (o): VNode => (
    <Fieldset
      {...styled(o)}
      legend={legend(o)}
      role={text(o, "role") as "group" | undefined}
      describedBy={text(o, "describedBy")}
    >
      {content(o, "none")}
    </Fieldset>
  ),
  "file-upload": (o): VNode => (
    <FileUpload {...field(o)} {...styled(o)} multiple={flag(o, "multiple")} disabled={flag(o, "disabled")} />
  ),
  hint: (o): VNode => (
    <Hint id={text(o, "id")} {...styled(o)}>
      {content(o)}
    </Hint>
  ),
  input: (o): VNode => (
    <Input
      {...field(o)}
      {...styled(o)}
      value={text(o, "value")}
      type={text(o, "type") as InputProps["type"]}
      inputmode={text(o, "inputmode") as InputProps["inputmode"]}
      autocomplete={text(o, "autocomplete")}
      autocapitalize={text(o, "autocapitalize") as InputProps["autocapitalize"]}
      pattern={text(o, "pattern")}
      spellcheck={flag(o, "spellcheck")}
      disabled={flag(o, "disabled")}
      prefix={words(part(o, "prefix"))}
      suffix={words(part(o, "suffix"))}
      wrapper={part(o, "inputWrapper") && styled(part(o, "inputWrapper"))}
    />
  ),
  label: (o): VNode => (
    <Label {...styled(o)} for={text(o, "for")} isPageHeading={flag(o, "isPageHeading")}>
      {content(o)}
    </Label>
  ),
  "password-input": (o): VNode => (
    <PasswordInput
      {...field(o)}
      {...styled(o)}
      value={text(o, "value")}
      autocomplete={text(o, "autocomplete") as PasswordInputProps["autocomplete"]}
    />
  ),
  radios: (o): VNode => <Radios {...group(o)} items={parts(o, "items", choice)} value={text(o, "value")} />,
  select: (o): VNode => (
    <Select
      {...field(o)}
      {...styled(o)}
      value={text(o, "value")}
      disabled={flag(o, "disabled")}
      items={parts(o, "items", (item) => ({
        value: text(item, "value") ?? flag(item, "value")?.toString(),
        text: text(item, "text") ?? "",
        selected: flag(item, "selected"),
        disabled: flag(item, "disabled"),
        attributes: attributes(item),
      }))}
    />
  ),
  textarea: (o): VNode => (
    <Textarea
      {...field(o)}
      {...styled(o)}
      value={text(o, "value")}
      rows={figure(o, "rows")}
      spellcheck={flag(o, "spellcheck")}
      autocomplete={text(o, "autocomplete")}
    />
  ),
};

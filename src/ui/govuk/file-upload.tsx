import type { VNode } from "preact";
import { type FieldOptions, labelledField } from "./field.tsx";
import { type Attributes, classNames } from "./shared.ts";

export interface FileUploadProps extends FieldOptions {
  multiple?: boolean | undefined;
  /** Kinds of file offered first, as in the `accept` attribute. A help to the eye, never a check. */
  accept?: string | undefined;
  disabled?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Choose a file. The form must post as `multipart/form-data`. */
export function FileUpload(props: FileUploadProps): VNode {
  return labelledField(props, (id, describedBy) => (
    <input
      class={classNames("govuk-file-upload", props.classes, props.error && "govuk-file-upload--error")}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      accept={props.accept}
      aria-describedby={describedBy}
      {...props.attributes}
    />
  ));
}

import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Input } from "./input";
import { Select } from "./select";
import { Textarea } from "./textarea";

type Labelled = {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  errors?: string[] | undefined;
  optional?: boolean;
};

/** A labelled one-line text control. */
export function TextField({
  label,
  name,
  hint,
  errors,
  optional,
  ...rest
}: Labelled & ComponentProps<"input">) {
  return (
    <Field label={label} name={name} hint={hint} errors={errors} optional={optional}>
      {(control) => <Input {...rest} {...control} />}
    </Field>
  );
}

/** A labelled text control of several lines. */
export function TextareaField({
  label,
  name,
  hint,
  errors,
  optional,
  ...rest
}: Labelled & ComponentProps<"textarea">) {
  return (
    <Field label={label} name={name} hint={hint} errors={errors} optional={optional}>
      {(control) => <Textarea {...rest} {...control} />}
    </Field>
  );
}

/** A labelled native select; the options are its children. */
export function SelectField({
  label,
  name,
  hint,
  errors,
  optional,
  ...rest
}: Labelled & ComponentProps<"select">) {
  return (
    <Field label={label} name={name} hint={hint} errors={errors} optional={optional}>
      {(control) => <Select {...rest} {...control} />}
    </Field>
  );
}

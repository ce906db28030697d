import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { PartFault } from "@/lib/templates/body";

type Props = {
  label: string;
  /** Pointer into the body, such as `/fields/0/value`. */
  pointer: string;
  value: string;
  onChange: (text: string) => void;
  errors: readonly PartFault[];
  hint?: string;
  optional?: boolean;
  /** Lines of a longer text; one without. */
  rows?: number;
  placeholder?: string;
};

/** One part of a template. What is wrong with it is told under it, with line and column. */
export function PartField({
  label,
  pointer,
  value,
  onChange,
  errors,
  hint,
  optional,
  rows,
  placeholder,
}: Props) {
  const own = errors
    .filter((error) => error.pointer === pointer)
    .map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`);
  const shared = {
    value,
    placeholder,
    "data-part": pointer,
    spellCheck: false,
    autoComplete: "off",
    className: "font-mono",
  };
  return (
    <Field label={label} name={pointer} hint={hint} errors={own} optional={optional === true}>
      {(control) =>
        rows ? (
          <Textarea {...shared} {...control} rows={rows} onChange={(event) => onChange(event.target.value)} />
        ) : (
          <Input {...shared} {...control} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}

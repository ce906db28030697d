import { type ComponentProps, type ReactNode, useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/text-field";
import type { FlagName, ListName, TextName } from "./draft";
import type { DraftForm } from "./use-draft";

type Shared = { form: DraftForm; name: TextName; label: string; hint?: ReactNode; optional?: boolean };
type TextProps = Shared &
  Omit<ComponentProps<"input">, "name" | "form" | "list"> & {
    /** Values to suggest; any other may be typed. */
    suggestions?: readonly { value: string; label?: string | undefined }[];
  };

/** A line of the draft. */
export function DraftText({ form, name, label, hint, optional = false, suggestions, ...rest }: TextProps) {
  const list = `rule-${name}-known`;
  return (
    <Field label={label} name={name} hint={hint} optional={optional} errors={form.errorsOf(name)}>
      {(control) => (
        <>
          <Input
            autoComplete="off"
            {...rest}
            {...control}
            value={form.draft[name]}
            onChange={(event) => form.set({ [name]: event.target.value })}
            {...(suggestions && { list })}
          />
          {suggestions && (
            <datalist id={list}>
              {suggestions.map(({ value, label: shown }) => (
                <option key={value} value={value}>
                  {shown}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** Several lines of the draft. */
export function DraftTextarea({
  form,
  name,
  label,
  hint,
  optional = false,
  ...rest
}: Shared & Omit<ComponentProps<"textarea">, "name" | "form">) {
  return (
    <TextareaField
      {...rest}
      label={label}
      name={name}
      hint={hint}
      optional={optional}
      errors={form.errorsOf(name)}
      value={form.draft[name]}
      onChange={(event) => form.set({ [name]: event.target.value })}
    />
  );
}

type Option = readonly [value: string, label: string];

/** A choice of the draft. */
export function DraftSelect({ form, name, label, hint, options }: Shared & { options: readonly Option[] }) {
  return (
    <Field label={label} name={name} hint={hint} errors={form.errorsOf(name)}>
      {(control) => (
        <Select
          {...control}
          value={form.draft[name]}
          onChange={(event) => form.set({ [name]: event.target.value })}
        >
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

type ChecksProps = {
  form: DraftForm;
  name: ListName;
  label: string;
  hint?: string;
  options: readonly Option[];
};

/** Boxes of which several may be ticked. */
export function DraftChecks({ form, name, label, hint, options }: ChecksProps) {
  const errors = form.errorsOf(name);
  const ticked = form.draft[name];
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium text-ink">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {options.map(([value, words]) => (
          <Checkbox
            key={value}
            name={name}
            value={value}
            label={words}
            checked={ticked.includes(value)}
            aria-invalid={errors ? true : undefined}
            onChange={(event) =>
              form.set({
                [name]: event.target.checked ? [...ticked, value] : ticked.filter((each) => each !== value),
              })
            }
          />
        ))}
      </div>
      {errors && <p className="text-sm text-bad">{errors.join(" ")}</p>}
      {hint && <p className="text-sm text-ink-muted">{hint}</p>}
    </fieldset>
  );
}

/** One box of the draft. */
export function DraftFlag({
  form,
  name,
  label,
  hint,
}: {
  form: DraftForm;
  name: FlagName;
  label: string;
  hint?: string;
}) {
  return (
    <Checkbox
      name={name}
      value="on"
      label={label}
      hint={hint}
      checked={form.draft[name]}
      onChange={(event) => form.set({ [name]: event.target.checked })}
    />
  );
}

const units: readonly Option[] = [
  ["minutes", "minutes"],
  ["hours", "hours"],
  ["days", "days"],
];

type StretchProps = Omit<Shared, "optional"> & { unit: TextName };

/** A length of time: how many of which unit; nothing for none. */
export function DraftStretch({ form, name, unit, label, hint }: StretchProps) {
  return (
    <Field label={label} name={name} hint={hint} optional errors={form.errorsOf(name)}>
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="off"
            value={form.draft[name]}
            onChange={(event) => form.set({ [name]: event.target.value })}
            className="min-w-0 flex-1"
          />
          <Select
            name={unit}
            aria-label={`${label}: unit`}
            value={form.draft[unit]}
            onChange={(event) => form.set({ [unit]: event.target.value })}
            className="w-28 shrink-0"
          >
            {units.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </span>
      )}
    </Field>
  );
}

/** Fields side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-2 2xl:grid-cols-3">
      {children}
    </div>
  );
}

type GroupProps = { title: string; hint?: string; children: ReactNode };

/** Fields that belong together, under a heading. */
export function FieldGroup({ title, hint, children }: GroupProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the legend of a fieldset cannot be laid out in a grid.
    <div role="group" aria-labelledby={id} className="grid gap-4 border-t border-line pt-5">
      <div>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {hint && <p className="text-sm text-ink-muted">{hint}</p>}
      </div>
      {children}
    </div>
  );
}

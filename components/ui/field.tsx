import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

export type Control = {
  id: string;
  name: string;
  required: boolean;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

type Props = {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  errors?: string[] | undefined;
  /** Marks it "optional" and drops `required`. */
  optional?: boolean;
  children: (control: Control) => ReactNode;
};

/** A labelled control with its hint and its errors, tied together for screen readers. Spread the given props on the control. */
export function Field({ label, name, hint, errors = [], optional = false, children }: Props) {
  const id = useId();
  const hasErrors = errors.length > 0;
  const describedBy = [hint ? `${id}-hint` : "", hasErrors ? `${id}-error` : ""].filter(Boolean).join(" ");
  const control: Control = {
    id,
    name,
    required: !optional,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": hasErrors || undefined,
  };
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {optional && <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      {children(control)}
      {hasErrors && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span>{errors.join(" ")}</span>
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

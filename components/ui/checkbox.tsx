import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** A native checkbox with its label and an optional line of explanation. */
export function Checkbox({ label, hint, className, id, ...rest }: Props) {
  const ownId = useId();
  const controlId = id ?? ownId;
  return (
    <div className={clsx("flex items-start gap-2", className)}>
      <input
        id={controlId}
        type="checkbox"
        aria-describedby={hint ? `${controlId}-hint` : undefined}
        className="mt-0.75 size-4 shrink-0 cursor-pointer accent-primary"
        {...rest}
      />
      <div className="min-w-0">
        <label htmlFor={controlId} className="text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${controlId}-hint`} className="text-sm text-ink-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

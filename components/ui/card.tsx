import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  /** Lets a table or a list reach the edges. */
  flush?: boolean;
  className?: string;
};

/** A titled surface. */
export function Card({ title, description, actions, footer, children, flush = false, className }: Props) {
  return (
    <section
      className={clsx(
        "min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card",
        className,
      )}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
          <div className="min-w-0">
            <h2 className="text-base font-semibold">{title}</h2>
            {description && <p className="text-sm text-ink-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {children && <div className={flush ? undefined : "p-4"}>{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2.5">
          {footer}
        </footer>
      )}
    </section>
  );
}

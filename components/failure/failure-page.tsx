import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = { icon: LucideIcon; title: string; children: ReactNode; action: ReactNode };

/** A page that could not be shown: what is the case, and the next step. */
export function FailurePage({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-24 text-center">
      <span className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-surface text-ink-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-ink-muted">{children}</div>
      <div className="mt-6 flex flex-wrap justify-center gap-2">{action}</div>
    </div>
  );
}

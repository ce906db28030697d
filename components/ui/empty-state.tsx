import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode /** The next thing to do. */;
  action: ReactNode;
};

/** Nothing here yet: why that is, and the next action. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-ink-faint">
        <Icon aria-hidden className="size-5" />
      </span>
      <p className="text-lg font-medium">{title}</p>
      {children && <div className="mt-1 max-w-md text-ink-muted">{children}</div>}
      <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>
    </div>
  );
}

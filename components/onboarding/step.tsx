import { Circle, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

type Props = { isDone: boolean; title: string; children: ReactNode; action?: ReactNode };

/** One step of the way to the first message. */
export function Step({ isDone, title, children, action }: Props) {
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Icon
        role="img"
        aria-label={isDone ? "Done" : "To do"}
        className={`mt-0.5 size-4.5 shrink-0 ${isDone ? "text-good" : "text-ink-faint"}`}
      />
      <div className="min-w-0 flex-1">
        <p className={isDone ? "font-medium text-ink-muted" : "font-medium"}>{title}</p>
        {!isDone && <p className="text-sm text-ink-muted">{children}</p>}
      </div>
      {!isDone && action}
    </li>
  );
}

import { RefreshCw } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type Props = {
  id: string;
  ref: RefObject<HTMLDivElement | null>;
  label: string;
  more: (() => void) | undefined;
  refresh: () => void;
  isAsking: boolean;
  /** What there is to say about the list. */
  standing: ReactNode;
  /** The options. */
  children: ReactNode;
};

/** The open list below a field that searches: its options, a way to more of them, and what there is to say about them. */
export function ListPanel({ id, ref, label, more, refresh, isAsking, standing, children }: Props) {
  return (
    <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border border-line bg-raised text-sm shadow-float">
      <div
        id={id}
        ref={ref}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        className="max-h-72 overflow-y-auto p-1 empty:hidden"
      >
        {children}
      </div>
      {more && (
        <Button
          variant="quiet"
          size="sm"
          className="mx-1 mb-1"
          // The field keeps the focus, and the list stays open.
          onMouseDown={(event) => event.preventDefault()}
          onClick={more}
        >
          Show more
        </Button>
      )}
      <div className="flex items-start justify-between gap-3 border-t border-line bg-sunken px-3 py-2 text-xs text-ink-muted">
        <span role="status" className="min-w-0">
          {standing}
        </span>
        <Button
          variant="quiet"
          size="sm"
          className="-my-1 -mr-1.5"
          onMouseDown={(event) => event.preventDefault()}
          onClick={refresh}
          disabled={isAsking}
        >
          {isAsking ? <Spinner /> : <RefreshCw aria-hidden />}
          Refresh
        </Button>
      </div>
    </div>
  );
}

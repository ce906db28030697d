import { clsx } from "clsx";

/** A grey stand-in while something loads. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx("block animate-shimmer rounded-sm bg-line", className)} />;
}

/** Stand-ins for a page with a list. */
export function PageSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-2 h-7 w-48" />
      <Skeleton className="mb-6 h-4 w-80 max-w-full" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity.
          <div key={row} className="flex items-center gap-4 px-4 py-3">
            <Skeleton className="h-5 w-16 rounded-full" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-20 max-sm:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}

import type { Completeness } from "@/lib/customers/completeness";

/** How much of a profile is known, and what to add to make its messages say more. */
export function ProfileCompleteness({ percent, missing }: Completeness) {
  return (
    <div className="text-sm">
      <div className="flex items-center gap-3">
        <progress
          max={100}
          value={percent}
          aria-label="Completeness of the profile"
          className="h-2 flex-1 accent-accent"
        />
        <span className="font-medium tabular-nums">{percent} %</span>
      </div>
      <p className="mt-2 text-ink-muted">
        {missing.length === 0
          ? "Nothing that a message shows is missing."
          : `Missing: ${missing.map(({ label }) => label).join(", ")}.`}
      </p>
    </div>
  );
}

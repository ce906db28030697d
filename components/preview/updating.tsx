/**
 * Says that what is shown is being made anew. What is shown stays as legible as it was: dimmed, its words could not be
 * read by everybody. It keeps its place while it is silent, so that nothing moves and its words are read out.
 */
export function Updating({ isPending }: { isPending: boolean }) {
  return (
    <p role="status" className="min-h-4 text-ink-muted text-xs">
      {isPending ? "Updating…" : ""}
    </p>
  );
}

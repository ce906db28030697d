import { ScrollRegion } from "@/components/ui/scroll-region";
import type { ShownBody } from "@/lib/events/rejected/body";

/** A refused body, the place that the reason names marked by colour, edge and words. */
export function RejectedBody({ body, pointer }: { body: ShownBody; pointer: string }) {
  return (
    <div className="min-w-0 overflow-clip rounded-md border border-line bg-sunken">
      <p className="border-b border-line px-3 py-1.5 text-xs text-ink-muted">
        {body.isPointed
          ? `Body as it came. The marked lines are what ${pointer} names.`
          : pointer === ""
            ? "Body as it came."
            : `Body as it came. There is nothing at ${pointer}${body.isCut ? " in the part that is kept" : ""}.`}{" "}
        Values that look like secrets are masked.
      </p>
      <ScrollRegion label="Rejected body" className="max-h-144 overflow-auto">
        <pre className="py-3 font-mono text-xs leading-5 text-ink">
          <code className="block w-max min-w-full">
            {body.lines.map((line, position) =>
              line.isMarked ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a stored body never changes.
                <mark key={position} className="block border-l-3 border-bad-solid bg-bad-soft px-3 text-ink">
                  {line.text}
                  {"\n"}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a stored body never changes.
                <span key={position} className="block border-l-3 border-transparent px-3">
                  {line.text}
                  {"\n"}
                </span>
              ),
            )}
          </code>
        </pre>
      </ScrollRegion>
    </div>
  );
}

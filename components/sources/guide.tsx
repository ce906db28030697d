import { ChevronRight } from "lucide-react";
import type { SourceKind } from "@/db/enums";
import { vendorNames } from "@/lib/sources/schema";
import type { GuideValues } from "./guide-parts";
import { guideSteps } from "./guide-steps";

type Props = { kind: SourceKind; values: GuideValues };

/** The steps at the vendor, in order. */
export function GuideSteps({ kind, values }: Props) {
  return (
    <ol className="grid list-decimal gap-4 pl-5 text-sm text-ink-muted">
      {guideSteps[kind](values).map(({ key, body }) => (
        <li key={key} className="min-w-0">
          {body}
        </li>
      ))}
    </ol>
  );
}

/** The steps, folded once they have been taken. */
export function Guide({ kind, values, isOpen }: Props & { isOpen: boolean }) {
  return (
    <details open={isOpen} className="group rounded-lg border border-line bg-surface text-sm shadow-card">
      <summary className="flex items-center gap-2 px-4 py-2.5 text-base font-semibold">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform group-open:rotate-90"
        />
        What to do in {vendorNames[kind]}
      </summary>
      <div className="border-t border-line p-4">
        <GuideSteps kind={kind} values={values} />
      </div>
    </details>
  );
}

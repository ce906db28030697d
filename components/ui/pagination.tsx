import { ChevronLeft, ChevronRight } from "lucide-react";
import { LinkButton } from "./link-button";

type Props = {
  /** Words for what is on this page: "50 notifications". */ summary: string;
  firstHref: string | null;
  nextHref: string | null;
  /** For lists that are not in the order of time. */
  firstWord?: string;
  nextWord?: string;
};

/** Steps through a list by cursor: back to the start, on to what follows. */
export function Pagination({
  summary,
  firstHref,
  nextHref,
  firstWord = "Newest",
  nextWord = "Older",
}: Props) {
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2.5 text-sm text-ink-muted"
    >
      <span>{summary}</span>
      <span className="flex gap-2">
        {firstHref && (
          <LinkButton href={firstHref} size="sm">
            <ChevronLeft aria-hidden />
            {firstWord}
          </LinkButton>
        )}
        {nextHref && (
          <LinkButton href={nextHref} size="sm">
            {nextWord}
            <ChevronRight aria-hidden />
          </LinkButton>
        )}
      </span>
    </nav>
  );
}

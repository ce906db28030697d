import { clsx } from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

type Props = {
  code: string /** What it is, for the copy button and screen readers: "curl command". */;
  what: string;
  title?: ReactNode;
  className?: string;
};

/** Code to read or to copy. Scrolls inside itself. */
export function CodeBlock({ code, what, title, className }: Props) {
  return (
    <div className={clsx("min-w-0 overflow-clip rounded-md border border-line bg-sunken", className)}>
      <div className="flex items-center justify-between border-b border-line py-0.5 pr-1 pl-3 text-xs text-ink-muted">
        <span>{title ?? what}</span>
        <CopyButton text={code} what={what} size="icon" />
      </div>
      <ScrollRegion label={what} className="max-h-112 overflow-auto">
        <pre className="p-3 font-mono text-xs leading-5 text-ink">
          <code>{code}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}

/** A short piece of code within a sentence. */
export function Code({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <code
      className={clsx("rounded-sm bg-neutral-soft px-1 py-px font-mono text-[0.92em] text-ink", className)}
    >
      {children}
    </code>
  );
}

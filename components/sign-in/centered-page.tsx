import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

type Props = { title: ReactNode; description?: ReactNode; children?: ReactNode; footer?: ReactNode };

/** One card in the middle of the page: signing in, an invitation, a new organization. Holds the page's only h1. */
export function CenteredPage({ title, description, children, footer }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <div className="rounded-lg border border-line bg-surface p-6 shadow-card">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          {description && <p className="mt-1 text-ink-muted">{description}</p>}
          {children && <div className="mt-5 grid gap-4">{children}</div>}
        </div>
        {footer && <div className="mt-4 text-center text-sm text-ink-muted">{footer}</div>}
      </div>
    </main>
  );
}

import { BellRing, Hash, type LucideIcon, ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { type ScopeNote, ScopeNotes } from "./scope-notes";

type Props = { place: Place; required: readonly ScopeNote[]; optional: readonly ScopeNote[] };

function Check({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="text-ink-muted">{children}</p>
      </div>
    </li>
  );
}

/** What to have ready before Slack's consent page opens, and what is asked for there. */
export function Preflight({ place, required, optional }: Props) {
  return (
    <div className="grid gap-5 text-sm">
      <section aria-label="Before you connect">
        <h3 className="mb-2 font-semibold">Before you connect</h3>
        <ul className="grid gap-3">
          <Check icon={ShieldCheck} title="You may add apps to the workspace">
            In some workspaces only admins may. Slack then sends them your request, and you come back here
            once it is approved.
          </Check>
          <Check icon={Hash} title="The channel exists">
            Slack asks you to pick one, and cannot make it there. To pick a private channel, be a member of
            it.
          </Check>
          <Check icon={BellRing} title="You know which alerts go there">
            Connecting sends nothing but one greeting. What arrives is decided by{" "}
            <Link href={projectPath(place, "routes")} className="text-ink underline underline-offset-2">
              your routes
              <LinkPending />
            </Link>
            , before or after.
          </Check>
        </ul>
      </section>
      <section aria-label="What Slack will ask you to allow">
        <h3 className="mb-2 font-semibold">What Slack will ask you to allow</h3>
        <ScopeNotes notes={required} />
        <p className="mt-3 mb-2 text-ink-muted">These you may leave out. Connecting again adds them later.</p>
        <ScopeNotes notes={optional} />
        <p className="mt-3 text-ink-muted">
          Bellwire only writes. It never asks to read messages, so it cannot.
        </p>
      </section>
    </div>
  );
}

import { Moon, Plus } from "lucide-react";
import type { Metadata } from "next";
import { QuietHoursTable } from "@/components/quiet-hours/quiet-hours-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { formatInstant } from "@/components/ui/time-format";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { countQuiet, listQuietHours } from "@/lib/quiet-hours/queries";

export const metadata: Metadata = { title: "Quiet hours" };

export default async function QuietHoursPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, role, project } = await requireMember(place.org, place.project);
  const [items, waiting] = await Promise.all([listQuietHours(scope), countQuiet(scope)]);
  const create = isAtLeast(role, "member") && (
    <LinkButton href={projectPath(place, "quiet-hours", "new")} variant="primary">
      <Plus aria-hidden />
      Create quiet hours
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Quiet hours"
        description="What comes meanwhile is held, and their end brings one message with how things stand by then. Critical notifications pass."
        actions={items.length > 0 && create}
      />
      {waiting.count > 0 && (
        <Callout
          className="mb-4"
          title={waiting.count === 1 ? "One notification is held" : `${waiting.count} notifications are held`}
        >
          {waiting.until &&
            `The first of them until ${formatInstant(waiting.until.toISOString(), project.timeZone)}.`}
        </Callout>
      )}
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            icon={Moon}
            title="It is never quiet"
            action={create || "Ask a member of the project to create quiet hours."}
          >
            Quiet hours hold back what can wait: at night, at weekends, on holidays, for the whole project or
            one destination or route.
          </EmptyState>
        ) : (
          <QuietHoursTable items={items} place={place} timeZone={project.timeZone} now={new Date()} />
        )}
      </Card>
    </>
  );
}

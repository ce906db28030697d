import type { Metadata } from "next";
import { CalendarForm } from "@/components/calendar/calendar-form";
import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { getCalendarSettings } from "@/lib/calendar/queries";
import { update } from "./actions";

export const metadata: Metadata = { title: "Calendar" };

export default async function CalendarPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, role, project } = await requireMember(place.org, place.project);
  const settings = await getCalendarSettings(scope);
  const facts = [
    { label: "Anniversaries", value: settings.anniversaries ? "Yes" : "No" },
    { label: "Renewals, days ahead", value: settings.renewalsAheadDays.join(", ") || "None" },
    { label: "At", value: `${settings.at} (${project.timeZone})` },
  ];
  return (
    <>
      <PageHeader
        title="Calendar"
        description="What becomes an event by itself when its day comes. Routes say who is told of it, as of any event."
      />
      <Card>
        {isAtLeast(role, "member") ? (
          <CalendarForm
            action={update.bind(null, place.org, place.project)}
            settings={settings}
            projectZone={project.timeZone}
          />
        ) : (
          <KeyValues items={facts} />
        )}
      </Card>
    </>
  );
}

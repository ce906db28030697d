import { formatInstant } from "@/components/ui/time-format";
import type { Scope } from "@/lib/auth/scope";
import { listEvents } from "@/lib/events/queries";
import { loadPlaybook } from "@/lib/routing/queries";
import { filters } from "@/lib/templates/filters";
import { previewTemplate, variablesOf } from "@/lib/templates/preview";
import { findTemplate } from "@/lib/templates/queries";
import type { TemplateBody } from "@/lib/templates/schema";
import { exampleOf } from "../example";

/** What a new wording begins with. */
const beginning: TemplateBody = { headline: "{{ event.label }}: {{ customer-name | default: event.id }}" };

const shownFilters = [...filters].map(([name, { about }]) => ({ name, about }));

/** The wording of a type, shown on the newest real event of it, or on its sample while there is none. */
export async function loadEditor(scope: Scope, eventType: string, timeZone: string, now: Date) {
  const [template, { items }, { style }] = await Promise.all([
    findTemplate(scope, eventType),
    listEvents(scope, { type: eventType, limit: 10 }),
    loadPlaybook(scope),
  ]);
  const eventId = items[0]?.id ?? "";
  const event = await exampleOf(scope, { eventType, eventId, now });
  return {
    template: template ?? null,
    body: template?.body ?? beginning,
    initial: { preview: previewTemplate(event, { style, body: template?.body ?? null, now }), eventId },
    examples: items.map(({ id, externalId, customerName, receivedAt }) => ({
      id,
      label: `${formatInstant(receivedAt.toISOString(), timeZone)} · ${customerName ?? externalId}`,
    })),
    variables: variablesOf(event, style, now),
    filters: shownFilters,
  };
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SlackPreview } from "@/components/preview/slack-preview";
import { type Place, projectPath } from "@/components/shell/paths";
import { TemplateEditor } from "@/components/templates/editor";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code-block";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { findEventType } from "@/lib/events/catalog";
import { templateInput } from "@/lib/templates/schema";
import { previewDraft, save } from "../actions";
import { loadEditor } from "./load";
import { TemplateControls } from "./template-controls";

export const metadata: Metadata = { title: "Template" };

type Props = { params: Promise<Place & { eventType: string }> };

export default async function TemplatePage({ params }: Props) {
  const { eventType: given, ...place } = await params;
  const type = templateInput.shape.eventType.safeParse(decodeURIComponent(given));
  if (!type.success) notFound();
  const eventType = type.data;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { template, ...editor } = await loadEditor(scope, eventType, project.timeZone, new Date());
  const mayEdit = isAtLeast(role, "member");
  const error = template?.lastError;
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "templates"), label: "Templates" }}
        title={findEventType(eventType)?.label ?? eventType}
        description={<Code>{eventType}</Code>}
        badges={
          template ? (
            <Pill tone={template.enabled ? "accent" : "neutral"}>
              {template.enabled ? "Own wording" : "Off"}
            </Pill>
          ) : (
            <Pill>Built in</Pill>
          )
        }
        actions={template && mayEdit && <TemplateControls template={template} place={place} />}
      />
      {error && (
        <Callout
          tone="warn"
          className="mb-5"
          title="It could not be used for an event; the built-in wording was sent"
          action={
            error.eventId && (
              <LinkButton href={projectPath(place, "events", error.eventId)} size="sm">
                See the event
              </LinkButton>
            )
          }
        >
          {error.message} <RelativeTime iso={error.at} timeZone={project.timeZone} />
        </Callout>
      )}
      {mayEdit ? (
        <TemplateEditor
          {...editor}
          eventType={eventType}
          timeZone={project.timeZone}
          template={template && { id: template.id, revision: template.revision }}
          save={save.bind(null, place.org, place.project)}
          preview={previewDraft.bind(null, place.org, place.project, eventType)}
        />
      ) : (
        <Card title="What arrives" description="Ask a member of the project to change it." flush>
          <SlackPreview message={editor.initial.preview.message} timeZone={project.timeZone} />
        </Card>
      )}
    </>
  );
}

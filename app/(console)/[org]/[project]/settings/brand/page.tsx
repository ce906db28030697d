import type { Metadata } from "next";
import { BrandForm } from "@/components/brands/brand-form";
import { SlackPreview } from "@/components/preview/slack-preview";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { loadPlaybook } from "@/lib/routing/queries";
import { previewTemplate, sampleOf } from "@/lib/templates/preview";
import { saveBrand } from "./actions";
import { localeChoices } from "./locale-choices";

export const metadata: Metadata = { title: "Brand" };

export default async function BrandPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, project, role } = await requireMember(place.org, place.project);
  const { style, destinations } = await loadPlaybook(scope);
  const { brand } = style;
  const now = new Date();
  // Without an address of its own, so that the project's pattern is seen at work.
  const event = { ...sampleOf("invoice.generated", now), customer: { id: "cus_acme", name: "Acme" } };
  const { message } = previewTemplate(event, { style, body: null, now });
  const isNamed = brand.name !== null || brand.iconUrl !== null;
  const mayBeNamed = [...destinations.values()].some(({ maySetSender }) => maySetSender === true);
  return (
    <>
      <PageHeader
        title="Brand"
        description={
          isAtLeast(role, "member")
            ? "How this project's messages look and sound."
            : "How this project's messages look and sound. Only members can change it."
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {isAtLeast(role, "member") && (
          <Card title="Looks and language">
            <BrandForm
              action={saveBrand.bind(null, place.org, place.project)}
              brand={brand}
              locales={localeChoices(brand.locale)}
            />
          </Card>
        )}
        <div className="grid min-w-0 gap-5">
          <Card title="What arrives in Slack" flush>
            <SlackPreview message={message} timeZone={project.timeZone} />
          </Card>
          {isNamed && !mayBeNamed && (
            <Callout
              tone="info"
              title="No connected workspace lets messages have another name or icon"
              action={
                <LinkButton href={projectPath(place, "integrations")} size="sm">
                  Integrations
                </LinkButton>
              }
            >
              It takes the optional permission chat:write.customize, which a workspace grants when it
              connects. Incoming webhooks keep the name that they were made with.
            </Callout>
          )}
        </div>
      </div>
    </>
  );
}

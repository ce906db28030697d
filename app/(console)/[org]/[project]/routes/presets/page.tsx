import { Target } from "lucide-react";
import type { Metadata } from "next";
import { PresetForm } from "@/components/routes/preset-form";
import { PresetList } from "@/components/routes/preset-list";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listDestinations } from "@/lib/destinations/queries";
import { presets } from "@/lib/routing/presets";
import { createFromPreset } from "../actions";

export const metadata: Metadata = { title: "Use a preset" };

type Props = { params: Promise<Place>; searchParams: Promise<{ preset?: string | string[] }> };

export default async function PresetsPage(props: Props) {
  const [place, asked] = await Promise.all([props.params, props.searchParams]);
  const { scope } = await requireMember(place.org, place.project, "member");
  const destinations = await listDestinations(scope);
  const preset = presets.find(({ id }) => id === asked.preset) ?? presets[0];
  const choosable = destinations.map(({ id, name, target }) => ({ id, name, target }));
  return (
    <div className="max-w-4xl">
      <PageHeader
        back={{ href: projectPath(place, "routes"), label: "Routes" }}
        title="Use a preset"
        description="Routes that are often wanted together, made in one go. Change them afterwards as any other."
      />
      {choosable.length === 0 || !preset ? (
        <Card flush>
          <EmptyState
            icon={Target}
            title="A preset needs a destination"
            action={
              <LinkButton href={projectPath(place, "destinations", "new")} variant="primary">
                Add destination
              </LinkButton>
            }
          >
            Add the places where its messages go first.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <PresetList presets={presets} current={preset.id} place={place} />
          <Card title={preset.name} description={preset.description}>
            <PresetForm
              key={preset.id}
              preset={preset}
              destinations={choosable}
              action={createFromPreset.bind(null, place.org, place.project)}
              cancelHref={projectPath(place, "routes")}
            />
          </Card>
        </div>
      )}
    </div>
  );
}

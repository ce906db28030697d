import type { Metadata } from "next";
import { type Place, projectPath } from "@/components/shell/paths";
import { NewSourceForm } from "@/components/sources/new-source-form";
import { vendorLooks } from "@/components/sources/vendor";
import { VendorPicker } from "@/components/sources/vendor-picker";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { type SourceKind, sourceKinds } from "@/db/enums";
import { requireMember } from "@/lib/auth/session";
import { addSource } from "../actions";
import { toldTypesOf } from "../vendor-samples";

export const metadata: Metadata = { title: "Add source" };

type Props = { params: Promise<Place>; searchParams: Promise<{ kind?: string | string[] }> };

export default async function NewSourcePage(props: Props) {
  const [place, asked] = await Promise.all([props.params, props.searchParams]);
  await requireMember(place.org, place.project, "member");
  const kind: SourceKind = sourceKinds.find((each) => each === asked.kind) ?? "revenuecat";
  return (
    <div className="max-w-2xl">
      <PageHeader
        back={{ href: projectPath(place, "sources"), label: "Sources" }}
        title="Add a source"
        description={vendorLooks[kind].purpose}
      />
      <VendorPicker place={place} current={kind} />
      <Card>
        <NewSourceForm
          key={kind}
          action={addSource.bind(null, place.org, place.project)}
          kind={kind}
          place={place}
          eventTypes={toldTypesOf(kind)}
        />
      </Card>
    </div>
  );
}

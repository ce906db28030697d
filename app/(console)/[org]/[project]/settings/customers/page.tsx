import type { Metadata } from "next";
import { ImportForm } from "@/components/customers/import-form";
import { CustomerSettingsForm } from "@/components/customers/settings-form";
import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { isAtLeast } from "@/lib/auth/scope";
import { requireMember } from "@/lib/auth/session";
import { getCustomerSettings } from "@/lib/customers/queries";
import { importCustomersAction, updateCustomerSettingsAction } from "./actions";

export const metadata: Metadata = { title: "Customer settings" };

export default async function CustomerSettingsPage({ params }: { params: Promise<Place> }) {
  const place = await params;
  const { scope, role } = await requireMember(place.org, place.project);
  const settings = await getCustomerSettings(scope);
  const { zones, tiers } = settings;
  const facts = [
    { label: "Red", value: `below ${zones.redBelow}` },
    { label: "Yellow", value: `from ${zones.redBelow}, below ${zones.yellowBelow}` },
    { label: "Green", value: `from ${zones.yellowBelow}` },
    { label: "Tiers", value: tiers.join(", ") || "none" },
  ];
  return (
    <>
      <PageHeader
        title="Customer settings"
        description={isAtLeast(role, "admin") ? undefined : "Only admins can change them."}
      />
      <Card title="Health zones and tiers">
        {isAtLeast(role, "admin") ? (
          <CustomerSettingsForm
            action={updateCustomerSettingsAction.bind(null, place.org, place.project)}
            settings={settings}
          />
        ) : (
          <KeyValues items={facts} />
        )}
      </Card>
      {isAtLeast(role, "member") && (
        <Card
          title="Import customers"
          description="From a CSV file with a column “id”. Empty cells leave what is known as it is."
          className="mt-5"
        >
          <ImportForm action={importCustomersAction.bind(null, place.org, place.project)} />
        </Card>
      )}
    </>
  );
}

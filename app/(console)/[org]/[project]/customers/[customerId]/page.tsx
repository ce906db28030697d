import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/(console)/or-not-found";
import { ProfileCompleteness } from "@/components/customers/completeness";
import { CustomerFacts } from "@/components/customers/facts";
import { CustomerNumbers } from "@/components/customers/numbers";
import { ZonePill } from "@/components/customers/zone-pill";
import { MeterTable } from "@/components/meters/meter-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { withQuery } from "@/components/ui/query-string";
import { requireMember } from "@/lib/auth/session";
import { getCustomer, listCustomerHistory } from "@/lib/customers/queries";
import { listMetersOfCustomer } from "@/lib/meters/queries";
import { CustomerRules } from "./rules";
import { CustomerCases, CustomerNotifications } from "./told";

export const metadata: Metadata = { title: "Customer" };

/** A page is given its segment as it stands in the address. */
function idIn(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}

type Props = {
  params: Promise<Place & { customerId: string }>;
  searchParams: Promise<{ environment?: string | string[] }>;
};

export default async function CustomerPage({ params, searchParams }: Props) {
  const [{ customerId, ...place }, { environment: asked }] = await Promise.all([params, searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const environment = asked === "sandbox" ? "sandbox" : "production";
  const id = idIn(customerId);
  const [customer, history, meters] = await Promise.all([
    orNotFound(getCustomer(scope, environment, id)),
    listCustomerHistory(scope, { environment, id }),
    listMetersOfCustomer(scope, environment, id),
  ]);
  const { profile, zone, completeness } = customer;
  const sandbox = environment === "sandbox" ? environment : undefined;
  return (
    <>
      <PageHeader
        back={{ href: projectPath(place, "customers"), label: "Customers" }}
        title={profile.name ?? id}
        badges={
          <>
            <ZonePill zone={zone} score={profile.healthScore} />
            {profile.excluded && <Pill>Excluded</Pill>}
            {environment === "sandbox" && <Pill>Sandbox</Pill>}
          </>
        }
        actions={
          <>
            <LinkButton href={withQuery(projectPath(place, "activity"), { customer: id })}>
              Notifications
            </LinkButton>
            <LinkButton href={withQuery(projectPath(place, "events"), { customer: id })}>Events</LinkButton>
          </>
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-5">
          <CustomerRules
            scope={scope}
            place={place}
            environment={environment}
            id={id}
            timeZone={project.timeZone}
          />
          <Card title="Numbers" description="Every change is kept." flush>
            <CustomerNumbers history={history} now={new Date()} timeZone={project.timeZone} />
          </Card>
          <Card title="Meters" flush>
            {meters.length === 0 ? (
              <p className="p-4 text-ink-muted">No reading has named this customer yet.</p>
            ) : (
              <MeterTable
                meters={meters}
                timeZone={project.timeZone}
                hrefOf={(name) =>
                  withQuery(projectPath(place, "meters", name), { customer: id, environment: sandbox })
                }
              />
            )}
          </Card>
          <CustomerNotifications scope={scope} place={place} id={id} timeZone={project.timeZone} />
        </div>
        <div className="grid min-w-0 gap-5">
          <CustomerCases scope={scope} place={place} id={id} timeZone={project.timeZone} />
          <Card title="Completeness">
            <ProfileCompleteness {...completeness} />
          </Card>
          <Card title="Details">
            <CustomerFacts customer={customer} timeZone={project.timeZone} />
          </Card>
        </div>
      </div>
    </>
  );
}

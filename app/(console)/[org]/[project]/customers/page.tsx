import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { CustomerFilter } from "@/components/customers/customer-filter";
import { CustomerTable } from "@/components/customers/customer-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import { environments } from "@/db/enums";
import { requireMember } from "@/lib/auth/session";
import { getCustomerSettings, listCustomers } from "@/lib/customers/queries";
import { zones } from "@/lib/customers/zone";

export const metadata: Metadata = { title: "Customers" };

const text = z.string().trim().min(1).max(255).optional().catch(undefined);
const querySchema = z.object({
  query: text,
  tier: text,
  owner: text,
  zone: z.enum(zones).optional().catch(undefined),
  environment: z.enum(environments).optional().catch(undefined),
  cursor: text,
});

function NothingFound({ isFiltered, place }: { isFiltered: boolean; place: Place }) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={Building2}
        title="No customer matches"
        action={<LinkButton href={projectPath(place, "customers")}>Clear the filters</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={Building2}
      title="No customers yet"
      action={
        <LinkButton href={projectPath(place)} variant="primary">
          Send the first event
        </LinkButton>
      }
    >
      Every customer that an event or a reading names is listed here. Your backend can also send profiles,
      with PUT to /api/v1/customers/{"{id}"} or as a CSV file.
    </EmptyState>
  );
}

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage(props: Props) {
  const [place, searchParams] = await Promise.all([props.params, props.searchParams]);
  const { scope, project } = await requireMember(place.org, place.project);
  const { cursor, ...query } = querySchema.parse(searchParams);
  const environment = query.environment ?? "production";
  const [page, { tiers }] = await Promise.all([
    listCustomers(scope, { ...query, environment, cursor }),
    getCustomerSettings(scope),
  ]);
  const path = projectPath(place, "customers");
  const count = page.items.length;
  return (
    <>
      <PageHeader
        title="Customers"
        description="Your customers, as far as events, readings and your backend tell."
      />
      <CustomerFilter path={path} query={query} tiers={tiers} />
      <Card flush>
        {count === 0 ? (
          <NothingFound isFiltered={Object.values(query).some(Boolean)} place={place} />
        ) : (
          <>
            <CustomerTable items={page.items} place={place} timeZone={project.timeZone} />
            <Pagination
              summary={count === 1 ? "1 customer" : `${count} customers`}
              firstHref={cursor ? withQuery(path, query) : null}
              nextHref={page.nextCursor && withQuery(path, { ...query, cursor: page.nextCursor })}
              firstWord="First"
              nextWord="Next"
            />
          </>
        )}
      </Card>
    </>
  );
}

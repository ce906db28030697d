import { MessageSquareText, Search } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { type Place, projectPath } from "@/components/shell/paths";
import { TypeList } from "@/components/templates/type-list";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterForm } from "@/components/ui/filter-form";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireMember } from "@/lib/auth/session";
import { listCustomised } from "@/lib/templates/queries";
import { templateInput } from "@/lib/templates/schema";
import { familiesFor } from "./families";

export const metadata: Metadata = { title: "Templates" };

type Props = { params: Promise<Place>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function TemplatesPage({ params, searchParams }: Props) {
  const place = await params;
  const { scope } = await requireMember(place.org, place.project);
  const { q } = z.object({ q: z.string().max(128).catch("") }).parse(await searchParams);
  const query = q.trim();
  const families = familiesFor(await listCustomised(scope), query);
  const hrefOf = (type: string) => projectPath(place, "templates", type);
  const isNewType =
    templateInput.shape.eventType.safeParse(query).success &&
    !families.some(({ rows }) => rows.some(({ type }) => type === query));
  return (
    <>
      <PageHeader
        title="Templates"
        description="Every event type has a built-in wording. Here it gets words of your own."
        actions={<LinkButton href={projectPath(place, "settings", "brand")}>Brand</LinkButton>}
      />
      <FilterForm action={projectPath(place, "templates")} className="mb-5 flex max-w-lg gap-2">
        <Input
          type="search"
          name="q"
          defaultValue={query}
          maxLength={128}
          aria-label="Find an event type"
          placeholder="invoice, payment.failed, a type of your own"
        />
        <Button type="submit">
          <Search aria-hidden />
          Find
        </Button>
      </FilterForm>
      <div className="grid gap-5">
        {isNewType && query.includes(".") && (
          <Card
            title={`${query} is a type of your own`}
            description="It is told generically until it has a wording."
            actions={<LinkButton href={hrefOf(query)}>Write one</LinkButton>}
          />
        )}
        {families.map(({ label, rows }) => (
          <Card key={label} title={label} flush>
            <TypeList rows={rows} hrefOf={hrefOf} />
          </Card>
        ))}
        {families.length === 0 && (
          <Card flush>
            <EmptyState
              icon={MessageSquareText}
              title="No event type found"
              action={<LinkButton href={projectPath(place, "templates")}>Show all of them</LinkButton>}
            >
              For a type of your own write it in full, such as <code>order.shipped</code>.
            </EmptyState>
          </Card>
        )}
      </div>
    </>
  );
}

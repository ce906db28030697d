import Link from "next/link";
import { CaseStatePill } from "@/components/cases/case-pills";
import { NotificationTable } from "@/components/notifications/notification-table";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Scope } from "@/lib/auth/scope";
import { listCases } from "@/lib/cases/queries";
import { listNotifications } from "@/lib/notifications/queries";

type Props = { scope: Scope; place: Place; id: string; timeZone: string };

/** Rows that are shown of one customer; the rest is one press away. */
const latest = 5;

/** The cases of a customer that moved last. */
export async function CustomerCases({ scope, place, id, timeZone }: Props) {
  const { items, nextCursor } = await listCases(scope, { customerId: id, limit: latest });
  return (
    <Card
      title="Cases"
      flush
      actions={
        nextCursor !== null && (
          <LinkButton size="sm" href={withQuery(projectPath(place, "cases"), { customer: id })}>
            All
          </LinkButton>
        )
      }
    >
      {items.length === 0 && <p className="p-4 text-ink-muted">No case is about this customer.</p>}
      <ul className="divide-y divide-line empty:hidden">
        {items.map((item) => (
          <li key={item.id} className="relative grid gap-1 px-4 py-2.5 text-sm hover:bg-hover">
            <Link
              href={projectPath(place, "cases", item.id)}
              className="line-clamp-2 font-medium after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]"
            >
              {item.text}
            </Link>
            <span className="flex flex-wrap items-center justify-between gap-2 text-xs text-ink-muted">
              <CaseStatePill {...item} />
              <RelativeTime iso={item.updatedAt.toISOString()} timeZone={timeZone} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was told of a customer last. */
export async function CustomerNotifications({ scope, place, id, timeZone }: Props) {
  const { items, nextCursor } = await listNotifications(scope, { customerId: id, limit: latest });
  return (
    <Card
      title="Notifications"
      flush
      actions={
        nextCursor !== null && (
          <LinkButton size="sm" href={withQuery(projectPath(place, "activity"), { customer: id })}>
            All
          </LinkButton>
        )
      }
    >
      {items.length === 0 ? (
        <p className="p-4 text-ink-muted">Nobody was told of this customer yet.</p>
      ) : (
        <NotificationTable
          caption="Notifications of this customer, newest first"
          items={items}
          place={place}
          timeZone={timeZone}
          compact
        />
      )}
    </Card>
  );
}

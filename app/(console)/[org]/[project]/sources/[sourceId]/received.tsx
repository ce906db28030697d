import { Inbox } from "lucide-react";
import type { Place } from "@/components/shell/paths";
import { ReceiptFilter } from "@/components/sources/receipt-filter";
import { ReceiptTable } from "@/components/sources/receipt-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { withQuery } from "@/components/ui/query-string";
import type { ReceiptStatus } from "@/db/enums";
import type { ReceiptItem } from "@/lib/sources/queries";

type Props = {
  page: { items: ReceiptItem[]; nextCursor: string | null };
  path: string;
  status: ReceiptStatus | undefined;
  isFirstPage: boolean;
  place: Place;
  timeZone: string;
};

function Nothing({ status, path }: Pick<Props, "status" | "path">) {
  if (status !== undefined) {
    return (
      <EmptyState
        icon={Inbox}
        title={`Nothing ${status}`}
        action={<LinkButton href={path}>Show everything</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing received yet"
      action="Send a sample, or the vendor's own test event."
    >
      Everything that comes to this source's address is listed here with what became of it.
    </EmptyState>
  );
}

/** What the source received, page by page. */
export function Received({ page, path, status, isFirstPage, place, timeZone }: Props) {
  const { items, nextCursor } = page;
  return (
    <Card title="Received" flush actions={<ReceiptFilter path={path} status={status} />}>
      {items.length === 0 ? (
        <Nothing status={status} path={path} />
      ) : (
        <>
          <ReceiptTable receipts={items} place={place} timeZone={timeZone} />
          <Pagination
            summary={`${items.length} on this page`}
            firstHref={isFirstPage ? null : withQuery(path, { status })}
            nextHref={nextCursor ? withQuery(path, { status, cursor: nextCursor }) : null}
          />
        </>
      )}
    </Card>
  );
}

import { CircleCheck, CircleSlash, CircleX, Copy, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { CodeBlock } from "@/components/ui/code-block";
import { LinkPending } from "@/components/ui/link-pending";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { ReceiptStatus } from "@/db/enums";
import type { ReceiptItem } from "@/lib/sources/queries";

/** What can become of a thing that was received, in words. */
export const receiptLooks = {
  accepted: { label: "Accepted", tone: "good", icon: CircleCheck },
  duplicate: { label: "Duplicate", tone: "neutral", icon: Copy },
  ignored: { label: "Ignored", tone: "neutral", icon: CircleSlash },
  rejected: { label: "Rejected", tone: "bad", icon: CircleX },
} as const satisfies Record<ReceiptStatus, { label: string; tone: Tone; icon: LucideIcon }>;

function prettied(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Cut, or no JSON at all: shown as it came.
    return body;
  }
}

function Body({ body }: { body: string }) {
  if (body === "") return null;
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit text-ink-muted underline underline-offset-2">Body</summary>
      <CodeBlock code={prettied(body)} what="body" className="mt-1.5 max-w-2xl" />
    </details>
  );
}

function ReceiptRow({ receipt, place, timeZone }: { receipt: ReceiptItem; place: Place; timeZone: string }) {
  const { label, tone, icon } = receiptLooks[receipt.status];
  const { vendorType, externalId, eventId, message, count } = receipt;
  return (
    <Tr>
      <Td className="whitespace-nowrap text-ink-muted">
        <RelativeTime iso={receipt.receivedAt.toISOString()} timeZone={timeZone} />
      </Td>
      <Td>
        <Pill tone={tone} icon={icon}>
          {count > 1 ? `${label} × ${count}` : label}
        </Pill>
      </Td>
      <Td className="min-w-52">
        <span className="font-medium break-all">{vendorType ?? "Nothing that could be read"}</span>
        {externalId && <span className="block text-xs break-all text-ink-muted">{externalId}</span>}
        {message && <span className="block text-sm text-ink-muted">{message}</span>}
        <Body body={receipt.body} />
      </Td>
      <Td className="text-right whitespace-nowrap">
        {eventId && (
          <Link href={projectPath(place, "events", eventId)} className="underline underline-offset-2">
            Event
            <LinkPending />
          </Link>
        )}
      </Td>
    </Tr>
  );
}

/** What a source received and what became of each. */
export function ReceiptTable({
  receipts,
  place,
  timeZone,
}: {
  receipts: ReceiptItem[];
  place: Place;
  timeZone: string;
}) {
  const head = (
    <>
      <Th>Received</Th>
      <Th>Outcome</Th>
      <Th>What</Th>
      <Th className="text-right">Became</Th>
    </>
  );
  return (
    <Table caption="What this source received" head={head}>
      {receipts.map((receipt) => (
        <ReceiptRow key={receipt.id} receipt={receipt} place={place} timeZone={timeZone} />
      ))}
    </Table>
  );
}

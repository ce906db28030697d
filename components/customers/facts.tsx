import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { formatInstant } from "@/components/ui/time-format";
import type { Customer } from "@/lib/customers/row";
import { formatMoney } from "@/lib/messages/money";
import { linkableUrl } from "@/lib/messages/url";

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** What is known of a customer; what is not known is left out. */
export function CustomerFacts({ customer, timeZone }: { customer: Customer; timeZone: string }) {
  const { id, profile, attributes, createdAt } = customer;
  const url = linkableUrl(profile.url);
  const at = (iso: string) => <time dateTime={iso}>{formatInstant(iso, timeZone)}</time>;
  const said = (label: string, value: string | null): KeyValue | false => value !== null && { label, value };
  const items: (KeyValue | false)[] = [
    { label: "Id", value: <IdValue id={id} what="customer id" /> },
    said("E-mail", profile.email),
    said("Domain", profile.domain),
    url !== undefined && {
      label: "Link",
      value: (
        <a href={url} rel="noreferrer" className="break-all underline underline-offset-2">
          {url}
        </a>
      ),
    },
    said("Tier", profile.tier),
    said("MRR", profile.mrr && formatMoney(profile.mrr)),
    said("Owner", [profile.ownerName, profile.ownerEmail].filter(Boolean).join(", ") || null),
    said("Renewal", profile.renewalOn),
    said("Contract since", profile.contractStartedOn),
    profile.lastInteractionAt !== null && { label: "Last interaction", value: at(profile.lastInteractionAt) },
    ...Object.entries(attributes).map(([name, value]) => ({
      label: name,
      value: <span className="break-words">{asText(value)}</span>,
    })),
    { label: "Known since", value: at(createdAt.toISOString()) },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}

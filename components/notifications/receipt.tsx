import { Code } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { Receipt } from "@/lib/destinations/transport";

type Mail = Extract<Receipt, { kind: "mail" }>;

/** Who has it, as far as their mail servers say. */
function MailReceipt({ accepted, refused }: Mail) {
  return (
    <span className="grid gap-1">
      {accepted.map((address) => (
        <span key={address} className="wrap-anywhere">
          Taken for {address}
        </span>
      ))}
      {refused.map((address) => (
        <span key={address} className="wrap-anywhere text-warn">
          Refused for {address}
        </span>
      ))}
    </span>
  );
}

/** What the far end answered when it took the message. */
export function ReceiptValue({ receipt }: { receipt: Receipt | null }) {
  if (receipt === null) return "None: nothing was taken yet";
  if (receipt.kind === "accepted") return `Taken with HTTP ${receipt.status}. A webhook names no message.`;
  if (receipt.kind === "mail") return <MailReceipt {...receipt} />;
  const text = `${receipt.channel} ${receipt.ts}`;
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Code>{receipt.channel}</Code>
      <Code>{receipt.ts}</Code>
      <CopyButton text={text} what="receipt" />
    </span>
  );
}

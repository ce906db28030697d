import { Callout } from "@/components/ui/callout";
import { Code, CodeBlock } from "@/components/ui/code-block";

/** A signing secret that was just made: the only time that anybody sees it. */
export function NewSigningSecret({ secret, note }: { secret: string; note?: string }) {
  return (
    <Callout tone="good" live="status" title="Here is the signing secret">
      Copy it now; it is shown this once. Receivers check the header <Code>webhook-signature</Code> with it,
      by any library for Standard Webhooks. {note}
      <CodeBlock code={secret} what="signing secret" className="mt-2" />
    </Callout>
  );
}

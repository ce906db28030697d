import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";

type Props = { name: string; secretOnce: string };

/** A key that was just made: the only time that anybody sees it. */
export function NewSecret({ name, secretOnce }: Props) {
  return (
    <Callout tone="good" live="status" title={`“${name}” is ready`}>
      Copy it now. It is shown this once; only a hash of it is kept.
      <CodeBlock code={secretOnce} what="API key" className="mt-2" />
    </Callout>
  );
}

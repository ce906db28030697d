import { ChevronRight } from "lucide-react";
import { Code } from "@/components/ui/code-block";

/** How to get an incoming-webhook URL out of Slack. */
export function PasteGuide({ example }: { example: string }) {
  return (
    <details open className="group rounded-md border border-line bg-sunken text-sm">
      <summary className="flex items-center gap-2 px-3 py-2 font-medium">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform group-open:rotate-90"
        />
        Where to find the URL
      </summary>
      <ol className="grid list-decimal gap-1.5 pr-3 pb-3 pl-9 text-ink-muted">
        <li>
          In Slack, open <Code>api.slack.com/apps</Code> and create an app from scratch, or open one that you
          have.
        </li>
        <li>
          Choose <strong className="font-medium text-ink">Incoming Webhooks</strong> and turn them on.
        </li>
        <li>
          Press <strong className="font-medium text-ink">Add New Webhook</strong>, pick the channel and allow
          it.
        </li>
        <li>
          Copy the URL. It looks like <Code className="break-all">{example}</Code> and is a secret: Bellwire
          stores it encrypted and shows it nowhere again.
        </li>
      </ol>
    </details>
  );
}

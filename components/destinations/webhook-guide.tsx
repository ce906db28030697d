import { ChevronRight, Download } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Code } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";

type Props = {
  /** How such a URL looks, with dots for what differs. */
  example: string;
  /** Unfolded at first: for who adds the first one. */
  isOpen: boolean;
};

const values = [
  { label: "App name", value: "Bellwire alerts" },
  { label: "Short description", value: "What just happened to our customers and our revenue." },
  { label: "Background color", value: "#14213D" },
] as const;

function Strong({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-ink underline underline-offset-2">
      {children}
    </a>
  );
}

function CopyableValues() {
  return (
    <ul className="mt-1.5 grid gap-0.5">
      {values.map(({ label, value }) => (
        <li key={label} className="flex flex-wrap items-center gap-x-2">
          <span className="w-36">{label}</span>
          <span className="flex min-w-0 items-center gap-1">
            <Code>{value}</Code>
            <CopyButton text={value} what={label.toLowerCase()} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Steps({ example }: { example: string }) {
  return (
    <ol className="grid list-decimal gap-3 pl-5">
      <li>
        <Strong>Create an app.</Strong> Open{" "}
        <OutLink href="https://api.slack.com/apps?new_app=1">api.slack.com/apps</OutLink>, choose{" "}
        <Strong>From scratch</Strong>, name it and pick the workspace. Quicker: choose{" "}
        <Strong>From a manifest</Strong> and paste this file, which does the next step too.
        <a
          href="/slack-webhook-manifest.json"
          download="slack-webhook-manifest.json"
          className={buttonClass({ size: "sm" }, "mt-1.5 flex w-fit")}
        >
          <Download aria-hidden />
          Download the manifest
        </a>
      </li>
      <li>
        <Strong>Make it yours.</Strong> Under <Strong>Basic Information</Strong>, give it an icon and a
        description, so that readers know who writes.
        <CopyableValues />
      </li>
      <li>
        <Strong>Turn on incoming webhooks.</Strong> Open <Strong>Incoming Webhooks</Strong>, switch them on,
        press <Strong>Add New Webhook to Workspace</Strong>, pick the channel and press <Strong>Allow</Strong>
        . You need the right to add apps; without it Slack asks an admin for you. To post in a private
        channel, be a member of it.
      </li>
      <li>
        <Strong>Paste the URL below.</Strong> It looks like <Code className="break-all">{example}</Code>. It
        is a secret: Bellwire stores it encrypted and shows it nowhere again.
      </li>
    </ol>
  );
}

/** How to make a Slack app of one's own and get an incoming-webhook URL out of it. */
export function WebhookGuide({ example, isOpen }: Props) {
  return (
    <details open={isOpen} className="group rounded-md border border-line bg-sunken text-sm">
      <summary className="flex items-center gap-2 px-3 py-2 font-medium">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform group-open:rotate-90"
        />
        How to get the URL, in four steps
      </summary>
      <div className="grid gap-4 px-4 pb-4 text-ink-muted">
        <Steps example={example} />
        <div className="border-t border-line pt-3">
          <p className="font-medium text-ink">Which URLs work</p>
          <ul className="mt-1 grid list-disc gap-1 pl-5">
            <li>
              Only addresses under <Code>/services/</Code> at <Code>hooks.slack.com</Code>.
            </li>
            <li>
              Not those under <Code>/triggers/</Code> or <Code>/workflows/</Code>: they start a workflow, and
              Slack would ignore the message's layout.
            </li>
            <li>One URL posts to one channel. For another channel, make another webhook.</li>
          </ul>
        </div>
      </div>
    </details>
  );
}

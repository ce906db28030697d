import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { InviteCommand } from "@/components/channels/invite-hint";
import { type Place, projectPath } from "@/components/shell/paths";
import { Code } from "@/components/ui/code-block";
import type { DestinationKind } from "@/db/enums";
import type { DestinationItem } from "@/lib/destinations/queries";

type Props = { destination: DestinationItem; place: Place; targetHref: string };
type Advice = { title: string; steps: ReactNode[] };

function To({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-ink underline underline-offset-2">
      {children}
    </Link>
  );
}

function Out({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-ink underline underline-offset-2">
      {children}
    </a>
  );
}

const webhookAdvice = ({ targetHref, destination, place }: Props): Advice[] => [
  {
    title: "A test does not arrive",
    steps: [
      <>
        The URL begins with <Code>https://hooks.slack.com/services/</Code> and was copied whole.
      </>,
      <>
        The app is still installed in the workspace: look at{" "}
        <Out href="https://api.slack.com/apps">api.slack.com/apps</Out>.
      </>,
      "The channel exists, is not archived, and the app still has access to it.",
    ],
  },
  {
    title: "Notifications stopped",
    steps: [
      "Slack revokes the URL when the app, or whoever added it, is removed from the workspace.",
      <>
        Make a new webhook for the channel and <To href={targetHref}>replace the URL</To>. Routes and what is
        held stay.
      </>,
    ],
  },
  {
    title: "They arrive in the wrong channel",
    steps: [
      <>
        A URL is tied to one channel. This destination is kept as {destination.target}: if that is wrong, make
        a webhook of the right channel in Slack and <To href={targetHref}>replace the URL</To>.
      </>,
      <>
        See in <To href={projectPath(place, "destinations")}>Destinations</To> which ones are switched on:
        each posts on its own.
      </>,
    ],
  },
];

const channelAdvice = ({ targetHref, destination, place }: Props): Advice[] => [
  {
    title: "A test does not arrive",
    steps: [
      <>
        Bellwire is still connected: look at <To href={projectPath(place, "integrations")}>Integrations</To>.
      </>,
      "The channel exists, is not archived, and no admin restricts who may post there.",
      <>
        Bellwire is in the channel, if it is private: <InviteCommand />
      </>,
    ],
  },
  {
    title: "Notifications stopped",
    steps: [
      "Somebody may have removed Bellwire from the workspace or the channel, or archived the channel. Run the checks above: they name it.",
      "What came meanwhile is held, and can be sent from this page once the destination works.",
    ],
  },
  {
    title: "They arrive in the wrong channel",
    steps: [
      <>
        This destination leads to {destination.target}. <To href={targetHref}>Choose another channel</To>: its
        routes stay.
      </>,
    ],
  },
];

const personAdvice = ({ targetHref, destination, place }: Props): Advice[] => [
  {
    title: "A test does not arrive",
    steps: [
      <>
        Bellwire is still connected, and may write to people: look at{" "}
        <To href={projectPath(place, "integrations")}>Integrations</To>.
      </>,
      "The person's Slack account is active.",
      "In Slack, messages of apps stand under Apps in the sidebar, not among the direct messages.",
    ],
  },
  {
    title: "The wrong person is told",
    steps: [
      <>
        This destination leads to {destination.target}. <To href={targetHref}>Choose another person</To>: its
        routes stay.
      </>,
    ],
  },
];

const mailAdvice = ({ targetHref, destination }: Props): Advice[] => [
  {
    title: "A test does not arrive",
    steps: [
      "Look into the junk folder, and at any filter of the mailbox.",
      <>
        This destination writes to {destination.target}. <To href={targetHref}>Look at the addresses</To>:
        whoever has unsubscribed is marked there and gets nothing.
      </>,
      "Whoever runs this Bellwire has set up a mail server (SMTP_URL), and it accepts the sender's address.",
    ],
  },
];

const endpointAdvice = ({ targetHref }: Props): Advice[] => [
  {
    title: "A test does not arrive",
    steps: [
      <>
        The URL is reachable from the internet and answers with a 2xx status.{" "}
        <To href={targetHref}>Look at it</To>.
      </>,
      "It answers within ten seconds, without a redirect, and with a certificate that is valid for its name.",
      "Private addresses are refused unless whoever runs this Bellwire allows them (BELLWIRE_PRIVATE_WEBHOOKS).",
    ],
  },
  {
    title: "The receiver refuses the signature",
    steps: [
      "It checks the body as it came, byte by byte: parse the JSON after that.",
      "It has this webhook's secret, whole, with whsec_. After a rotation the one of before holds for the time you chose.",
      "Its clock is right to within five minutes.",
    ],
  },
];

const missing = ({ place }: Props): Advice => ({
  title: "Some events are missing",
  steps: [
    <>
      A route that leads here takes the event type, and is switched on: see{" "}
      <To href={projectPath(place, "routes")}>Routes</To>. Its filter may leave some out.
    </>,
    "The destination is switched on, and accepts sandbox events if they come from a test key.",
    <>
      Open the event under <To href={projectPath(place, "events")}>Events</To>: it says for every route why it
      was told or not. One that is not there never came in.
    </>,
  ],
});

const adviceOf = {
  slack_channel: channelAdvice,
  slack_webhook: webhookAdvice,
  slack_dm: personAdvice,
  email: mailAdvice,
  webhook: endpointAdvice,
} satisfies Record<DestinationKind, (props: Props) => Advice[]>;

/** What to look at when messages do not arrive, for each way in which they may not (OTT-24 to OTT-28). */
export function Troubleshooting(props: Props) {
  return (
    <div className="divide-y divide-line text-sm">
      {[...adviceOf[props.destination.kind](props), missing(props)].map(({ title, steps }) => (
        <details key={title} className="group">
          <summary className="flex items-center gap-2 px-4 py-2.5 font-medium">
            <ChevronRight
              aria-hidden
              className="size-4 text-ink-faint transition-transform group-open:rotate-90"
            />
            {title}
          </summary>
          <ol className="grid list-decimal gap-1.5 pr-4 pb-3 pl-10 text-ink-muted">
            {steps.map((step, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps never change their order.
              <li key={position}>{step}</li>
            ))}
          </ol>
        </details>
      ))}
    </div>
  );
}

import { FileSearch, Layers, MailCheck } from "lucide-react";
import Link from "next/link";
import { SlackPreview } from "@/components/preview/slack-preview";
import { Brand } from "@/components/shell/brand";
import { SkipLink } from "@/components/shell/skip-link";
import type { Theme } from "@/components/shell/theme";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { LinkButton } from "@/components/ui/link-button";
import { exampleMessages } from "./example-messages";

type Props = { theme: Theme; chooseTheme: (form: FormData) => Promise<void> };

const promises = [
  {
    icon: MailCheck,
    title: "Once, and in time",
    text: "An event is stored before it is acknowledged, sent once, paced to what Slack allows, and tried again when Slack is away.",
  },
  {
    icon: FileSearch,
    title: "With its reason",
    text: "For every event you see who was told, who was not, and why: each route, each condition, the value it saw.",
  },
  {
    icon: Layers,
    title: "In clear words",
    text: "The event types of subscriptions and billing come with their own wording. Your own types are welcome and need no setup.",
  },
] as const;

/** What Bellwire is, for people who have not signed in. */
export function Landing({ theme, chooseTheme }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-5xl flex-col px-4 sm:px-8">
      <SkipLink />
      <header className="flex h-16 items-center justify-between gap-4">
        <Brand />
        <div className="flex items-center gap-3">
          <ThemeSwitch theme={theme} choose={chooseTheme} />
          <LinkButton href="/sign-in" variant="secondary">
            Sign in
          </LinkButton>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex-1 outline-none">
        <section className="grid items-center gap-10 py-12 lg:grid-cols-[1.1fr_1fr] lg:py-20">
          <div>
            <h1 className="text-2xl font-semibold tracking-tight sm:text-3xl">
              The right people hear what just happened to your customers and your revenue
            </h1>
            <p className="mt-4 max-w-lg text-lg text-ink-muted">
              Your backend posts events. Bellwire decides who must know, composes the message and brings it to
              Slack: once, in time, and to the end of the story.
            </p>
            <LinkButton href="/sign-in" variant="primary" size="lg" className="mt-7">
              Get started
            </LinkButton>
          </div>
          <div className="divide-y divide-slack-line overflow-clip rounded-lg border border-line shadow-float">
            {exampleMessages.map((message) => (
              <SlackPreview key={message.reference} message={message} timeZone="UTC" />
            ))}
          </div>
        </section>
        <section
          aria-label="What you can rely on"
          className="grid gap-8 border-t border-line py-12 sm:grid-cols-3"
        >
          {promises.map(({ icon: Icon, title, text }) => (
            <div key={title}>
              <Icon aria-hidden className="size-5 text-accent" />
              <h2 className="mt-2 font-semibold">{title}</h2>
              <p className="mt-1 text-ink-muted">{text}</p>
            </div>
          ))}
        </section>
      </main>
      <footer className="flex flex-wrap gap-x-6 gap-y-1 border-t border-line py-6 text-sm text-ink-muted">
        <Link href="/docs/events" className="underline underline-offset-2 hover:text-ink">
          Event types
        </Link>
        <Link href="/docs/webhooks" className="underline underline-offset-2 hover:text-ink">
          Webhooks
        </Link>
        <span>Bellwire is open source, under the MIT license.</span>
      </footer>
    </div>
  );
}

import type { ReactNode } from "react";
import { Code, CodeBlock } from "@/components/ui/code-block";
import type { SourceKind } from "@/db/enums";
import { Copyable, type GuideValues, OutLink, SecretValue, Strong } from "./guide-parts";

type Step = { key: string; body: ReactNode };

const bearer = (secret: string) => `Bearer ${secret}`;

function revenueCat({ url, secret }: GuideValues): Step[] {
  return [
    {
      key: "open",
      body: (
        <>
          In <OutLink href="https://app.revenuecat.com">RevenueCat</OutLink> open your project, then{" "}
          <Strong>Integrations</Strong>, <Strong>Webhooks</Strong>, and press{" "}
          <Strong>Add new configuration</Strong>. Name it <Code>Bellwire</Code>.
        </>
      ),
    },
    {
      key: "fill",
      body: (
        <>
          Fill in these two. RevenueCat sends the second one with every event, and without it nothing is
          taken.
          <Copyable label="Webhook URL" value={url} />
          <SecretValue label="Authorization header value" secret={secret} form={bearer} />
        </>
      ),
    },
    {
      key: "choose",
      body: (
        <>
          Choose <Strong>both production and sandbox</Strong> and all events. Sandbox purchases go only to
          destinations that accept them, and are marked; routes choose the rest.
        </>
      ),
    },
    {
      key: "test",
      body: (
        <>
          Save, then press <Strong>Send test event</Strong>. It is listed on the source's page in a second.
        </>
      ),
    },
  ];
}

function stripe({ url, eventTypes }: GuideValues): Step[] {
  return [
    {
      key: "open",
      body: (
        <>
          In the <OutLink href="https://dashboard.stripe.com/webhooks">Stripe dashboard</OutLink> open{" "}
          <Strong>Developers</Strong>, <Strong>Webhooks</Strong>, and press <Strong>Add destination</Strong>{" "}
          (or <Strong>Add endpoint</Strong>). Test mode has endpoints of its own: make another source for it.
        </>
      ),
    },
    {
      key: "events",
      body: (
        <>
          Choose <Strong>Your account</Strong> and these events. More do no harm: what Bellwire has no words
          for is kept, and told by its name if a route asks for it.
          <CodeBlock className="mt-1.5" code={eventTypes.join("\n")} what="Stripe events" />
        </>
      ),
    },
    {
      key: "url",
      body: (
        <>
          Choose <Strong>Webhook endpoint</Strong> and fill in its address.
          <Copyable label="Endpoint URL" value={url} />
        </>
      ),
    },
    {
      key: "secret",
      body: (
        <>
          On the endpoint's page press <Strong>Reveal</Strong> under <Strong>Signing secret</Strong>, and
          paste it on the source's page under <Strong>Secret</Strong>. It begins with <Code>whsec_</Code>.
          Until then everything is refused; Stripe sends it again for three days.
        </>
      ),
    },
  ];
}

function octane({ url, secret }: GuideValues): Step[] {
  return [
    {
      key: "open",
      body: (
        <>
          In your Octane account open the <Strong>settings</Strong>, then <Strong>Webhooks</Strong>, and add
          an endpoint.
        </>
      ),
    },
    {
      key: "fill",
      body: (
        <>
          Octane has no field for a header, so the secret goes into the address. Treat the whole address as a
          secret.
          <SecretValue label="URL" secret={secret} form={(text) => `${url}?secret=${text}`} />
        </>
      ),
    },
    {
      key: "header",
      body: (
        <>
          Can a proxy of yours set headers? Then leave the address bare and send the secret as{" "}
          <Code>X-Bellwire-Secret</Code>.
          <Copyable label="Bare URL" value={url} />
        </>
      ),
    },
  ];
}

function cloudEvents({ url, secret }: GuideValues): Step[] {
  const shown = secret ?? "$SECRET";
  const command = [
    `curl ${url} \\`,
    `  -H 'Authorization: Bearer ${shown}' \\`,
    "  -H 'Content-Type: application/cloudevents+json' \\",
    `  -d '{ "specversion": "1.0", "id": "1", "source": "/orders", "type": "order.shipped", "data": { "parcels": 2 } }'`,
  ].join("\n");
  return [
    {
      key: "address",
      body: (
        <>
          Have your broker or program post to this address, with the secret as a bearer token or as{" "}
          <Code>X-Bellwire-Secret</Code>.
          <Copyable label="URL" value={url} />
          <SecretValue label="Authorization" secret={secret} form={bearer} />
        </>
      ),
    },
    {
      key: "modes",
      body: (
        <>
          Structured, batched and binary events are told apart by their content type. A <Strong>type</Strong>{" "}
          of the catalog gets its message; the <Strong>subject</Strong>, or a <Code>customerid</Code>, is the
          customer.
        </>
      ),
    },
    {
      key: "try",
      body: (
        <>
          Try it:
          <CodeBlock className="mt-1.5" code={command} what="curl command" />
        </>
      ),
    },
  ];
}

/** What to press at each vendor, and what to copy into which field. */
export const guideSteps = {
  revenuecat: revenueCat,
  stripe,
  octane,
  cloudevents: cloudEvents,
} satisfies Record<SourceKind, (values: GuideValues) => Step[]>;

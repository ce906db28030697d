import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Code, CodeBlock } from "@/components/ui/code-block";
import type { describeTopics } from "@/lib/webhooks/samples";

type Props = {
  eventBody: string;
  topics: ReturnType<typeof describeTopics>;
  variables: readonly string[];
};

const verifying = `import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.env.BELLWIRE_SIGNING_SECRET);

app.post("/hooks/bellwire", express.raw({ type: "*/*" }), (request, response) => {
  const message = webhook.verify(request.body.toString(), request.headers);
  remember(request.headers["webhook-id"]); // the same in every try: a repeat can be thrown away
  response.sendStatus(204);
});`;

const templated = `{
  "text": "{{ message.text }}",
  "customer": "{{ customer-name }}",
  "value": {{ current-value | json }},
  "event": {{ event | json }}
}`;

const pretty = (text: string) => JSON.stringify(JSON.parse(text), null, 2);

function Points({ children }: { children: ReactNode }) {
  return <ul className="grid list-disc grid-cols-[minmax(0,1fr)] gap-1.5 pl-5 text-ink-muted">{children}</ul>;
}

function Rules() {
  return (
    <Card title="Delivery">
      <Points>
        <li>Any 2xx within ten seconds is success. Redirects are never followed.</li>
        <li>
          Anything else is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h. <Code>429</Code>,
          and <Code>503</Code> with <Code>Retry-After</Code>, are given the time that they ask for.
        </li>
        <li>
          <Code>410</Code> switches the webhook off. So does failing for five days; its owners are warned
          after one. What comes meanwhile is held, and can be sent afterwards.
        </li>
        <li>Requests may arrive in another order than things happened: every body has its timestamp.</li>
        <li>
          A replay is a new message with an id of its own; the header <Code>webhook-replay-of</Code> names the
          one it repeats.
        </li>
        <li>
          Only public addresses by https are reached, on the ports 443 and 8443 unless the operator says
          otherwise.
        </li>
      </Points>
    </Card>
  );
}

/** How to receive webhooks: signature, delivery, bodies, topics. */
export function WebhookGuide({ eventBody, topics, variables }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Card title="Signature">
        <p className="mb-3 text-ink-muted">
          Every request carries <Code>webhook-id</Code>, <Code>webhook-timestamp</Code> and{" "}
          <Code>webhook-signature</Code> by Standard Webhooks. Check the body as it came, before it is parsed.
          While a secret is rotated there are two signatures; one that is right is enough.
        </p>
        <CodeBlock code={verifying} what="receiver" title="TypeScript" />
      </Card>
      <Rules />
      <Card title="An event">
        <p className="mb-3 text-ink-muted">
          What a route brings has the event&apos;s own type, the event whole under <Code>data.event</Code>, as
          far as the webhook&apos;s redaction lets it, and the message in words.
        </p>
        <CodeBlock code={pretty(eventBody)} what="body of an event" title="application/json" />
      </Card>
      <Card title="A body of your own">
        <p className="mb-3 text-ink-muted">
          A template may make any body. Values cannot break out of it; <Code>json</Code> puts one in with its
          quotes. The names of usage alerts are known: {variables.join(", ")}. A template that fails for an
          event gives way to the built-in body.
        </p>
        <CodeBlock code={templated} what="template" />
      </Card>
      {topics.map(({ topic, label, example }) => (
        <div key={topic} id={topic} className="scroll-mt-4">
          <Card title={<Code>{topic}</Code>} description={label}>
            <CodeBlock
              code={JSON.stringify(example, null, 2)}
              what={`body of ${topic}`}
              title="application/json"
            />
          </Card>
        </div>
      ))}
    </div>
  );
}

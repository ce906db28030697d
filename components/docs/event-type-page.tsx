import { SlackPreview } from "@/components/preview/slack-preview";
import { Card } from "@/components/ui/card";
import { Code, CodeBlock } from "@/components/ui/code-block";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import type { EventType } from "@/lib/events/catalog/define";
import type { DataField } from "@/lib/events/catalog/fields-of";
import type { Message } from "@/lib/messages/message";
import { SeverityPill } from "./severity-pill";

type Props = { entry: EventType; fields: readonly DataField[]; message: Message };

/** One event type: what it means, what it looks like in Slack, what to send. */
export function EventTypePage({ entry, fields, message }: Props) {
  const { type, label, description, severity, sample, story } = entry;
  return (
    <>
      <PageHeader
        back={{ href: "/docs/events", label: "Event types" }}
        title={label}
        badges={<SeverityPill severity={severity} />}
        description={description}
      />
      <div className="grid gap-6">
        <p>
          Its type is <Code>{type}</Code>.{" "}
          {story
            ? "Events about the same thing become one message that changes as the story goes on."
            : "Each event is a message of its own."}
        </p>
        <Card title="In Slack" description="The sample below, as it arrives." flush>
          <SlackPreview message={message} timeZone="UTC" />
        </Card>
        <CodeBlock
          what="Sample event"
          title="POST /api/v1/events"
          code={JSON.stringify(sample, undefined, 2)}
        />
        {fields.length > 0 && (
          <Card
            title="Fields of data"
            description="All may be left out, and may be spelled in snake_case. Other fields are kept, and routes can look at them."
            flush
          >
            <Table
              caption={`Fields of data of ${type}`}
              head={
                <>
                  <Th>Field</Th>
                  <Th>Takes</Th>
                </>
              }
            >
              {fields.map(({ name, takes }) => (
                <tr key={name}>
                  <Td>
                    <Code>{name}</Code>
                  </Td>
                  <Td>{takes}</Td>
                </tr>
              ))}
            </Table>
          </Card>
        )}
      </div>
    </>
  );
}

import { expect, test } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { aliasNames } from "./body";
import { payloadOf } from "./payload";
import { describeTopics, previewBody, toldSample } from "./samples";
import { isTopic, topicSchemas, topics } from "./topics";

const now = new Date("2026-11-21T09:00:00Z");

test.each(topics)("the example of %s is what its schema says", (topic) => {
  const { message } = toldSample(topic, now);
  expect(topicSchemas[topic].strict().safeParse(message.signal).error).toBeUndefined();
  expect(payloadOf(toldSample(topic, now))).toMatchObject({ type: topic, data: message.signal });
});

test("every topic is described with a schema and an example", () => {
  expect(describeTopics().map(({ topic }) => topic)).toEqual([...topics]);
  expect(JSON.stringify(describeTopics())).toContain('"type":"object"');
});

test("every event type of the catalog makes a body, with the event whole", () => {
  for (const { type, sample } of catalog) {
    // An approval is decided for the sender and for whoever is subscribed by the same name.
    if (isTopic(type)) continue;
    const { body, fault } = previewBody(
      { eventType: type, contentType: "application/json", bodyTemplate: null },
      now,
    );
    expect(fault).toBeNull();
    expect(JSON.parse(body)).toMatchObject({ type, data: { event: { type, data: sample.data } } });
  }
});

const wanted = { eventType: "payment.failed", contentType: "application/json" } as const;

test("the twelve names are known in a body", () => {
  expect(aliasNames).toHaveLength(12);
  const bodyTemplate = `{${aliasNames.map((name) => `"${name}": {{ ${name} | json }}`).join(",")}}`;
  const { body, defect, fault } = previewBody({ ...wanted, bodyTemplate }, now);
  expect({ defect, fault }).toEqual({ defect: null, fault: null });
  expect(Object.keys(JSON.parse(body))).toEqual([...aliasNames]);
});

test("a defect is told with its place, and the built-in body is shown", () => {
  const preview = previewBody({ ...wanted, bodyTemplate: "{{ nobody }}" }, now);
  expect(preview).toMatchObject({
    defect: { line: 1, column: 4 },
    fault: null,
    contentType: "application/json",
  });
});

test.each([
  ["application/json", '{"a":"{{ data.reason }}"}', { a: 'x"\\<\n' }],
  ["application/x-www-form-urlencoded", "a={{ data.reason }}", "a=x%22%5C%3C%0A"],
  ["application/xml", "<a>{{ data.reason }}</a>", "<a>x&quot;\\&lt;\n</a>"],
  ["text/plain; charset=utf-8", "{{ data.reason }}", 'x"\\<\n'],
] as const)("in %s a value cannot be anything but a value", async (contentType, bodyTemplate, expected) => {
  const { bodyOf } = await import("./body");
  const told = toldSample("payment.failed", now);
  const { matter } = told;
  if (!matter?.event) throw new Error("no event");
  const hostile = { ...told, matter: { ...matter, event: { ...matter.event, data: { reason: 'x"\\<\n' } } } };
  const { text, fault } = bodyOf(hostile, { contentType, bodyTemplate }, now);
  expect(fault).toBeUndefined();
  expect(contentType === "application/json" ? JSON.parse(text) : text).toEqual(expected);
});

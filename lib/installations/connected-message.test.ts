import { expect, test } from "vitest";
import { messageSchema } from "@/lib/messages/message";
import { renderForChannel } from "@/lib/slack/render";
import { composeConnected } from "./connected-message";

const connection = {
  installationId: "ins_1",
  isAgain: false,
  projectName: "<!channel> & sons",
  url: "https://bellwire.example/acme/production/integrations",
  connectedBy: "kim@example.com",
  now: new Date("2026-03-01T12:00:00Z"),
};

test("the message after connecting says what is connected, by whom, and that nothing is read", () => {
  const message = composeConnected(connection);
  expect(messageSchema.parse(message)).toEqual(message);
  expect(message.text).toBe(
    "Bellwire is connected: notifications of <!channel> & sons can arrive in this channel.",
  );
  expect(message.why).toContain("never reads messages");
  const payload = JSON.stringify(renderForChannel(message));
  expect(payload).toContain(connection.url);
  expect(payload).not.toContain("<!channel>");
});

test("and that it is so again", () => {
  expect(composeConnected({ ...connection, isAgain: true }).text).toContain("Bellwire is connected again");
});

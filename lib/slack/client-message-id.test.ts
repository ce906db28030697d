import { expect, it } from "vitest";
import { clientMessageId } from "./client-message-id";

it("is one version 5 UUID a notification, the same in every try", () => {
  const id = clientMessageId("ntf_1");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(clientMessageId("ntf_1")).toBe(id);
  expect(clientMessageId("ntf_2")).not.toBe(id);
});

import { expect, test } from "vitest";
import { channelForm, channelOf } from "./channel-form-schema";
import { typesOf } from "./destination-form-schema";

const posted = { workspace: "ins_1", channel: "#ops", name: "", ownTypes: "" };

const complaintsOf = (form: Record<string, unknown>) =>
  Object.fromEntries(
    (channelForm.safeParse(form).error?.issues ?? []).map(({ path, message }) => [path[0], message]),
  );

test("what was chosen from the list goes before what was typed, and an empty name means the channel's", () => {
  const form = channelForm.parse({ ...posted, channelId: "C0123456789" });
  expect(channelOf(form)).toBe("C0123456789");
  expect(channelOf(channelForm.parse(posted))).toBe("#ops");
  expect(form.name).toBeUndefined();
});

test("of a whole Slack organization the workspace stands behind the installation", () => {
  expect(channelForm.parse(posted).workspace).toEqual({ installationId: "ins_1", teamId: undefined });
  const inTeam = channelForm.parse({ ...posted, workspace: "ins_1/T2" });
  expect(inTeam.workspace).toEqual({ installationId: "ins_1", teamId: "T2" });
  expect(complaintsOf({ ...posted, workspace: "" })).toHaveProperty("workspace");
});

test("without a channel the form is refused at its field", () => {
  expect(complaintsOf({ ...posted, channel: "  " })).toHaveProperty("channel");
});

test("ticked and own types are taken together; every event stands for all of them; none is fine", () => {
  const types = (form: Record<string, unknown>) => typesOf(channelForm.parse({ ...posted, ...form }));
  expect(types({ eventTypes: "invoice.paid", ownTypes: "order.shipped, usage.*" })).toEqual([
    "invoice.paid",
    "order.shipped",
    "usage.*",
  ]);
  expect(types({ eventTypes: ["*", "invoice.paid"] })).toEqual(["*"]);
  expect(types({})).toEqual([]);
});

test("a type that no route could take is named", () => {
  expect(complaintsOf({ ...posted, ownTypes: "what? order.paid" }).eventTypes).toContain("“what?”");
});

test("only the test button asks for a test", () => {
  expect(channelForm.parse(posted).followUp).toBe("nothing");
  expect(channelForm.parse({ ...posted, followUp: "test" }).followUp).toBe("test");
});

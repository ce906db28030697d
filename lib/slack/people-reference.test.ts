import { expect, test } from "vitest";
import { readPersonReference } from "./people-reference";

test.each([
  ["U0KIMPARK1", { kind: "id", userId: "U0KIMPARK1" }],
  [" W0KIMPARK1 ", { kind: "id", userId: "W0KIMPARK1" }],
  ["https://acme.slack.com/team/U0KIMPARK1", { kind: "id", userId: "U0KIMPARK1" }],
  ["https://app.slack.com/client/T012345/user_profile/U0KIMPARK1", { kind: "id", userId: "U0KIMPARK1" }],
  ["<@U0KIMPARK1|kim>", { kind: "id", userId: "U0KIMPARK1" }],
  ["Kim@Acme.test", { kind: "email", email: "kim@acme.test" }],
  ["mailto:kim@acme.test", { kind: "email", email: "kim@acme.test" }],
  ["@Kim", { kind: "name", text: "kim" }],
  ["u0kimpark1", { kind: "name", text: "u0kimpark1" }],
  ["kim@acme", { kind: "name", text: "kim@acme" }],
  ["https://evil.example/team/U0KIMPARK1", { kind: "name", text: "https://evil.example/team/u0kimpark1" }],
  ["https://acme.slack.com.evil.example/team/U0KIMPARK1", expect.objectContaining({ kind: "name" })],
  ["", { kind: "name", text: "" }],
])("%j", (typed, expected) => expect(readPersonReference(typed)).toEqual(expected));

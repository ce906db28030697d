import { expect, test } from "vitest";
import { inherited } from "./inherited";

test.each([
  ["PATH", true],
  ["Path", true],
  ["HOME", true],
  ["LC_ALL", true],
  ["NODE_EXTRA_CA_CERTS", true],
  ["BELLWIRE_LOG_LEVEL", true],
  ["GOOGLE_CLIENT_SECRET", true],
  ["DATABASE_URL", false],
  ["SLACK_CLIENT_SECRET", false],
  ["INNGEST_EVENT_KEY", false],
  ["AWS_SECRET_ACCESS_KEY", false],
  ["npm_config_user_agent", false],
])("%s is handed on: %s", (name, isHandedOn) => {
  expect(Object.keys(inherited({ [name]: "x" }))).toEqual(isHandedOn ? [name] : []);
});

test("what is not set stays away", () => {
  expect(inherited({ HOME: undefined })).toEqual({});
});

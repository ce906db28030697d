import { expect, test } from "vitest";
import { findInstallOutcome, installOutcomes } from "./outcome";

test("every way that connecting can end has a sentence, and what to do unless all is well", () => {
  for (const { tone, message, fix } of Object.values(installOutcomes)) {
    expect(message).toMatch(/^[A-Z].*\.$/);
    if (tone === "bad") expect(fix).toMatch(/\.$/);
  }
});

test.each([undefined, "", "x", "constructor", "__proto__", "toString"])("%s is no way to end", (code) => {
  expect(findInstallOutcome(code)).toBeUndefined();
});

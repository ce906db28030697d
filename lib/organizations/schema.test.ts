import { expect, test } from "vitest";
import { invitationInput, organizationInput } from "./schema";

const good = { name: "Acme", projectName: "Production", timeZone: "Europe/Berlin" };

test("names are trimmed and their spaces joined", () => {
  expect(organizationInput.parse({ ...good, name: "  Acme \n  Inc. " }).name).toBe("Acme Inc.");
});

test.each([
  ["", "Enter a name."],
  ["   ", "Enter a name."],
  ["x".repeat(61), "Use 60 characters at most."],
  ["Acme\u202e", "Use letters, digits and punctuation only."],
  ["A\u0007cme", "Use letters, digits and punctuation only."],
])("the name %j is refused: %s", (name, message) => {
  const parsed = organizationInput.safeParse({ ...good, name });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
});

test("a field that nobody asked for changes nothing", () => {
  expect(organizationInput.parse({ ...good, id: "org_x", role: "owner" })).toEqual(good);
});

test("an invitation has one address and a role", () => {
  expect(invitationInput.parse({ email: "Kim@Example.com", role: "viewer" })).toEqual({
    email: "kim@example.com",
    role: "viewer",
  });
  expect(invitationInput.safeParse({ email: "a@b.test,c@d.test", role: "root" }).error?.issues).toHaveLength(
    2,
  );
});

import { expect, test } from "vitest";
import { otherPersonForm, personForm, personOf } from "./person-form-schema";

const posted = { workspace: "ins_1", person: "kim@acme.test", name: "" };

test("who was chosen from the list goes before what was typed, and an empty name means the person's", () => {
  const form = personForm.parse({ ...posted, userId: "U0KIMPARK1" });
  expect(personOf(form)).toBe("U0KIMPARK1");
  expect(personOf(personForm.parse(posted))).toBe("kim@acme.test");
  expect(form.name).toBeUndefined();
});

test("without a person both forms are refused at their field", () => {
  for (const form of [personForm, otherPersonForm]) {
    const answer = form.safeParse({ ...posted, destinationId: "dst_1", person: " " });
    expect(answer.error?.issues.map(({ path }) => path[0])).toEqual(["person"]);
  }
});

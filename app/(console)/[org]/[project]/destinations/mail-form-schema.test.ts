import { describe, expect, test } from "vitest";
import { mailForm, otherMailForm } from "./mail-form-schema";

const posted = (more: object) => mailForm.safeParse({ name: "Finance", eventTypes: [], ...more });

describe("the form of mailboxes", () => {
  test("takes addresses as they are pasted, and the tick for the owner", () => {
    const { data } = posted({
      addresses: "Kim@acme.test, sam@acme.test;\nlee@acme.test\n\nkim@acme.test",
      toOwner: "on",
      subjectPrefix: "[Billing]",
      replyTo: "",
    });
    expect(data).toMatchObject({
      name: "Finance",
      recipients: { recipients: ["kim@acme.test", "sam@acme.test", "lee@acme.test"], toOwner: true },
      subjectPrefix: "[Billing]",
      replyTo: null,
    });
  });

  test("takes the owner alone, and not nobody", () => {
    expect(posted({ addresses: "", toOwner: "on" }).data?.recipients).toEqual({
      recipients: [],
      toOwner: true,
    });
    expect(posted({ addresses: " " }).error?.issues).toMatchObject([
      { path: ["addresses"], message: "Name at least one address, or owner." },
    ]);
  });

  test("names every address that is none, and complains of all else at once", () => {
    const { error } = posted({ name: "", addresses: "kim, sam@acme.test, <x>", replyTo: "nobody" });
    expect(error?.issues.map(({ path }) => path[0])).toEqual(expect.arrayContaining(["name", "replyTo"]));
    const { error: later } = posted({ addresses: "kim, sam@acme.test, <x>" });
    expect(later?.issues.map(({ message }) => message)).toEqual([
      "“kim” is no e-mail address such as kim@example.com.",
      "“<x>” is no e-mail address such as kim@example.com.",
    ]);
  });

  test("empties what is left empty", () => {
    const { data } = otherMailForm.safeParse({
      destinationId: "dst_1",
      addresses: "kim@acme.test",
      subjectPrefix: " ",
      replyTo: "",
    });
    expect(data).toMatchObject({ subjectPrefix: null, replyTo: null, recipients: { toOwner: false } });
  });
});

import { describe, expect, test } from "vitest";
import { mailingOf } from "./mailing";

const config = { recipients: ["kim@acme.test", "sam@acme.test"], toOwner: true };
const mailing = (progress: unknown[], optedOut: string[] = [], more: object = {}) =>
  mailingOf({ config: { ...config, ...more }, progress, optedOut });

describe("whom a mail goes to", () => {
  test("is the fixed addresses and the owner, each once", () => {
    expect(mailing([{ owner: "lee@acme.test" }]).recipients).toEqual([...config.recipients, "lee@acme.test"]);
    expect(mailing([{ owner: "kim@acme.test" }]).recipients).toEqual(config.recipients);
    expect(mailing([null]).recipients).toEqual(config.recipients);
  });

  test("is nobody's owner once the destination does not write to owners any more", () => {
    expect(mailing([{ owner: "lee@acme.test" }], [], { toOwner: false }).recipients).toEqual(
      config.recipients,
    );
  });

  test("is not who opted out", () => {
    expect(mailing([{ owner: "lee@acme.test" }], ["lee@acme.test", "kim@acme.test"])).toMatchObject({
      recipients: ["sam@acme.test"],
      optedOut: ["kim@acme.test", "lee@acme.test"],
    });
  });

  test("is personal when it is the owner alone", () => {
    expect(mailing([{ owner: "lee@acme.test" }], [], { recipients: [] }).isPersonal).toBe(true);
    expect(mailing([{ owner: "lee@acme.test" }]).isPersonal).toBe(false);
  });
});

describe("who has it already", () => {
  test("is whose server has taken it, and who was refused for good", () => {
    const { done } = mailing([
      { got: ["kim@acme.test"], refused: [{ address: "sam@acme.test", code: "x" }] },
    ]);
    expect(done).toEqual(
      new Map([
        ["kim@acme.test", "accepted"],
        ["sam@acme.test", "refused"],
      ]),
    );
  });

  test("of several told together, is who has every one that is meant for them", () => {
    const one = { owner: "lee@acme.test", got: ["kim@acme.test", "lee@acme.test"] };
    const other = { owner: "ann@acme.test", got: ["kim@acme.test"] };
    expect([...mailing([one, other]).done.keys()].sort()).toEqual(["kim@acme.test", "lee@acme.test"]);
    expect([...mailing([one, null]).done.keys()]).toEqual(["lee@acme.test"]);
  });
});

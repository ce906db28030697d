import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { replaceCustomer } from "@/lib/customers/commands";
import { type RuleStage, ruleStage } from "../testing/stage";

const { sql } = await testDatabase();
const usd = (amount: string) => ({ amount, currency: "USD" });

const be = ({ scope }: RuleStage, customer: string, fields: object) =>
  replaceCustomer(
    scope,
    { environment: "production", id: customer, now: new Date() },
    { fields, attributes: {} },
  );

describe("a number of several customers", () => {
  test("added up over all, at most every few seconds and never left out", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({
      ...{ scope: { kind: "all" }, signal: { kind: "field", field: "mrr", currency: "USD" } },
      condition: { kind: "above", value: 250, inclusive: true },
    });
    const soon = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    await be(stage, "cus_a", { mrr: usd("100") });
    await stage.look(soon(0));
    await be(stage, "cus_b", { mrr: usd("150") });
    expect(await stage.look(soon(1))).toBe(0);
    expect(await stage.left()).toBe(0);
    expect(await stage.look(soon(6))).toBe(1);
  });

  test("added up over a segment that customers came into while it was left alone", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({
      signal: { kind: "field", field: "mrr", currency: "USD" },
      scope: { kind: "segment", filter: { field: "customer.zone", operator: "eq", value: "red" } },
      condition: { kind: "above", value: 250, inclusive: true },
    });
    const soon = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    await stage.look(soon(0));
    await be(stage, "cus_a", { mrr: usd("250"), healthScore: 10 });
    await be(stage, "cus_b", { mrr: usd("900"), healthScore: 90 });
    expect(await stage.look(soon(1))).toBe(0);
    expect(await stage.look(soon(6))).toBe(1);
    expect((await stage.told()).map(({ value }) => value)).toEqual(["250"]);
  });
});

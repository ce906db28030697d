import { expect, test } from "vitest";
import { systemScope } from "@/lib/auth/system";
import { listCases } from "@/lib/cases/queries";
import { finishClick, storeClick } from "@/lib/slack/clicks/commands";
import { readInteraction } from "@/lib/slack/clicks/payload";
import { caseStage } from "../testing/case-stage";
import { pressOf } from "../testing/press";

const { open, sql } = await caseStage();
const { finishClicks } = await import("./finish-clicks");
const system = systemScope("test");

const failed = {
  id: "finish_1",
  type: "payment.failed",
  customer: { id: "cus_acme", name: "Acme" },
  data: { invoiceNumber: "INV-F", attempt: 1 },
};

test("what a dead process has only stored is done once, a repeat and one that is done are not", async () => {
  const stage = await open();
  await stage.plan(failed);
  await stage.deliver();
  const read = readInteraction(pressOf(stage, "acknowledge"), new Date());
  if (read.kind !== "press") throw new Error("it is no press");
  expect(await storeClick(system, read.key, read.press)).toBe(true);
  expect(await storeClick(system, read.key, read.press)).toBe(false);
  const both = await Promise.all(["a", "a", "b"].map((key) => storeClick(system, `${read.key}|${key}`, {})));
  expect(both.filter(Boolean)).toHaveLength(2);

  expect(await finishClicks(15)).toBe(0);
  expect(await finishClicks(0)).toBe(3);
  const { items } = await listCases(stage.scope, {});
  expect(items[0]).toMatchObject({ acknowledgedBy: "kim" });
  expect(await finishClicks(0)).toBe(0);
  expect(await finishClick(system, read.key)).toBe(false);
  const audits =
    await sql`select from audit_entries where project_id = ${stage.scope.projectId} and action = 'case.acknowledge'`;
  expect(audits).toHaveLength(1);
});

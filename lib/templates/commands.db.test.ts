import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { putBrand } from "@/lib/brands/commands";
import { getBrand } from "@/lib/brands/queries";
import { houseBrand } from "@/lib/brands/schema";
import { createWebhookDestination, updateDestination } from "@/lib/destinations/commands";
import { getDestination } from "@/lib/destinations/queries";
import { tellerOf } from "@/lib/notifications/telling";
import { loadPlaybook } from "@/lib/routing/queries";
import { createTemplate, deleteTemplate, noteFailures, updateTemplate } from "./commands";
import { sampleOf } from "./preview";
import { findTemplate, getTemplate, listTemplates } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T09:00:00Z");

let scope: Scope;
let other: Scope;
beforeAll(async () => {
  scope = (await createProject()).scope;
  other = (await createProject()).scope;
});

const input = (eventType: string, headline = "New: {{ customer-name }}") => ({
  eventType,
  enabled: true,
  body: { headline },
});

async function versionOf(place: Scope): Promise<number> {
  const [row] = await sql<{ version: string }[]>`
    select playbook_version as version from projects where id = ${place.projectId}`;
  return Number(row?.version);
}

describe("templates", () => {
  test("are kept as they were given, and used from the next event on", async () => {
    const { id } = await createTemplate(scope, input("customer.created"));
    expect(await getTemplate(scope, id)).toMatchObject({
      ...input("customer.created"),
      revision: 1,
      lastError: null,
    });
    const event = sampleOf("customer.created", now);
    const message = async () => tellerOf(await loadPlaybook(scope), event, { now })();
    expect(await message()).toMatchObject({ text: "New: Acme", origin: { templateId: id, revision: 1 } });
    await updateTemplate(scope, id, { body: { headline: "Hello {{ customer.name }}" } });
    expect((await message()).text).toBe("Hello Acme");
    await updateTemplate(scope, id, { enabled: false });
    expect((await message()).text).toBe("New customer: Acme");
    expect((await getTemplate(scope, id)).revision).toBe(2);
  });

  test("leave who changed what in the audit log, and make every process load the playbook anew", async () => {
    const before = await versionOf(scope);
    const { id } = await createTemplate(scope, input("payment.failed"));
    await updateTemplate(scope, id, { enabled: false, revision: 1 });
    await updateTemplate(scope, id, { enabled: false, body: { headline: "New: {{ customer-name }}" } });
    await deleteTemplate(scope, id);
    const entries = await sql<{ action: string }[]>`
      select action from audit_entries where project_id = ${scope.projectId} and target_id = ${id} order by id`;
    expect(entries.map(({ action }) => action)).toEqual([
      "template.create",
      "template.update",
      "template.delete",
    ]);
    expect(await versionOf(scope)).toBe(before + 3);
    expect(await findTemplate(scope, "payment.failed")).toBeUndefined();
  });

  test("refuse a change on an older revision, naming who was faster", async () => {
    const { id } = await createTemplate(scope, input("invoice.paid"));
    await updateTemplate(scope, id, { body: { headline: "One" }, revision: 1 });
    const late = updateTemplate(scope, id, { body: { headline: "Two" }, revision: 1 });
    await expect(late).rejects.toMatchObject({
      code: "changed_meanwhile",
      message: /by person-\w+@example\.test/,
    });
    expect((await getTemplate(scope, id)).body.headline).toBe("One");
  });

  test("are one an event type", async () => {
    await createTemplate(scope, input("my.event"));
    await expect(createTemplate(scope, input("my.event"))).rejects.toMatchObject({ code: "template_exists" });
    await createTemplate(other, input("my.event"));
  });

  test("are nobody else's", async () => {
    const { id } = await createTemplate(scope, input("tenant.wall"));
    const refusal = { kind: "not_found" };
    await expect(getTemplate(other, id)).rejects.toMatchObject(refusal);
    await expect(updateTemplate(other, id, { enabled: false })).rejects.toMatchObject(refusal);
    await expect(deleteTemplate(other, id)).rejects.toMatchObject(refusal);
    const { items } = await listTemplates(other, { limit: 100 });
    expect(items.map((item) => item.id)).not.toContain(id);
    expect(await findTemplate(other, "tenant.wall")).toBeUndefined();
    await noteFailures(other, [{ id, revision: 1, message: "x", eventId: null }], now);
    expect((await getTemplate(scope, id)).lastError).toBeNull();
  });

  test("say why they could not be used last, until they are changed", async () => {
    const { id } = await createTemplate(scope, input("fails.now"));
    const version = await versionOf(scope);
    const failure = { id, revision: 1, message: "headline, line 1: no", eventId: "evt_1" };
    await noteFailures(scope, [failure], now);
    expect((await getTemplate(scope, id)).lastError).toMatchObject({
      message: failure.message,
      eventId: "evt_1",
    });
    expect(await versionOf(scope)).toBe(version);
    await updateTemplate(scope, id, { body: { headline: "Better" } });
    expect((await getTemplate(scope, id)).lastError).toBeNull();
    await noteFailures(scope, [failure], now);
    expect((await getTemplate(scope, id)).lastError).toBeNull();
  });
});

describe("a brand", () => {
  test("is the house's until it is chosen, and is told from the next event on", async () => {
    expect(await getBrand(other)).toEqual(houseBrand);
    const before = await versionOf(other);
    const brand = {
      name: "Acme Billing",
      iconUrl: "https://acme.test/icon.png",
      color: "#112233",
      locale: "de-DE",
      tone: "formal" as const,
      customerUrl: "https://acme.test/c/{{ customer.id }}",
    };
    await putBrand(other, brand);
    await putBrand(other, brand);
    expect(await getBrand(other)).toEqual(brand);
    expect(await versionOf(other)).toBe(before + 1);
    expect(await getBrand(scope)).toEqual(houseBrand);
    const event = { ...sampleOf("invoice.generated", now), customer: { id: "a/b", name: "Acme" } };
    const tell = tellerOf(await loadPlaybook(other), event, { now });
    const message = tell({ maySetSender: true });
    expect(message.text).toContain("1.299\u00A0$");
    expect(message).toMatchObject({
      color: "#112233",
      word: "Notice",
      sender: { name: "Acme Billing", iconUrl: "https://acme.test/icon.png" },
    });
    expect(message.links).toContainEqual({ label: "View customer", url: "https://acme.test/c/a%2Fb" });
    expect(tell().sender).toBeUndefined();
  });
});

describe("redaction", () => {
  test("is of one destination, and is told there alone", async () => {
    const url = "https://hooks.slack.com/services/T0AAAA/B0BBBB/redaction";
    const { id } = await createWebhookDestination(scope, { name: "Public", url });
    const before = await versionOf(scope);
    const rules = [{ path: "amounts", mode: "hide" as const }];
    await updateDestination(scope, id, { redaction: rules });
    await updateDestination(scope, id, { redaction: rules });
    expect(await versionOf(scope)).toBe(before + 1);
    expect((await getDestination(scope, id)).redaction).toEqual(rules);
    const playbook = await loadPlaybook(scope);
    const tell = tellerOf(playbook, sampleOf("invoice.generated", now), { now });
    expect(JSON.stringify(tell(playbook.destinations.get(id)))).not.toContain("1,299");
    expect(JSON.stringify(tell())).toContain("1,299");
    await updateDestination(scope, id, { redaction: [] });
    expect((await getDestination(scope, id)).redaction).toBeNull();
  });
});

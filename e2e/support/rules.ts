import { z } from "zod";
import { findPreset } from "@/lib/rules/presets/offered";
import type { ApiClient } from "./api-client";
import type { Stack } from "./stack";
import { withDatabase } from "./tenant";
import { expect } from "./test";

const made = z.looseObject({ id: z.string() });

/** A preset as somebody takes it, with what they fill in, and its id. */
export async function takePreset(
  api: ApiClient,
  id: string,
  destinationId: string,
  filledIn: object = {},
): Promise<string> {
  const preset = findPreset(id);
  if (!preset) throw new Error(`There is no preset ${id}.`);
  const rule = { ...preset.rule, ownerRouting: "none", destinations: [{ destinationId }], ...filledIn };
  const answer = await api.post("/api/v1/rules", rule);
  expect(answer.status, answer.text).toBe(201);
  return made.parse(answer.body).id;
}

/** A destination by its body, and its id. */
export async function makeDestination(api: ApiClient, body: object): Promise<string> {
  const answer = await api.post("/api/v1/destinations", body);
  expect(answer.status, answer.text).toBe(201);
  return made.parse(answer.body).id;
}

/** Readings of one meter of one customer, taken in. */
export async function read(
  api: ApiClient,
  meter: string,
  customer: string,
  values: readonly { value: number | string; at?: string }[],
): Promise<void> {
  const measurements = values.map((value) => ({ meter, customer, ...value }));
  const answer = await api.post("/api/v1/measurements", { measurements });
  expect(answer.status, answer.text).toBe(202);
  expect(answer.body).toMatchObject({ accepted: values.length, rejected: 0 });
}

/** What is known of a customer, changed or made. */
export async function know(api: ApiClient, id: string, profile: object): Promise<void> {
  const patched = await api.call("PATCH", `/api/v1/customers/${id}`, JSON.stringify(profile));
  if (patched.status === 200) return;
  const put = await api.call("PUT", `/api/v1/customers/${id}`, JSON.stringify(profile));
  expect([200, 201], put.text).toContain(put.status);
}

/** As if the rule had been there for so many days. */
export async function watchSince(
  { databaseUrl }: Pick<Stack, "databaseUrl">,
  ruleId: string,
  days: number,
): Promise<void> {
  await withDatabase(databaseUrl, async (sql) => {
    const [{ projectId } = { projectId: "" }] = await sql<{ projectId: string }[]>`
      update rules set watches_since = now() - make_interval(days => ${days}) where id = ${ruleId}
      returning project_id as "projectId"`;
    await sql`update projects set playbook_version = playbook_version + 1 where id = ${projectId}`;
  });
}

/** The instant of a weekday's noon (UTC), so many weeks before the running one. Monday is 1. */
export function noonOf(weekday: number, weeksBack: number, now = new Date()): string {
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  const day = now.getUTCDate() - sinceMonday + weekday - 1 - 7 * weeksBack;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), day, 12)).toISOString();
}

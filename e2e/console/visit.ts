import type { Page } from "@playwright/test";
import type { Stack } from "../support/stack";
import type { Tenant } from "../support/tenant";
import { expect } from "../support/test";

/** Signs the page in as the demo organization's owner, by the link that the start prints. */
export async function signIn(page: Page, { signInUrl }: Pick<Stack, "signInUrl">): Promise<void> {
  await page.goto(signInUrl);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
}

/** The address of a page of a project: `pageOf(stack, tenant, "routes", "new")`. */
export function pageOf(
  { web }: Pick<Stack, "web">,
  { organizationSlug, projectSlug }: Pick<Tenant, "organizationSlug" | "projectSlug">,
  ...segments: string[]
): string {
  return [web, organizationSlug, projectSlug, ...segments].join("/");
}

/** A row of a table by a text in it. */
export const rowWith = (page: Page, text: string | RegExp) => page.getByRole("row").filter({ hasText: text });

import { test as base, expect } from "@playwright/test";
import { type ApiClient, apiClient } from "./api-client";
import { type SlackMessage, slackView } from "./slack-view";
import { type Stack, startStack } from "./stack";
import { makeTenant, type Tenant } from "./tenant";

type WorkerFixtures = {
  /** A whole Bellwire with the nine samples sent, shared by the tests of one worker. */
  stack: Stack;
  slack: ReturnType<typeof slackView>;
};

type TestFixtures = {
  /** An empty project of this test's own, in the demo organization. */
  tenant: Tenant;
  /** The API with the tenant's key. */
  api: ApiClient;
  /** Keeps what the parts have said when a test fails. */
  logsOfFailure: undefined;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from the pattern
    async ({}, use) => {
      const stack = await startStack({ samples: true });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  slack: [async ({ stack }, use) => use(slackView(stack.slack)), { scope: "worker" }],
  logsOfFailure: [
    async ({ stack }, use, info) => {
      await use(undefined);
      if (info.status === info.expectedStatus) return;
      for (const [part, body] of Object.entries(stack.logs())) {
        await info.attach(`${part}.log`, { body, contentType: "text/plain" });
      }
    },
    { auto: true },
  ],
  tenant: async ({ stack }, use) => use(await makeTenant(stack)),
  api: async ({ stack, tenant }, use) => use(apiClient(stack.web, tenant.apiKey)),
});

export { expect };

/** Whether a text stands anywhere in a message: its text, its blocks, its attachments. */
export function mentions(message: SlackMessage, text: string): boolean {
  return JSON.stringify([message.text, message.blocks, message.attachments]).includes(text);
}

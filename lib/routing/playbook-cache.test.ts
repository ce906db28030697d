import { describe, expect, test } from "vitest";
import { compilePlaybook, type Playbook } from "./decide";
import { createPlaybookCache } from "./playbook-cache";

const destination = {
  id: "d",
  kind: "slack_webhook",
  name: "d",
  lane: "l",
  enabled: true,
  acceptsSandbox: true,
  isBroken: false,
} as const;

function playbook(version: number, routes = 0): Playbook {
  return compilePlaybook({
    version,
    destinations: [destination],
    routes: Array.from({ length: routes }, (_, n) => ({
      id: `r${n}`,
      name: `r${n}`,
      enabled: true,
      eventTypes: ["*"],
      filter: null,
      destinationId: "d",
    })),
  });
}

const refuse = () => Promise.reject<Playbook>(new Error("loaded"));
const give = (value: Playbook) => () => Promise.resolve(value);

describe("the playbook cache", () => {
  test("loads a version once, and a newer one when it is asked for", async () => {
    const cache = createPlaybookCache();
    const first = await cache.get("p", 1, give(playbook(1)));
    expect(await cache.get("p", 1, refuse)).toBe(first);
    const second = await cache.get("p", 2, give(playbook(2)));
    expect(second.version).toBe(2);
    expect(await cache.get("p", 1, refuse)).toBe(second);
  });

  test("shares one load among all who ask while it runs, and forgets one that fails", async () => {
    const cache = createPlaybookCache();
    const { promise, resolve } = Promise.withResolvers<Playbook>();
    const asked = [cache.get("p", 1, () => promise), cache.get("p", 1, refuse)];
    resolve(playbook(1));
    const [left, right] = await Promise.all(asked);
    expect(left).toBe(right);
    await expect(cache.get("q", 1, refuse)).rejects.toThrow("loaded");
    expect((await cache.get("q", 1, give(playbook(1)))).version).toBe(1);
  });

  test("never puts an older version in place of a newer one", async () => {
    const cache = createPlaybookCache();
    const slow = Promise.withResolvers<Playbook>();
    const asked = cache.get("p", 1, () => slow.promise);
    const newer = await cache.get("p", 2, give(playbook(2)));
    slow.resolve(playbook(1));
    await asked;
    expect(await cache.get("p", 2, refuse)).toBe(newer);
  });

  test("lets go of what was used longest ago", async () => {
    const cache = createPlaybookCache({ playbooks: 2, routes: 100 });
    await cache.get("a", 1, give(playbook(1)));
    await cache.get("b", 1, give(playbook(1)));
    await cache.get("a", 1, refuse);
    await cache.get("c", 1, give(playbook(1)));
    await cache.get("a", 1, refuse);
    await expect(cache.get("b", 1, refuse)).rejects.toThrow("loaded");
  });

  test("counts routes too, and keeps a single one that is larger than the bound", async () => {
    const cache = createPlaybookCache({ playbooks: 10, routes: 5 });
    await cache.get("a", 1, give(playbook(1, 3)));
    await cache.get("b", 1, give(playbook(1, 2)));
    await cache.get("a", 1, refuse);
    await cache.get("c", 1, give(playbook(1, 9)));
    await cache.get("c", 1, refuse);
    await expect(cache.get("a", 1, refuse)).rejects.toThrow("loaded");
    await cache.get("b", 1, give(playbook(1, 5)));
    await cache.get("b", 1, refuse);
    await expect(cache.get("c", 1, refuse)).rejects.toThrow("loaded");
  });
});

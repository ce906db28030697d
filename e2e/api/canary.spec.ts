import { expect, test } from "@playwright/test";
import { secondTeam } from "@/local/slack/demo-world";
import { custom, invoice, token } from "../support/event";
import { leaksIn, type Text } from "../support/leaks";
import { databaseTexts, logTexts, pageTexts } from "../support/places";
import { ownSecrets, slackSecrets } from "../support/slack-secrets";
import { slackView } from "../support/slack-view";
import { type Stack, startStack } from "../support/stack";
import { until } from "../support/until";
import { askAll, play, type Scene } from "./canary-scene";

/** What the pages of a project begin with: the crawl must have been to each. */
const pagesOfProject = [
  "",
  ...["/activity", "/activity/ntf_", "/events", "/events/evt_", "/integrations"],
  ...[
    "/destinations",
    "/destinations/dst_",
    "/destinations/new?way=channel",
    "/destinations/new?way=webhook",
  ],
  ...["/routes", "/routes/rte_", "/routes/new"],
  ...["/settings/api-keys", "/settings/members", "/settings/project"],
];

/** Sends events while Slack fails in every way that makes us write about it, one way for each. */
async function suffer({ api }: Scene, stack: Stack, marked: object): Promise<void> {
  const slack = slackView(stack.slack);
  await slack.expireTokens(secondTeam.id);
  for (const kind of ["status:500", "status:html", "bad_json", "reset", "error:invalid_auth"]) {
    await slack.fault({ match: { method: "chat.postMessage" }, times: 1, kind });
  }
  await slack.fault({ match: { webhook: "*" }, times: 1, kind: "status:500" });
  expect(
    (await api.send({ events: [invoice(), invoice(), invoice(), invoice(), invoice(), marked] })).status,
  ).toBe(202);
  await until(
    async () =>
      (await slack.faultsLeft()) === 0 &&
      !(await api.get("/api/v1/notifications")).text.includes('"state":"sending"'),
    { withinMs: 60_000, what: "all is suffered and written down" },
  );
}

/** An event whose data hold one mark as it is and another one in two disguises. */
function markedEvent(plain: string, hidden: string) {
  const disguised = {
    hex: Buffer.from(`x${hidden}y`).toString("hex"),
    base64: Buffer.from(`xy${hidden}z`).toString("base64"),
  };
  const event = custom("canary.sang", plain);
  return { ...event, data: { ...event.data, ...disguised } };
}

test("no secret stands in a log, a page, an answer or the database", async ({ page }) => {
  test.setTimeout(180_000);
  const stack = await startStack();
  try {
    await slackView(stack.slack).configure({ tokenRotation: true });
    const scene = await play(page, stack);
    const [plain, hidden] = [token(), token()];
    await suffer(scene, stack, markedEvent(plain, hidden));

    const home = new URL(scene.home).pathname;
    const answers = await askAll(scene, stack);
    const starts = [home, "/", "/new"];
    const pages = await pageTexts(page.context().request, { origin: stack.web, starts, most: 300 });
    const rows = await databaseTexts(stack);
    const logs = logTexts(stack);
    const secrets = { ...scene.secrets, ...ownSecrets(stack), ...slackSecrets(stack) };

    await test.step("what is looked for is there to be found", () => {
      expect(Object.entries(secrets).filter(([, secret]) => secret.length < 12)).toEqual([]);
      // Granted, renewed, and what the simulated workspace began with.
      expect(Object.keys(secrets).filter((name) => /^bot token/.test(name)).length).toBeGreaterThan(2);
      for (const start of pagesOfProject) {
        expect(pages.map(({ path }) => path)).toContainEqual(expect.stringContaining(home + start));
      }
    });
    await test.step("what may stand there is found by the same search", () => {
      const found = (texts: Text[], mark: string) => leaksIn(texts, { mark }).length > 0;
      for (const texts of [answers, pages, rows]) {
        expect([found(texts, plain), found(texts, hidden), found(texts, token())]).toEqual([
          true,
          true,
          false,
        ]);
      }
      const projectId = /prj_\w+/.exec(logs.find(({ where }) => where === "log web.log")?.text ?? "")?.[0];
      expect(found(rows, projectId ?? "nowhere")).toBe(true);
      const engine = rows.filter(({ where }) => where.startsWith("table engine."));
      expect(found(engine, "deliver-lane")).toBe(true);
      expect(leaksIn(logs, { mark: "functions registered" })).toEqual(["mark in log engine.log"]);
    });
    expect(leaksIn([...answers, ...pages, ...rows, ...logs], secrets)).toEqual([]);
  } finally {
    await stack.stop();
  }
});

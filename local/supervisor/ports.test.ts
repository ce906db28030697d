import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { freePort } from "../postgres/free-port";
import { assertPortsFree, chooseInnerPorts } from "./ports";

const open: Server[] = [];
const folder = mkdtempSync(join(tmpdir(), "bellwire-ports-"));

afterEach(() => {
  for (const server of open.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(port: number): Promise<number> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function freePorts() {
  return { web: await freePort(), slack: await freePort(), mail: await freePort(), smtp: await freePort() };
}

describe("assertPortsFree", () => {
  it("is content with free ports", async () => {
    await expect(assertPortsFree(await freePorts())).resolves.toBeUndefined();
  });

  it.each([
    ["web", "--port or PORT"],
    ["slack", "--slack-port or BELLWIRE_SLACK_PORT"],
    ["mail", "--mail-port or BELLWIRE_MAIL_PORT"],
    ["smtp", "--mail-port or BELLWIRE_MAIL_PORT"],
  ])("says in one line that the %s port is taken, and which flag changes it", async (name, flag) => {
    const port = await listen(0);
    const error: unknown = await assertPortsFree({ ...(await freePorts()), [name]: port }).catch(
      (reason) => reason,
    );
    expect(String(error)).toContain(`Port ${port}`);
    expect(String(error)).toContain(flag);
    expect(String(error)).not.toContain("\n");
  });

  it.runIf(process.platform === "linux")("names the process that has it", async () => {
    const port = await listen(0);
    await expect(assertPortsFree({ ...(await freePorts()), web: port })).rejects.toThrow(
      `(process ${process.pid})`,
    );
  });
});

describe("chooseInnerPorts", () => {
  it("takes those of the last start, unless somebody has them by now", async () => {
    const first = await chooseInnerPorts(folder, []);
    expect(await chooseInnerPorts(folder, [])).toEqual(first);
    await listen(first.engine);
    const moved = await chooseInnerPorts(folder, []);
    expect(moved.postgres).toBe(first.postgres);
    expect(moved.engine).not.toBe(first.engine);
  });

  it("keeps clear of the ports that people chose", async () => {
    const first = await chooseInnerPorts(folder, []);
    const next = await chooseInnerPorts(folder, [first.postgres, first.engine]);
    expect([first.postgres, first.engine]).not.toContain(next.postgres);
    expect([first.postgres, first.engine, next.postgres]).not.toContain(next.engine);
  });
});

import { describe, expect, it } from "vitest";
import { secondTeam } from "@/local/slack/demo-world";
import { allow, exchange } from "@/local/slack/testing/consent";
import { type Bench, errorOf, startBench } from "@/local/slack/testing/harness";

async function installed(bench: Bench): Promise<{ token: string; refreshToken: string }> {
  await bench.tell("app", { tokenRotation: true });
  const back = await allow(bench, { team: secondTeam.id, channel: "C0NWALERTS" });
  return tokensOf(await exchange(bench, { code: back.searchParams.get("code") ?? "" }));
}

function tokensOf(answer: Record<string, unknown>): { token: string; refreshToken: string } {
  return { token: String(answer.access_token), refreshToken: String(answer.refresh_token) };
}

function refresh(bench: Bench, refreshToken: string): Promise<Record<string, unknown>> {
  return exchange(bench, { grant_type: "refresh_token", refresh_token: refreshToken });
}

describe("token rotation", () => {
  it("gives a token for twelve hours, and another for its refresh token, once", async () => {
    const bench = await startBench();
    const first = await installed(bench);
    expect(first.token).toMatch(/^xoxe\.xoxb-1-/);
    expect(first.refreshToken).toMatch(/^xoxe-1-/);
    expect(await bench.client(first.token).auth.test()).toMatchObject({ ok: true, expires_in: 43_200 });
    const second = await refresh(bench, first.refreshToken);
    expect(second).toMatchObject({ ok: true, expires_in: 43_200, token_type: "bot" });
    expect(second).not.toHaveProperty("authed_user");
    expect(second).not.toHaveProperty("incoming_webhook");
    expect(await refresh(bench, first.refreshToken)).toEqual({ ok: false, error: "invalid_refresh_token" });
  });

  it("keeps two tokens alive: the third ends the oldest", async () => {
    const bench = await startBench();
    const first = await installed(bench);
    const second = tokensOf(await refresh(bench, first.refreshToken));
    await expect(bench.client(first.token).auth.test()).resolves.toMatchObject({ ok: true });
    const third = tokensOf(await refresh(bench, second.refreshToken));
    expect(await errorOf(bench.client(first.token).auth.test())).toBe("token_revoked");
    await expect(bench.client(second.token).auth.test()).resolves.toMatchObject({ ok: true });
    await expect(bench.client(third.token).auth.test()).resolves.toMatchObject({ ok: true });
  });

  it("lets a token run out", async () => {
    const bench = await startBench();
    const { token } = await installed(bench);
    bench.state.clock.shift(43_200_000);
    expect(await errorOf(bench.client(token).auth.test())).toBe("token_expired");
  });

  it("revokes one token only", async () => {
    const bench = await startBench();
    const first = await installed(bench);
    const second = tokensOf(await refresh(bench, first.refreshToken));
    await bench.client(first.token).auth.revoke();
    expect(await errorOf(bench.client(first.token).auth.test())).toBe("token_revoked");
    await expect(bench.client(second.token).auth.test()).resolves.toMatchObject({ ok: true });
  });
});

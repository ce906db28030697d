import { describe, expect, it } from "vitest";
import { createMint } from "@/local/slack/world/mint";

describe("the mint", () => {
  it("makes the same series every time, and never the same value twice in it", () => {
    const series = () => {
      const mint = createMint();
      return Array.from({ length: 2_000 }, () => [mint.id("C"), mint.secret(24)]).flat();
    };
    expect(series()).toEqual(series());
    expect(new Set(series()).size).toBe(4_000);
  });

  it("makes ids and secrets of Slack's shapes", () => {
    const mint = createMint();
    expect(mint.id("C")).toMatch(/^C[A-Z0-9]{9}$/);
    expect(mint.secret(24)).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(mint.digits()).toMatch(/^\d{12}$/);
  });

  it("goes on where it stopped", () => {
    const first = createMint();
    first.id("C");
    const second = createMint();
    second.restore(first.count());
    expect(second.id("C")).toBe(first.id("C"));
  });
});

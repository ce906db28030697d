import { describe, expect, test } from "vitest";
import { idFloor, isId, newId } from "./id";

describe("ids", () => {
  test("sort as text in the order of their milliseconds", () => {
    const times = [0, 1, 31, 32, 1_700_000_000_000, 1_700_000_000_001, 2 ** 47];
    const ids = times.map((time) => newId("event", time));
    expect([...ids].sort()).toEqual(ids);
  });

  test("made in one millisecond keep the order in which they were made", () => {
    const ids = Array.from({ length: 2_000 }, () => newId("event", 5));
    expect([...ids].sort()).toEqual(ids);
  });

  test("say their kind and are told from other texts", () => {
    expect(isId("notification", newId("notification"))).toBe(true);
    expect(isId("notification", newId("event"))).toBe(false);
    expect(isId("event", "evt_../../x")).toBe(false);
  });

  test("do not repeat", () => {
    const ids = Array.from({ length: 20_000 }, () => newId("event", 1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("have a floor for an instant that no earlier id reaches", () => {
    const instant = new Date("2026-03-01T00:00:00Z");
    expect(newId("event", instant.getTime() - 1) < idFloor("event", instant)).toBe(true);
    expect(newId("event", instant.getTime()) >= idFloor("event", instant)).toBe(true);
  });
});

import { expect, test } from "vitest";
import { expression, holds, matchSides, valueIn } from "./expression";

const event = {
  name: "x",
  data: { id: "a", n: 5, list: [1, "two"], deep: { on: true }, "odd key": 1, nothing: null },
};
const value = (source: string, incoming?: unknown) => valueIn(expression(source), { event, async: incoming });

test.each([
  ["event.data.id", "a"],
  ["event.data['odd key']", 1],
  ["event.data.list[1]", "two"],
  ["event.data.missing.deeper", null],
  ["event.data.constructor", null],
  ["'it\\'s' + \" \" + 'ok'", "it's ok"],
  ["event.data.id + '-' + event.data.n", "a-5"],
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3 - -1", 10],
  ["7 % 4 / 2", 1.5],
  ["1 / 0", null],
  ["event.data.deep.on ? 'yes' : 'no'", "yes"],
  ["false ? 1 : true ? 2 : 3", 2],
])("%s is %j", (source, expected) => {
  expect(value(source)).toEqual(expected);
});

test.each([
  ["event.data.id == 'a'", true],
  ["event.data.n == 5.0", true],
  ["event.data.n == '5'", false],
  ["event.data.missing != 'x'", true],
  ["event.data.missing == null", true],
  ["event.data.nothing == event.data.missing", true],
  ["event.data.n > 4 && event.data.n <= 5", true],
  ["event.data.n > '4'", false],
  ["event.data.missing || event.data.deep.on", true],
  ["!event.data.deep.on", false],
  ["!!event.data.id", true],
  ["event.data.id < 'b' && 'a' >= event.data.id", true],
  ["true || false && false", true],
  ["event.data.list == event.data.list", true],
])("%s holds: %s", (source, expected) => {
  expect(holds(expression(source), { event })).toBe(expected);
});

test.each([
  "size(event.data.list)",
  "event.data.list.exists(x, x == 1)",
  "event.data.id.startsWith('a')",
  "event.data.id =~ 'a'",
  "steps.a == 1",
  "event.data.id ==",
  "(event.data.id",
  "'open",
  "event.data[event.data.id]",
  "",
  "1 2",
  "-".repeat(500),
  "(".repeat(500),
])("%s is refused", (source) => {
  expect(() => expression(source)).toThrow(SyntaxError);
});

test("an equality between the events can be looked up, whichever side comes first", () => {
  const sides = matchSides(expression("event.data.id == async.data.id"));
  expect(sides?.incoming).toEqual(["data", "id"]);
  expect(matchSides(expression("async.data.id == event.data.id"))?.incoming).toEqual(["data", "id"]);
  expect(matchSides(expression("async.data.id == 'a'"))?.incoming).toEqual(["data", "id"]);
  expect(matchSides(expression("event.data.id == 'a'"))).toBeNull();
  expect(matchSides(expression("async.data.id != event.data.id"))).toBeNull();
  expect(matchSides(expression("event.data.id == async.data.id && true"))).toBeNull();
});

import { expect, test } from "vitest";
import { inUse } from "./refusals";

test.each([
  {
    routes: ["All"],
    rules: [],
    text: "The route “All” sends here. Point it elsewhere first, or delete the destination all the same: its routes go.",
  },
  {
    routes: [],
    rules: ["Low health"],
    text: "The rule “Low health” sends here. Point it elsewhere first, or delete the destination all the same: rules stay and tell it no more.",
  },
  {
    routes: ["a", "b", "c", "d", "e"],
    rules: ["x", "y"],
    text: "The routes “a”, “b”, “c” and 2 more, and the rules “x”, “y” send here. Point them elsewhere first, or delete the destination all the same: its routes go; rules stay and tell it no more.",
  },
])("a destination in use says by whom: $routes.length routes, $rules.length rules", ({ text, ...using }) => {
  const refusal = inUse(using);
  expect(refusal.message).toBe(text);
  expect(refusal.code).toBe("destination_in_use");
});

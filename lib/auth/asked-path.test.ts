import { expect, test } from "vitest";
import { askedPathOf, wayBack } from "./asked-path";

test("the query comes along, without what Next puts into it", () => {
  expect(askedPathOf(new URL("http://x/acme/shop/activity?state=held&_rsc=1a2b"))).toBe(
    "/acme/shop/activity?state=held",
  );
  expect(askedPathOf(new URL("http://x/acme/shop?_rsc=1a2b"))).toBe("/acme/shop");
});

test.each([
  ["/acme/shop/routes/new?destination=dst_1", "/acme/shop/routes/new?destination=dst_1"],
  ["/acme/shop", "/acme/shop"],
  ["/acme/shop?from=mail", "/acme/shop?from=mail"],
  [null, "/acme/shop"],
  ["/acme/shopping", "/acme/shop"],
  ["//elsewhere.test/acme/shop", "/acme/shop"],
  ["https://elsewhere.test/acme/shop/", "/acme/shop"],
])("from %j the way back is %j", (asked, back) => {
  expect(wayBack(asked, "/acme/shop")).toBe(back);
});

import { describe, expect, test } from "vitest";
import { codeAlone, importsOf, withoutComments } from "./source";

const imports = (text: string, path = "lib/routing/decide.ts") => importsOf({ path, text });

describe("reading imports", () => {
  test.each([
    ['import { a } from "./b";', "lib/routing/b"],
    ["import { a } from '../b.ts';", "lib/b"],
    ['import { a } from "@/lib/b/c";', "lib/b/c"],
    ['import a, { type B, c as d } from "@/x";', "x"],
    ['import * as a from "@/x";', "x"],
    ['import "@/x";', "x"],
    ['export * from "@/x";', "x"],
    ['export * as a from "@/x";', "x"],
    ['const a = await import("@/x");', "x"],
    ["const a = await import(`@/x`);", "x"],
    ['const a = require("@/x");', "x"],
    ['import a from "package"; import b from "@/x";', "x"],
    ['const a = 1;import { b } from "@/x";', "x"],
    ['import {\n  a, // why\n  b,\n} from "@/x";', "x"],
  ])("%s", (text, target) => expect(imports(text).map((found) => found.target)).toContain(target));

  test.each([
    ['import type { A } from "@/x";', true],
    ['import { type A, type B } from "@/x";', true],
    ['export type { A } from "@/x";', true],
    ['import { type A, b } from "@/x";', false],
    ['import a, { type B } from "@/x";', false],
    ['import {} from "@/x";', false],
  ])("%s is for types alone: %s", (text, isTypeOnly) =>
    expect(imports(text)).toMatchObject([{ isTypeOnly }]),
  );

  test("names what is taken, under the name it has there", () => {
    expect(imports('import { send as post, type Outcome } from "@/x";')).toMatchObject([{ names: ["send"] }]);
    expect(imports('import * as all from "@/x";')).toMatchObject([{ names: ["*"] }]);
  });

  test("takes no notice of comments", () => {
    expect(imports('// import "@/a"\n/* import "@/b" */\n/** {@link import("@/c")} */')).toEqual([]);
  });
});

describe("leaving out", () => {
  test.each([
    ['const url = "https://example.com"; // why', 'const url = "https://example.com";  '],
    ["const a = 1; /* b\nc */ const d = 2;", "const a = 1;   const d = 2;"],
    ["const a = `// not /* this */`;", "const a = `// not /* this */`;"],
    ["const slashes = /^https?:\\/\\//; // why", "const slashes = /^https?:\\/\\//;  "],
    ["const quote = /[\"'`/]/; // why", "const quote = /[\"'`/]/;  "],
    ["const half = a / 2; // why", "const half = a / 2;  "],
  ])("comments from %s", (text, rest) => expect(withoutComments(text)).toBe(rest));

  test("texts too", () => {
    expect(codeAlone("f(\"a\", 'b', `c`, 5); // e")).toBe('f("", "", `c`, 5);  ');
  });
});

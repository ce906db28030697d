import { expect, test } from "vitest";
import { testEnvironment } from "@/db/testing/database";
import { GET } from "./route";

test("without BELLWIRE_LOCAL_SIGN_IN there is no such page, whatever token is shown", async () => {
  Object.assign(process.env, testEnvironment("postgres://nobody@127.0.0.1:1/none"));
  for (const token of ["", "undefined", "null"]) {
    const request = new Request(`http://127.0.0.1/api/auth/local?token=${token}`, {
      headers: { host: "127.0.0.1" },
    });
    expect((await GET(request)).status).toBe(404);
  }
});

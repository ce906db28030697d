import { describe, expect, test } from "vitest";
import { testEnvironment } from "@/db/testing/database";
import { parseEnv } from "./env";

const complete = testEnvironment("postgres://localhost/bellwire");

describe("the environment", () => {
  test("is read when complete, with defaults that point at Slack itself", () => {
    expect(parseEnv(complete)).toMatchObject({
      SLACK_API_URL: "https://slack.com/api/",
      SLACK_HOOKS_ORIGIN: "https://hooks.slack.com",
    });
  });

  test("names every variable that is missing, in one go", () => {
    expect(() => parseEnv({})).toThrow(
      /DATABASE_URL: is missing[\s\S]*NEXTAUTH_URL: is missing[\s\S]*NEXTAUTH_SECRET: is missing/,
    );
  });

  test("takes an empty variable as absent", () => {
    expect(() => parseEnv({ ...complete, DATABASE_URL: "" })).toThrow("DATABASE_URL: is missing");
    expect(parseEnv({ ...complete, SMTP_URL: "" }).SMTP_URL).toBeUndefined();
  });

  test("never repeats a value in its complaint", () => {
    expect(() => parseEnv({ ...complete, NEXTAUTH_SECRET: "hunter2" })).toThrow(
      /^(?![\s\S]*hunter2)[\s\S]*NEXTAUTH_SECRET/,
    );
  });

  test("refuses one-click sign-in for anything but a loopback address", () => {
    const token = "x".repeat(40);
    expect(parseEnv({ ...complete, BELLWIRE_LOCAL_SIGN_IN: token }).BELLWIRE_LOCAL_SIGN_IN).toBe(token);
    expect(() =>
      parseEnv({ ...complete, BELLWIRE_LOCAL_SIGN_IN: token, NEXTAUTH_URL: "https://bellwire.example.com" }),
    ).toThrow(/loopback/);
  });
});

import { redirect } from "next/navigation";
import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { runForm } from "./run-form";

const schema = z.object({ name: z.string().min(1, "Enter a name."), url: z.string().default("") });
const open = async () => "gate";

function form(values: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}

test("what the handler returns is the value", async () => {
  const state = await runForm(
    form({ name: "Kim" }),
    { schema },
    open,
    async (gate, input) => `${gate} ${input.name}`,
  );
  expect(state).toEqual({ status: "done", value: "gate Kim" });
});

test("complaints name the input, and what was typed is kept except for secrets", async () => {
  const state = await runForm(
    form({ name: "", url: "https://hooks.example/secret" }),
    { schema, secret: ["url"] },
    open,
    async () => undefined,
  );
  expect(state).toEqual({ status: "invalid", fields: { name: ["Enter a name."] }, values: { name: "" } });
});

test("the gate is asked before anything is said about the fields", async () => {
  const closed = async () => {
    throw new AppError("forbidden", "Not for you.");
  };
  const state = await runForm(form({ name: "" }), { schema }, closed, async () => undefined);
  expect(state).toEqual({ status: "refused", message: "Not for you.", values: { name: "" } });
});

test("a refusal that points at an input becomes a complaint there", async () => {
  const state = await runForm(form({ name: "Kim" }), { schema }, open, async () => {
    throw new AppError("conflict", "Taken.", {
      errors: [{ pointer: "/name", message: "This name is taken." }],
    });
  });
  expect(state).toMatchObject({ status: "invalid", fields: { name: ["This name is taken."] } });
});

test("a bug stays opaque, with a reference for the log", async () => {
  const state = await runForm(form({ name: "Kim" }), { schema }, open, async () => {
    throw new Error("password is hunter2");
  });
  expect(state).toMatchObject({ status: "refused", message: expect.stringMatching(/reference [0-9a-f]{8}/) });
  expect(JSON.stringify(state)).not.toContain("hunter2");
});

test("a database that is away is said as such", async () => {
  const state = await runForm(form({ name: "Kim" }), { schema }, open, async () => {
    throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  });
  expect(state).toMatchObject({ status: "refused", message: expect.stringContaining("database") });
});

test("redirects pass through", async () => {
  const run = runForm(form({ name: "Kim" }), { schema }, open, async () => redirect("/acme"));
  await expect(run).rejects.toMatchObject({ digest: expect.stringContaining("/acme") });
});

test("something that is no form is refused, not crashed on", async () => {
  const notAForm: unknown = { name: "Kim" };
  const state = await runForm(notAForm as FormData, { schema }, open, async () => undefined);
  expect(state).toMatchObject({ status: "refused", values: {} });
});

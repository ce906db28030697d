import { z } from "zod";
import { sourceKinds } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";
import { rotation, sourcePatch } from "@/lib/sources/schema";

/** What a form leaves empty is absent. */
const emptyAsAbsent = (value: unknown) => (value === "" ? undefined : value);

const sourceId = z.string();

/** A new source, as its form brings it. The secret is made here, or pasted later on its page. */
export const newSourceForm = z.object({
  kind: z.enum(sourceKinds),
  name: playbookName,
  customerUrl: z.preprocess(emptyAsAbsent, sourcePatch.shape.customerUrl.unwrap().unwrap().optional()),
});

/** Another name, or another page of a customer; empty takes the page away. */
export const sourceNameForm = z.object({ sourceId, name: playbookName });
export const customerUrlForm = z.object({
  sourceId,
  customerUrl: z.preprocess((value) => (value === "" ? null : value), sourcePatch.shape.customerUrl),
});

/** Another secret; empty asks for one to be made. */
export const secretForm = z.object({ sourceId, secret: z.preprocess(emptyAsAbsent, rotation.shape.secret) });

/** A switch that was pressed. */
export const switchForm = z.object({
  sourceId,
  value: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** A sample to send. */
export const sampleForm = z.object({
  sourceId,
  sample: z.string(),
  isSandbox: z
    .string()
    .optional()
    .transform((value) => value === "on"),
});

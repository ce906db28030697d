import { z } from "zod";
import { ticked } from "@/lib/form";
import { customerSettingsSchema } from "./settings";

const bound = z
  .string()
  .trim()
  .regex(/^\d+(?:\.\d+)?$/, "Enter a score from 0 to 100.")
  .transform(Number)
  .pipe(z.number().max(100, "Enter a score from 0 to 100."));

const linesOf = (text: string) =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The settings as a person fills them in: one tier a line. */
export const customerSettingsForm = z
  .object({
    redBelow: bound,
    yellowBelow: bound,
    tiers: z.string().transform(linesOf).pipe(customerSettingsSchema.shape.tiers),
    noteUnknown: ticked,
  })
  .refine(({ redBelow, yellowBelow }) => !(yellowBelow < redBelow), {
    path: ["yellowBelow"],
    message: "Must not be below where red ends.",
  })
  .transform(({ redBelow, yellowBelow, ...rest }) => ({ ...rest, zones: { redBelow, yellowBelow } }));

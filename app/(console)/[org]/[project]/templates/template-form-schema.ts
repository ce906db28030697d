import { z } from "zod";
import { ticked } from "@/lib/form";
import { templateBody, templateInput } from "@/lib/templates/schema";

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "This is not JSON." });
    return z.NEVER;
  }
});

/** A wording as its editor posts it. */
export const templateForm = z.object({
  eventType: templateInput.shape.eventType,
  templateId: z.string().default(""),
  revision: z.coerce.number().int().min(0),
  /** Saves over what somebody else has written meanwhile. */
  force: ticked,
  body: json.pipe(templateBody),
});

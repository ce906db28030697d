import { z } from "zod";
import { presets } from "@/lib/routing/presets";

/** A preset as its form posts it: which one, and a destination for each of its slots. */
export const presetForm = z.record(z.string(), z.unknown()).transform((form, context) => {
  const preset = presets.find(({ id }) => id === form.preset);
  if (!preset) {
    context.addIssue({ code: "custom", path: ["preset"], message: "Choose a preset." });
    return z.NEVER;
  }
  const chosen: Record<string, string> = {};
  for (const { id } of preset.slots) {
    const destinationId = form[id];
    if (typeof destinationId === "string" && destinationId !== "") chosen[id] = destinationId;
    else context.addIssue({ code: "custom", path: [id], message: "Choose a destination." });
  }
  return { preset, chosen };
});

import { z } from "zod";
import { digestCollections, digestTemplates } from "@/db/enums";
import { playbookName } from "@/lib/playbook/name";
import { cadenceSchema } from "@/lib/schedule/cadence";
import { zoneOrProjects } from "@/lib/schedule/time-of-day";

const routeIds = z
  .array(z.string().min(1).max(64))
  .max(100)
  .transform((ids) => [...new Set(ids)].sort());

/** A new digest. Without anything that it collects it only reports. */
const digestShape = z.strictObject({
  name: playbookName,
  enabled: z.boolean().default(true),
  template: z.enum(digestTemplates, "Choose what it says.").default("summary"),
  destinationId: z.string("Choose a destination.").min(1, "Choose a destination.").max(64),
  collects: z.enum(digestCollections, "Choose what it gathers.").default("destination"),
  routeIds: routeIds.default([]),
  cadence: cadenceSchema,
  timeZone: zoneOrProjects.default(null),
  sendEmpty: z.boolean().default(false),
});

type Chosen = { collects?: string | undefined; routeIds?: readonly string[] | undefined };

const namesRoutes = ({ collects, routeIds }: Chosen) => collects !== "routes" || (routeIds ?? []).length > 0;
const noRoutes = { path: ["routeIds"], message: "Choose at least one route." };

export const digestInput = digestShape.refine(namesRoutes, noRoutes);
export type DigestInput = z.infer<typeof digestInput>;

/** Every key that is left out stays as it is. */
export const digestPatch = z.strictObject({
  name: digestShape.shape.name.optional(),
  enabled: z.boolean().optional(),
  template: z.enum(digestTemplates).optional(),
  destinationId: digestShape.shape.destinationId.optional(),
  collects: z.enum(digestCollections).optional(),
  routeIds: routeIds.optional(),
  cadence: cadenceSchema.optional(),
  timeZone: zoneOrProjects.optional(),
  sendEmpty: z.boolean().optional(),
});
export type DigestPatch = z.infer<typeof digestPatch>;

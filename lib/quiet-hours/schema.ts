import { z } from "zod";
import { playbookName } from "@/lib/playbook/name";
import { hoursSchema } from "@/lib/schedule/hours";

const id = z.string().min(1).max(64).nullable();

const shape = z.strictObject({
  name: playbookName,
  enabled: z.boolean().default(true),
  /** Of one destination, or of one route; of the whole project when both are null. */
  destinationId: id.default(null),
  routeId: id.default(null),
  hours: hoursSchema,
});

/** Of the project, or of one destination or route: never of both, for a route leads to its destination alone. */
const ofOne = ({
  destinationId,
  routeId,
}: {
  destinationId?: string | null | undefined;
  routeId?: string | null | undefined;
}) => !destinationId || !routeId;
const both = { path: ["routeId"], message: "must be null where a destination is named" };

export const quietHoursInput = shape.refine(ofOne, both);
export type QuietHoursInput = z.infer<typeof quietHoursInput>;

/** Every key that is left out stays as it is. */
export const quietHoursPatch = z.strictObject({
  name: playbookName.optional(),
  enabled: z.boolean().optional(),
  destinationId: id.optional(),
  routeId: id.optional(),
  hours: hoursSchema.optional(),
});
export type QuietHoursPatch = z.infer<typeof quietHoursPatch>;

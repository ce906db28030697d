import { z } from "zod";
import { roles } from "@/db/enums";
import { emailAddress } from "@/lib/auth/email-address";
import { isTimeZone } from "@/lib/projects/time-zone";

/** What people call an organization or a project: one line, up to 60 characters. */
export const displayName = z
  .string()
  .transform((text) => text.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Enter a name.")
      .max(60, "Use 60 characters at most.")
      .regex(/^[^\p{C}]*$/u, "Use letters, digits and punctuation only."),
  );

export const timeZone = z
  .string()
  .trim()
  .refine(isTimeZone, "Choose a time zone from the list, such as Europe/Berlin.");

export const organizationInput = z.object({ name: displayName, projectName: displayName, timeZone });
export const projectInput = z.object({ name: displayName, timeZone });
export const organizationNameInput = z.object({ name: displayName });
export const invitationInput = z.object({ email: emailAddress, role: z.enum(roles, "Choose a role.") });
export const roleInput = z.object({ userId: z.string(), role: z.enum(roles, "Choose a role.") });

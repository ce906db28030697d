import { z } from "zod";

/** What people call a destination or a route: one line, up to 80 characters (OTT-13). */
export const playbookName = z
  .string("Enter a name.")
  .transform((text) => text.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(
    z
      .string()
      .min(1, "Enter a name.")
      .max(80, "Use 80 characters at most.")
      .regex(/^[^\p{C}]*$/u, "Use letters, digits and punctuation only."),
  );

import { z } from "zod";
import { templateTones } from "@/db/enums";
import { customerUrlOf } from "@/lib/messages/customer-url";
import { houseLocale, isLocale } from "@/lib/messages/locale";
import { linkableUrl } from "@/lib/messages/url";

/** Leaves an empty field of a form as “not set”. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === undefined || value === "" ? null : value), schema.nullable());

const isHttps = (text: string) => linkableUrl(text)?.startsWith("https://") === true;

/** How a project's messages look and sound. What is null is left as Bellwire has it. */
export const brandInput = z.strictObject({
  /** Slack shows at most 80 characters of a sender's name (docs: chat.postMessage, username). */
  name: orNull(
    z
      .string()
      .trim()
      .max(80, "Use 80 characters at most.")
      .regex(/^[^\p{C}<>@#]*$/u, "Use letters, digits and punctuation, without <, >, @ and #."),
  ),
  iconUrl: orNull(z.string().trim().refine(isHttps, "Write the address of an image, with https://.")),
  color: orNull(z.string().regex(/^#[0-9a-f]{6}$/i, "Write a colour as #rrggbb, such as #14213D.")),
  locale: z
    .string()
    .max(35)
    .refine(isLocale, "Choose a language such as en-US or de-DE.")
    .default(houseLocale),
  tone: z.enum(templateTones, "Choose a tone.").default("neutral"),
  customerUrl: orNull(
    z
      .string()
      .trim()
      .max(1_000)
      .refine(
        (text) => customerUrlOf(text, "x") !== undefined,
        "Write an address with {{ customer.id }} in it, such as https://app.example/c/{{ customer.id }}.",
      ),
  ),
});
export type Brand = z.infer<typeof brandInput>;

/** The looks of a project that has not chosen any. */
export const houseBrand: Brand = {
  name: null,
  iconUrl: null,
  color: null,
  locale: houseLocale,
  tone: "neutral",
  customerUrl: null,
};

import { masked } from "@/lib/messages/masked";
import { parseMoney } from "@/lib/messages/money";

/** An e-mail address anywhere in a text. Bounded parts, so that no text makes it slow. */
export const emailAddress = /[^\s@<>()",;:[\]\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}/gu;
const wholeEmail = new RegExp(`^${emailAddress.source}$`, "u");

/** A day or a plain amount: its last digits would tell too much of it. */
const tellingDigits = /^\d{4}-\d{2}-\d{2}|^-?\d+\.\d+$/;
const digitsOnly = /^[+\d][\d\s().-]{7,}$/;

function maskedEmail(address: string): string {
  const [first = ""] = address;
  return `${first}${masked}@${masked}.${address.slice(address.lastIndexOf(".") + 1)}`;
}

/** A text that may not be seen: `k•••@•••.com`, `••••4242` for long numbers, `•••` for anything else. */
export function maskText(text: string): string {
  if (wholeEmail.test(text)) return maskedEmail(text);
  const digits = text.replace(/\D/g, "");
  if (digitsOnly.test(text) && !tellingDigits.test(text) && digits.length >= 8)
    return `••••${digits.slice(-4)}`;
  return masked;
}

/** Every e-mail address in a text, masked where it stands. */
export function maskEmails(text: string): string {
  return text.includes("@") ? text.replace(emailAddress, maskedEmail) : text;
}

/** A value in the same form with nothing in it to be seen: amounts stay amounts, lists stay lists. */
export function maskValue(value: unknown, currency?: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (typeof value === "object") {
    if (Array.isArray(value)) return value.map((item: unknown) => maskValue(item));
    const money = parseMoney(value);
    if (money) return { amount: masked, currency: money.currency };
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskValue(inner)]));
  }
  const isAmount = typeof value === "number" || /^-?\d+(\.\d+)?$/.test(String(value));
  if (isAmount && typeof currency === "string") return { amount: masked, currency };
  return typeof value === "string" ? maskText(value) : masked;
}

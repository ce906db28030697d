/** What stands where a secret was. */
export const mask = "••••";

/** Deeper values than any event may have are left out, so that a body that was refused for its depth can be walked. */
const maxDepth = 40;

/** Words of a key that say that its value is nobody's business (the default list of redaction). */
const secretWords = new Set(
  "apikey authorization card cards cookie credential credentials cvc cvv iban otp passphrase passwd password pin secret secrets signature ssn token".split(
    " ",
  ),
);
/** Words that only together say so. */
const secretPairs = /\b(?:api|access|private|encryption|signing) key\b|\b(?:card|account) number\b/;

/** Slack tokens and webhook paths, keys of ours and of vendors, bearer values. */
const secretTexts =
  /xox[a-z]-[\w-]+|xoxe[.\w-]+|\/services\/T\w+\/B\w+\/\w+|\b(?:bw|sk|rk|pk)_(?:live|test)_\w+|\bwhsec_[\w+/=]+|\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/g;
// From 14 digits on: instants in milliseconds have 13.
const cardLike = /\b\d(?:[ -]?\d){13,18}\b/g;

/** Whether a key names a secret, however its words are joined: `apiKey`, `API-KEY` and `api_key` are one. */
export function isSecretKey(key: string): boolean {
  const words = key
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);
  return words.some((word) => secretWords.has(word)) || secretPairs.test(words.join(" "));
}

/** The check digit that every card number ends in (ISO/IEC 7812). */
function isCardNumber(text: string): boolean {
  const digits = [...text].filter((character) => character >= "0" && character <= "9").map(Number);
  const sum = digits.reverse().reduce((total, digit, position) => {
    const doubled = position % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const maskText = (text: string): string =>
  text.replace(secretTexts, mask).replace(cardLike, (found) => (isCardNumber(found) ? mask : found));

/**
 * The same JSON value without what must not be kept: values of secret keys, and what looks like a credential or a card
 * number wherever it stands (reliability: redaction before storage).
 */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "number") return value >= 1e13 && isCardNumber(String(value)) ? mask : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return "…";
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      inner !== null && isSecretKey(key) ? mask : maskSecrets(inner, depth + 1),
    ]),
  );
}

const member = /"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"?|[^,{}[\]\s"]+)/g;

/** As `maskSecrets`, for JSON that was cut off and cannot be parsed any more. */
export function maskCutJson(text: string): string {
  return maskText(
    text.replace(member, (whole, key: string, value: string) =>
      isSecretKey(key) ? `${whole.slice(0, whole.length - value.length)}"${mask}"` : whole,
    ),
  );
}

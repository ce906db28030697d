const secretFields = "token|client_secret|code|refresh_token|access_token";
const formField = new RegExp(`(^|&)(${secretFields})=[^&]*`, "g");
const jsonField = new RegExp(`"(${secretFields})"\\s*:\\s*"[^"]*"`, "g");
const tokenShape = /\bx(?:ox[abeprs]|app|oxe\.xox[bp])-[A-Za-z0-9-]+/g;
const hookSecret = /(\/(?:services|actions|commands)\/T[A-Z0-9]+\/[A-Z0-9]+\/)[A-Za-z0-9]+/g;

/** Takes every secret out of a path, a header or a body, and leaves the rest readable. */
export function redact(text: string): string {
  return text
    .replace(formField, "$1$2=[redacted]")
    .replace(jsonField, '"$1":"[redacted]"')
    .replace(tokenShape, "[redacted]")
    .replace(hookSecret, "$1[redacted]");
}

/** Redacted headers: the credentials whole, the others where they hold something secret. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => {
    if (name === "authorization") return [name, value.replace(/\S+$/, "[redacted]")];
    return [name, name === "cookie" ? "[redacted]" : redact(value)];
  });
  return Object.fromEntries(shown);
}

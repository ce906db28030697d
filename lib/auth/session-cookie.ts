import { env } from "@/lib/env";
import { absoluteLife } from "./session-policy";

/** Whether people reach us by https: only then can cookies be `Secure` and carry the `__Secure-` prefix. */
export function usesHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith("https:");
}

/** The session cookie, named and flagged as next-auth names and flags it. */
export function sessionCookie() {
  const secure = usesHttps();
  return {
    name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: absoluteLife / 1_000 },
  } as const;
}

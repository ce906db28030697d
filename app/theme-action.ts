"use server";

import { cookies } from "next/headers";
import { parseTheme, themeCookie } from "@/components/shell/theme";
import { env } from "@/lib/env";

const year = 365 * 24 * 60 * 60;

/** Remembers light, dark or "as the system has it" for this browser. */
export async function chooseTheme(form: FormData): Promise<void> {
  (await cookies()).set(themeCookie, parseTheme(form.get("theme")), {
    path: "/",
    maxAge: year,
    sameSite: "lax",
    httpOnly: true,
    secure: env().NEXTAUTH_URL.startsWith("https://"),
  });
}

"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { endSession } from "@/lib/auth/start-session";

/** Ends the session at once and forgets its cookie. */
export async function signOut(): Promise<void> {
  const { name, options } = sessionCookie();
  const jar = await cookies();
  const token = jar.get(name)?.value;
  if (token) await endSession(token);
  jar.set(name, "", { ...options, maxAge: 0 });
  redirect("/sign-in");
}

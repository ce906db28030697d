"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { publicAction } from "@/lib/action";
import { clientAddress } from "@/lib/auth/client-address";
import { emailAddress } from "@/lib/auth/email-address";
import { returnPath } from "@/lib/auth/return-path";
import { usesHttps } from "@/lib/auth/session-cookie";
import { linkLife, requestLink } from "@/lib/auth/sign-in-link";
import { env } from "@/lib/env";
import { askedFor } from "./asked-for";

const schema = z.object({ email: emailAddress, returnTo: z.string().default("/") });

const request = publicAction({ schema }, async ({ email, returnTo }) => {
  const client = clientAddress(await headers());
  await requestLink({ email, returnTo: returnPath(returnTo, env().NEXTAUTH_URL), client }, new Date());
  (await cookies()).set(askedFor, email, {
    httpOnly: true,
    sameSite: "lax",
    secure: usesHttps(),
    path: "/sign-in",
    maxAge: linkLife,
  });
  redirect("/sign-in/check-email");
});

/** Mails a magic link; the answer is the same whether or not the address has an account. */
export const requestSignInLink: typeof request = async (...given) => request(...given);

import type { Adapter, AdapterAccount, AdapterSession, AdapterUser } from "next-auth/adapters";
import { sha256 } from "@/lib/crypto";
import {
  createSession,
  createSignInToken,
  createUser,
  deleteSession,
  extendSession,
  linkAccount,
  takeSignInToken,
  updateUser,
} from "./commands";
import {
  findSession,
  findUser,
  findUserByAccount,
  findUserByEmail,
  type Session,
  type User,
} from "./queries";
import { movedEnd, sessionEnd } from "./session-policy";
import { systemScope } from "./system";

const scope = systemScope("next-auth");

function toAdapterUser(user: User): AdapterUser {
  const { id, email, name, image, emailVerifiedAt } = user;
  return { id, email, name, image, emailVerified: emailVerifiedAt };
}

const maybeUser = (user: User | undefined) => (user ? toAdapterUser(user) : null);

/** next-auth wants the raw token back; ours stays hashed. */
function toAdapterSession(session: Session, sessionToken: string): AdapterSession {
  return { sessionToken, userId: session.userId, expires: session.expiresAt };
}

const people = {
  createUser: async ({ email, name, image, emailVerified }: Omit<AdapterUser, "id">) =>
    toAdapterUser(await createUser(scope, { email, name, image, emailVerifiedAt: emailVerified })),
  getUser: async (id) => maybeUser(await findUser(scope, id)),
  getUserByEmail: async (email) => maybeUser(await findUserByEmail(scope, email)),
  getUserByAccount: async (account) => maybeUser(await findUserByAccount(scope, account)),
  updateUser: async ({ id, emailVerified }) => {
    const user = await updateUser(scope, id, { emailVerifiedAt: emailVerified ?? null });
    if (!user) throw new Error("A person vanished while signing in.");
    return toAdapterUser(user);
  },
  linkAccount: async ({ provider, providerAccountId, userId, type }: AdapterAccount) => {
    await linkAccount(scope, { provider, providerAccountId, userId, type });
  },
} satisfies Adapter;

/** How long a session lives is decided by session-policy.ts, whatever next-auth asks for. */
const browserSessions = {
  createSession: async ({ sessionToken, userId }) => {
    const now = new Date();
    const session = { tokenHash: sha256(sessionToken), userId, expiresAt: sessionEnd(now, now) };
    return toAdapterSession(await createSession(scope, session), sessionToken);
  },
  getSessionAndUser: async (sessionToken) => {
    const found = await findSession(scope, sha256(sessionToken), new Date());
    return found
      ? { session: toAdapterSession(found.session, sessionToken), user: toAdapterUser(found.user) }
      : null;
  },
  updateSession: async ({ sessionToken }) => {
    const tokenHash = sha256(sessionToken);
    const now = new Date();
    const found = await findSession(scope, tokenHash, now);
    if (!found) return null;
    const end = movedEnd(found.session, now);
    const session = end ? await extendSession(scope, tokenHash, end) : found.session;
    return session ? toAdapterSession(session, sessionToken) : null;
  },
  deleteSession: async (sessionToken) => {
    const session = await deleteSession(scope, sha256(sessionToken));
    return session ? toAdapterSession(session, sessionToken) : null;
  },
} satisfies Adapter;

/** next-auth hashes a magic link's token, with its secret, before it comes here. */
const magicLinks = {
  createVerificationToken: async ({ identifier, token, expires }) => {
    await createSignInToken(scope, { tokenHash: token, email: identifier, expiresAt: expires }, new Date());
    return { identifier, token, expires };
  },
  useVerificationToken: async ({ identifier, token }) => {
    if (typeof identifier !== "string") return null;
    const taken = await takeSignInToken(scope, { tokenHash: token, email: identifier }, new Date());
    return taken ? { identifier: taken.email, token, expires: taken.expiresAt } : null;
  },
} satisfies Adapter;

/** next-auth's storage on our own tables: sessions and magic links hashed, provider tokens not kept. */
export const adapter = { ...people, ...browserSessions, ...magicLinks } satisfies Adapter;

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const mailSchema = z.object({
  id: z.number(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  receivedAt: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});

/**
 * A received e-mail. `to` are the addresses it was really sent to, joined by ", " (no names); `from` is as the
 * header has it; `text` is empty and `html` null when the mail has no such part; `receivedAt` is ISO 8601 UTC;
 * `headers` are decoded, in their order.
 */
export type Mail = z.infer<typeof mailSchema>;

/** The mails of one inbox, oldest first, kept in a file when there is one. */
export type Inbox = {
  all(): readonly Mail[];
  find(id: number): Mail | undefined;
  add(mail: Omit<Mail, "id">): void;
  clear(): void;
  /** Calls `listener` after every change, until the function that it returns is called. */
  subscribe(listener: () => void): () => void;
};

const MOST_KEPT = 1000;

/** @param stateFile where the mails survive a restart; without it they live in memory */
export function openInbox(stateFile?: string): Inbox {
  let mails = stateFile ? load(stateFile) : [];
  let lastId = mails.at(-1)?.id ?? 0;
  const listeners = new Set<() => void>();
  const replace = (next: Mail[]) => {
    mails = next;
    if (stateFile) save(stateFile, mails);
    for (const listener of listeners) listener();
  };
  return {
    all: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    add: (mail) => {
      lastId++;
      replace([...mails, { id: lastId, ...mail }].slice(-MOST_KEPT));
    },
    clear: () => replace([]),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function load(file: string): Mail[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(mailSchema).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // Not ours or cut short: mails that nobody can read are no reason not to take new ones.
    return [];
  }
}

function save(file: string, mails: Mail[]): void {
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify(mails), { mode: 0o600 });
  renameSync(partial, file);
}

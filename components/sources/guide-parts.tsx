import type { ReactNode } from "react";
import { Code } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";

/** What a guide tells its reader to copy. `secret` is there only in the moment that it is made. */
export type GuideValues = { url: string; secret: string | null; eventTypes: readonly string[] };

export function Strong({ children }: { children: ReactNode }) {
  return <strong className="font-medium text-ink">{children}</strong>;
}

export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-ink underline underline-offset-2">
      {children}
    </a>
  );
}

/** A value to copy into the vendor's form, by the name it has there. */
export function Copyable({ label, value }: { label: string; value: string }) {
  return (
    <span className="mt-1.5 flex flex-wrap items-center gap-x-2">
      <span className="w-44 text-ink-muted">{label}</span>
      <span className="flex min-w-0 items-center gap-1">
        <Code className="break-all">{value}</Code>
        <CopyButton text={value} what={label.toLowerCase()} />
      </span>
    </span>
  );
}

/** The secret to copy, or where it stands when it cannot be shown any more. */
export function SecretValue({
  label,
  secret,
  form,
}: {
  label: string;
  secret: string | null;
  form: (secret: string) => string;
}) {
  if (secret !== null) return <Copyable label={label} value={form(secret)} />;
  return (
    <span className="mt-1.5 block">
      {label}: <Code>{form("the secret")}</Code>, which was shown when it was made. Lost? Make another one
      below.
    </span>
  );
}

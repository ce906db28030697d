import { Code } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { KeyMode, KeyScope } from "@/db/enums";
import type { ActionState } from "@/lib/action-state";
import type { MadeKeyState } from "./key-form";
import { RotateDialog } from "./rotate-dialog";

type FormAction<Value> = (state: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

export type KeyRow = {
  id: string;
  name: string;
  mode: KeyMode;
  scopes: KeyScope[];
  start: string;
  createdBy: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  status: "active" | "revoked" | "past";
};

type Props = {
  keys: KeyRow[];
  timeZone: string;
  /** Absent for people who may only look. */
  actions: { revoke: FormAction<void>; rotate: FormAction<MadeKeyState> } | undefined;
};

function Status({ apiKey, timeZone }: { apiKey: KeyRow; timeZone: string }) {
  if (apiKey.status === "revoked") return <Pill tone="bad">Revoked</Pill>;
  if (apiKey.status === "past") return <Pill tone="warn">Past</Pill>;
  if (apiKey.expiresAt === null) return <Pill tone="good">Active</Pill>;
  return (
    <Pill tone="good">
      Ends <RelativeTime iso={apiKey.expiresAt.toISOString()} timeZone={timeZone} />
    </Pill>
  );
}

function Actions({ apiKey, actions }: { apiKey: KeyRow; actions: NonNullable<Props["actions"]> }) {
  if (apiKey.status !== "active") return null;
  return (
    <div className="flex justify-end gap-2">
      <RotateDialog action={actions.rotate} keyId={apiKey.id} name={apiKey.name} />
      <ConfirmDialog
        trigger="Revoke"
        triggerLook={{ variant: "danger", size: "sm" }}
        triggerLabel={`Revoke ${apiKey.name}`}
        title={`Revoke “${apiKey.name}”?`}
        confirm="Revoke"
        pendingLabel="Revoking"
        danger
        action={actions.revoke}
        fields={{ keyId: apiKey.id }}
      >
        Whatever still uses {apiKey.start}… is refused within a second. This cannot be undone.
      </ConfirmDialog>
    </div>
  );
}

/** A project's API keys: what each may do, when it was last used, and how to end it. */
export function KeyTable({ keys, timeZone, actions }: Props) {
  const head = (
    <>
      <Th>Key</Th>
      <Th>Scopes</Th>
      <Th>Last used</Th>
      <Th>Status</Th>
      <Th className="relative">
        <span className="sr-only">Actions</span>
      </Th>
    </>
  );
  return (
    <Table caption="API keys" head={head} className="min-w-176">
      {keys.map((apiKey) => (
        <Tr key={apiKey.id}>
          <Td>
            <span className="block font-medium">{apiKey.name}</span>
            <Code>{apiKey.start}…</Code>
            <span className="block text-xs text-ink-muted">
              Made <RelativeTime iso={apiKey.createdAt.toISOString()} timeZone={timeZone} />
              {apiKey.createdBy && ` by ${apiKey.createdBy}`}
            </span>
          </Td>
          <Td className="whitespace-nowrap text-ink-muted">
            {apiKey.scopes.map((scope) => (
              <span key={scope} className="block">
                {scope}
              </span>
            ))}
          </Td>
          <Td className="whitespace-nowrap text-ink-muted">
            {apiKey.lastUsedAt ? (
              <RelativeTime iso={apiKey.lastUsedAt.toISOString()} timeZone={timeZone} />
            ) : (
              "Never"
            )}
          </Td>
          <Td>
            <Status apiKey={apiKey} timeZone={timeZone} />
          </Td>
          <Td>{actions && <Actions apiKey={apiKey} actions={actions} />}</Td>
        </Tr>
      ))}
    </Table>
  );
}

import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { ActionState } from "@/lib/action-state";
import { ConfirmDialog } from "./confirm-dialog";

type Props = {
  /** What kind of thing it is, such as `route`. */
  kind: string;
  /** What it is called. */
  name: string;
  /** What opens it says; “Delete” when left out. */
  label?: string;
  /** What goes with it, and what stays. */
  children: ReactNode;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  fields: Record<string, string>;
};

/** The button that deletes something, which asks before it does. */
export function DeleteDialog({ kind, name, label = "Delete", children, action, fields }: Props) {
  return (
    <ConfirmDialog
      danger
      triggerLook={{ variant: "danger" }}
      trigger={
        <>
          <Trash2 aria-hidden />
          {label}
        </>
      }
      title={`Delete ${name}`}
      confirm={`Delete ${kind}`}
      pendingLabel="Deleting"
      action={action}
      fields={fields}
    >
      {children}
    </ConfirmDialog>
  );
}

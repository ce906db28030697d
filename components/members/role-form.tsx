"use client";

import { useActionState } from "react";
import { FormStatus } from "@/components/ui/form-status";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Role } from "@/db/enums";
import { type ActionState, idle } from "@/lib/action-state";
import { RoleOptions } from "./role-select";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  userId: string;
  email: string;
  role: Role;
  mayMakeOwners: boolean;
};

/** Changes one member's role, in the row that shows it. */
export function RoleForm({ action, userId, email, role, mayMakeOwners }: Props) {
  const [state, submit] = useActionState<ActionState, FormData>(action, idle);
  return (
    <form action={submit} className="grid gap-2">
      <div className="flex items-center gap-2">
        <input type="hidden" name="userId" value={userId} />
        <Select name="role" defaultValue={role} aria-label={`Role of ${email}`} className="w-72 max-w-full">
          <RoleOptions mayMakeOwners={mayMakeOwners} />
        </Select>
        <SubmitButton variant="secondary" pendingLabel="Saving" aria-label={`Save the role of ${email}`}>
          Save
        </SubmitButton>
      </div>
      <FormStatus state={state} done="Saved." />
    </form>
  );
}

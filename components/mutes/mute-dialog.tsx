import { BellOff } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { SelectField, TextField } from "@/components/ui/text-field";
import type { ActionState } from "@/lib/action-state";
import { MuteLength } from "./mute-length";

type Named = { id: string; name: string };
type Props = {
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
  routes: readonly Named[];
  rules: readonly Named[];
  destinations: readonly Named[];
};

function Choice({ label, name, items }: { label: string; name: string; items: readonly Named[] }) {
  return (
    <SelectField label={label} name={name} optional defaultValue="">
      <option value="">Any</option>
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {item.name}
        </option>
      ))}
    </SelectField>
  );
}

/** Mutes a customer, a route, a destination, or several of these together. */
export function MuteDialog({ action, routes, rules, destinations }: Props) {
  return (
    <ConfirmDialog
      trigger={
        <>
          <BellOff aria-hidden />
          Mute
        </>
      }
      triggerLook={{ variant: "primary" }}
      title="Mute for a while"
      confirm="Mute"
      pendingLabel="Muting"
      action={action}
    >
      <div className="grid gap-4">
        <p>What fits all that you name is not told until then. It is kept, with the reason.</p>
        <TextField label="Customer" name="customerId" placeholder="Customer id" optional autoComplete="off" />
        <Choice label="Rule" name="ruleId" items={rules} />
        <Choice label="Route" name="routeId" items={routes} />
        <Choice label="Destination" name="destinationId" items={destinations} />
        <MuteLength />
        <TextField label="Why" name="reason" maxLength={300} optional autoComplete="off" />
      </div>
    </ConfirmDialog>
  );
}

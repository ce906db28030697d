import { VolumeX } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionState } from "@/lib/action-state";
import { MuteLength } from "./mute-length";

type Props = {
  customerId: string;
  customerName: string | null;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

/** Mutes the customer that something is about. */
export function MuteCustomer({ customerId, customerName, action }: Props) {
  return (
    <ConfirmDialog
      trigger={
        <>
          <VolumeX aria-hidden />
          Mute customer
        </>
      }
      title={`Mute ${customerName ?? customerId}`}
      confirm="Mute"
      pendingLabel="Muting"
      action={action}
      fields={{ customerId }}
    >
      <p className="mb-3">
        Nothing about this customer is told anywhere until then, critical news included. What is kept back can
        be found under Activity.
      </p>
      <MuteLength />
    </ConfirmDialog>
  );
}

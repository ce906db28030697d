import { Check, X } from "lucide-react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ActionState } from "@/lib/action-state";

type Props = {
  caseId: string;
  action: (state: ActionState<void>, form: FormData) => Promise<ActionState<void>>;
};

/** Answers what an approval asks. Each asks once more: the answer is final. */
export function DecideButtons({ caseId, action }: Props) {
  const told = "Your webhooks are told at once, with your name. The answer is final.";
  return (
    <>
      <ConfirmDialog
        trigger={
          <>
            <Check aria-hidden />
            Approve
          </>
        }
        triggerLook={{ variant: "primary" }}
        title="Approve this"
        confirm="Approve"
        pendingLabel="Approving"
        action={action}
        fields={{ caseId, decision: "approve" }}
      >
        {told}
      </ConfirmDialog>
      <ConfirmDialog
        trigger={
          <>
            <X aria-hidden />
            Decline
          </>
        }
        triggerLook={{ variant: "danger" }}
        title="Decline this"
        confirm="Decline"
        pendingLabel="Declining"
        danger
        action={action}
        fields={{ caseId, decision: "decline" }}
      >
        {told}
      </ConfirmDialog>
    </>
  );
}

import { RotateCcw } from "lucide-react";
import type { Place } from "@/components/shell/paths";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { InstantSwitch } from "@/components/ui/instant-switch";
import type { TemplateItem } from "@/lib/templates/queries";
import { reset, setEnabled } from "../actions";

/** Switches a wording off without losing it, or goes back to the built-in one for good. */
export function TemplateControls({ template, place }: { template: TemplateItem; place: Place }) {
  const fields = { templateId: template.id };
  return (
    <>
      <InstantSwitch
        checked={template.enabled}
        label="Use it"
        showLabel
        fields={fields}
        action={setEnabled.bind(null, place.org, place.project)}
      />
      <ConfirmDialog
        danger
        triggerLook={{ variant: "danger" }}
        trigger={
          <>
            <RotateCcw aria-hidden />
            Reset
          </>
        }
        title="Go back to the built-in wording"
        confirm="Reset"
        pendingLabel="Resetting"
        action={reset.bind(null, place.org, place.project)}
        fields={fields}
      >
        {`The wording of ${template.eventType} is deleted. Messages that were sent stay as they are. To keep it for later, switch it off instead.`}
      </ConfirmDialog>
    </>
  );
}

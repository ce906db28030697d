import type { Place } from "@/components/shell/paths";
import { SecretForm } from "@/components/sources/secret-form";
import { Card } from "@/components/ui/card";
import { DeleteDialog } from "@/components/ui/delete-dialog";
import { InlineForm } from "@/components/ui/inline-form";
import { InstantSwitch } from "@/components/ui/instant-switch";
import type { SourceItem } from "@/lib/sources/queries";
import { vendorNames } from "@/lib/sources/schema";
import { changeSecret, remove, rename, setCustomerUrl, setEnabled } from "../actions";

type Props = { source: SourceItem; place: Place };

function Deletion({ source, place }: Props) {
  return (
    <DeleteDialog
      kind="source"
      name={source.name}
      label="Delete source"
      action={remove.bind(null, place.org, place.project)}
      fields={{ sourceId: source.id }}
    >
      <p>
        Its address is gone for good: {vendorNames[source.kind]} will be answered that nothing is there.
        Remove it there too.
      </p>
      <p className="mt-2">The list of what it received goes with it. The events and their messages stay.</p>
    </DeleteDialog>
  );
}

/** What can be changed about a source. */
export function SourceSettings({ source, place }: Props) {
  const fields = { sourceId: source.id };
  const { org, project } = place;
  return (
    <>
      <Card title="Secret" description={source.secretHint ?? "Not set: everything is refused."}>
        <SecretForm
          action={changeSecret.bind(null, org, project)}
          sourceId={source.id}
          kind={source.kind}
          isSet={source.secretHint !== null}
        />
      </Card>
      <Card title="Settings">
        <div className="grid gap-5">
          <InstantSwitch
            checked={source.enabled}
            label="Enabled"
            showLabel
            fields={fields}
            action={setEnabled.bind(null, org, project)}
          />
          <InlineForm
            action={rename.bind(null, org, project)}
            label="Name"
            name="name"
            submit="Rename"
            done="Renamed."
            fields={fields}
            input={{ defaultValue: source.name, maxLength: 80, autoComplete: "off" }}
          />
          <InlineForm
            action={setCustomerUrl.bind(null, org, project)}
            label="Page of a customer"
            name="customerUrl"
            hint="Where messages link a customer's name to. {id} becomes the customer's id; empty takes the link away."
            submit="Save"
            done="Saved. It holds for what comes from now on."
            fields={fields}
            input={{
              defaultValue: source.customerUrl ?? "",
              maxLength: 1000,
              type: "url",
              autoComplete: "off",
            }}
          />
          <Deletion source={source} place={place} />
        </div>
      </Card>
    </>
  );
}

import { type Place, projectPath } from "@/components/shell/paths";
import { withQuery } from "@/components/ui/query-string";
import { Tabs } from "@/components/ui/tabs";
import { type SourceKind, sourceKinds } from "@/db/enums";
import { vendorNames } from "@/lib/sources/schema";

/** Chooses the vendor of a new source. */
export function VendorPicker({ place, current }: { place: Place; current: SourceKind }) {
  return (
    <Tabs
      label="Vendor"
      items={sourceKinds.map((kind) => ({
        href: withQuery(projectPath(place, "sources", "new"), { kind }),
        label: vendorNames[kind],
        current: kind === current,
      }))}
    />
  );
}

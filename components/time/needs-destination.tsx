import { Target } from "lucide-react";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** Says that there must be a destination first. */
export function NeedsDestination({ place, what }: { place: Place; what: string }) {
  const action = (
    <LinkButton href={projectPath(place, "destinations", "new")} variant="primary">
      Add destination
    </LinkButton>
  );
  return (
    <Card flush>
      <EmptyState icon={Target} title={`${what} needs a destination`} action={action}>
        Add the place where its messages go first.
      </EmptyState>
    </Card>
  );
}

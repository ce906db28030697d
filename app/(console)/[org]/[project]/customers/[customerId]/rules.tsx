import { FiringTable } from "@/components/rules/firing-table";
import { StateTable } from "@/components/rules/state-table";
import type { Place } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { listFirings, listStatesOfCustomer } from "@/lib/rules/board/queries";

type Props = { scope: Scope; place: Place; environment: Environment; id: string; timeZone: string };

/** Firings that are shown of one customer. */
const latest = 5;

/** The rules that fire for a customer, and what they told last. */
export async function CustomerRules({ scope, place, environment, id, timeZone }: Props) {
  const [states, firings] = await Promise.all([
    listStatesOfCustomer(scope, environment, id),
    listFirings(scope, { customerId: id, environment, limit: latest }),
  ]);
  return (
    <>
      <Card title="Rules that fire now" flush>
        {states.length === 0 ? (
          <p className="p-4 text-ink-muted">No rule fires for this customer.</p>
        ) : (
          <StateTable items={states} place={place} timeZone={timeZone} of="customer" />
        )}
      </Card>
      {firings.items.length > 0 && (
        <Card title="What rules told last" flush>
          <FiringTable items={firings.items} place={place} timeZone={timeZone} of="customer" />
        </Card>
      )}
    </>
  );
}

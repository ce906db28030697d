import { env } from "@/lib/env";
import type { Reach } from "./endpoint";

/** What the operator lets outgoing webhooks reach. */
export function operatorReach(): Reach {
  return { addresses: env().BELLWIRE_PRIVATE_WEBHOOKS, ports: env().BELLWIRE_WEBHOOK_PORTS };
}

/** An event as a backend posts it (API.md "Events"), complete: what previews, the demo and the documentation show. */
export type SampleEvent = {
  id: string;
  type: string;
  occurredAt: string;
  customer?: {
    id: string;
    name?: string;
    email?: string;
    url?: string;
    tier?: string;
    mrr?: { amount: string; currency: string };
    owner?: { email: string };
  };
  data: Record<string, unknown>;
};

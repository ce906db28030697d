/** An event as a backend posts it (API.md "Events"), complete: what previews, the demo and the documentation show. */
export type SampleEvent = {
  id: string;
  type: string;
  occurredAt: string;
  customer?: { id: string; name?: string; email?: string; url?: string };
  data: Record<string, unknown>;
};

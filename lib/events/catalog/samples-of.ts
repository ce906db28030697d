/** Who and when of the catalog's samples. */
export const at = "2026-11-21T09:00:00Z";

export const acme = {
  id: "cus_acme",
  name: "Acme",
  email: "ap@acme.test",
  url: "https://app.example/c/acme",
  tier: "growth",
  mrr: { amount: "499.00", currency: "USD" },
  owner: { email: "kim@example.com" },
} as const;

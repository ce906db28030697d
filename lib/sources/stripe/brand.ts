const brands: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  sepa_debit: "SEPA debit",
  unionpay: "UnionPay",
  us_bank_account: "US bank account",
};

/** A card's brand, or another way to pay, as people write it. */
export function brandOf(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const words = code.replaceAll("_", " ");
  return brands[code] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

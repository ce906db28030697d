/** Why a subscription was cancelled or ended, in words (RC-29). */
const reasons: Readonly<Record<string, string>> = {
  UNSUBSCRIBE: "Turned renewal off",
  BILLING_ERROR: "The charge failed",
  DEVELOPER_INITIATED: "Cancelled by the developer",
  PRICE_INCREASE: "Did not agree to a price increase",
  CUSTOMER_SUPPORT: "Refunded by customer support",
  SUBSCRIPTION_PAUSED: "The subscription was paused",
  UNKNOWN: "No reason was given",
};

const stores: Readonly<Record<string, string>> = {
  AMAZON: "Amazon Appstore",
  APP_STORE: "App Store",
  MAC_APP_STORE: "Mac App Store",
  PADDLE: "Paddle",
  PLAY_STORE: "Play Store",
  PROMOTIONAL: "Promotional",
  RC_BILLING: "RevenueCat Web",
  ROKU: "Roku",
  STRIPE: "Stripe",
  TEST_STORE: "Test Store",
};

/** `SOME_CODE` as words, for a code that is newer than this list. */
function spelled(code: string): string {
  const words = code.toLowerCase().replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A reason's code in words; undefined when there is no code. */
export function reasonInWords(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (reasons[code] ?? spelled(code));
}

/** The store as people call it; undefined when there is none. */
export function storeInWords(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (stores[code] ?? spelled(code));
}

const gain = "#30B296";
const loss = "#F2545B";

const customer = "<https://app.revenuecat.com/activity/123abcd45/12345|12345>";
const sentence = (emoji: string, deed: string) => ({ value: `:${emoji}: Customer ${customer} ${deed}.` });
const product = (value: string) => ({ title: "Product", value, short: false });
const revenue = (value: string) => ({ title: "Revenue", value, short: false });

/** The nine messages of RevenueCat's Slack guide, as Slack gets them. */
export const sampleMessages = {
  "initial purchase": {
    fallback: "Customer 12345 just started a subscription of monthly_1",
    color: gain,
    fields: [sentence("smiley_cat", "just started a subscription"), product("monthly_1"), revenue("$5.99")],
    ts: 1588335655,
  },
  "trial started": {
    fallback: "Customer 12345 just started a free trial of monthly_3d_trial",
    color: gain,
    fields: [sentence("smiley_cat", "just started a free trial"), product("monthly_3d_trial")],
    ts: 1553805130,
  },
  "trial converted": {
    fallback: "Customer 12345 just converted from a free trial of monthly_1",
    color: gain,
    fields: [
      sentence("smiley_cat", "just converted from a free trial"),
      product("monthly_1"),
      revenue("$5.99"),
    ],
    ts: 1554466423,
  },
  "trial cancelled": {
    fallback: "Customer 12345 just cancelled their free trial of monthly_3d_trial",
    color: loss,
    fields: [sentence("pouting_cat", "just cancelled their free trial"), product("monthly_3d_trial")],
    ts: 1554502133,
  },
  renewal: {
    fallback: "Customer 12345 just renewed their subscription of monthly_1",
    color: gain,
    fields: [
      sentence("smiley_cat", "just renewed their subscription"),
      product("monthly_1"),
      revenue("$5.99"),
    ],
    ts: 1554091875,
  },
  cancellation: {
    fallback: "Customer 12345 just cancelled their subscription of annual",
    color: loss,
    fields: [sentence("crying_cat_face", "just cancelled their subscription"), product("annual")],
    ts: 1553810169,
  },
  "non-subscription purchase": {
    fallback: "Customer 12345 just purchased 500_coins",
    color: gain,
    fields: [sentence("smiley_cat", "just made a purchase"), product("500_coins"), revenue("$4.99")],
    ts: 1590390293,
  },
  "billing issue": {
    fallback: "Customer 12345 got a billing issue on annual_trial",
    color: loss,
    fields: [sentence("scream_cat", "got a billing issue"), product("annual_trial")],
    ts: 1663976618,
  },
  "product change": {
    fallback: "Customer 12345 got a product change from annual to monthly",
    color: gain,
    fields: [sentence("smiley_cat", "just changed the product of their subscription"), product("monthly")],
    ts: 1663976617,
  },
} as const;

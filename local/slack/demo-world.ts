/**
 * The ids, names and secrets of the simulated workspace. They never change, so that a demo project can be
 * seeded with them before the simulator runs. Every secret here opens nothing but the simulator.
 */
export const demoTeam = { id: "T0BELLWIRE", name: "Acme Demo", domain: "acme-demo" } as const;

/** A second workspace, where the app is not installed yet. */
export const secondTeam = { id: "T0NORTHWND", name: "Northwind Demo", domain: "northwind-demo" } as const;

/** An organization-wide Slack plan with two workspaces inside it. */
export const demoEnterprise = { id: "E0GLOBEXCO", name: "Globex Organization" } as const;
export const enterpriseTeam = { id: "T0GLOBEXHQ", name: "Globex HQ", domain: "globex-hq" } as const;
export const secondEnterpriseTeam = {
  id: "T0GLOBEXEU",
  name: "Globex Europe",
  domain: "globex-europe",
} as const;

export const demoApp = { id: "A0BELLWIRE", name: "Bellwire" } as const;

/** The customer's own small app that owns the pasted webhook. */
export const customerApp = { id: "A0ACMEHOOK", name: "Acme Alerts" } as const;

export const demoBotUserId = "U0BELLWIRE";
export const demoBotId = "B0BELLWIRE";

/** The bot token of the seeded installation, unless SLACK_SIM_BOT_TOKEN names another. */
export const demoBotToken = "xoxb-100000000001-200000000002-SimulatedWorkspaceToken1";

/** Credentials of the simulated Bellwire app, unless the environment names others. */
export const demoCredentials = {
  clientId: "100000000001.200000000002",
  clientSecret: "5111d0a7ed5111d0a7ed5111d0a7ed01",
  signingSecret: "51911a7ed51911a7ed51911a7ed51901",
} as const;

/** What the seeded installation was granted. */
export const demoScopes = [
  "chat:write",
  "chat:write.public",
  "channels:read",
  "groups:read",
  "incoming-webhook",
  "im:write",
  "users:read",
  "users:read.email",
] as const;

export const demoChannels = {
  billingAlerts: { id: "C0BILLALRT", name: "billing-alerts" },
  opsAlerts: { id: "C0OPSALRTS", name: "ops-alerts" },
  deployments: { id: "C0DEPLOYMT", name: "deployments" },
  securityAlerts: { id: "C0SECALRTS", name: "security-alerts" },
  customerHealth: { id: "C0CUSTHLTH", name: "customer-health" },
  general: { id: "C0GENERAL1", name: "general" },
  random: { id: "C0RANDOM01", name: "random" },
  growth: { id: "C0GROWTH01", name: "growth" },
  revenue: { id: "C0REVENUE1", name: "revenue" },
  supportEscalations: { id: "C0SUPPESCL", name: "support-escalations" },
  productFeedback: { id: "C0PRODFDBK", name: "product-feedback" },
  archivedLaunch: { id: "C0LAUNCH24", name: "launch-2024" },
  financePrivate: { id: "C0FINPRIVT", name: "finance-private" },
  leadershipPrivate: { id: "C0LEADPRVT", name: "leadership-private" },
} as const;

export const demoUsers = {
  viewer: { id: "U0ALEXRIVR", name: "alex", realName: "Alex Rivera", email: "alex@acme.test" },
  kim: { id: "U0KIMPARK1", name: "kim", realName: "Kim Park", email: "kim@acme.test" },
  sam: { id: "U0SAMOSEI1", name: "sam", realName: "Sam Osei", email: "sam@acme.test" },
  priya: { id: "U0PRIYANAI", name: "priya", realName: "Priya Nair", email: "priya@acme.test" },
  deactivated: { id: "U0LEESTONE", name: "lee", realName: "Lee Stone", email: "lee@acme.test" },
} as const;

/** Path of the customer's pasted incoming webhook on #ops-alerts; the simulator's origin goes before it. */
export const demoWebhookPath = "/services/T0BELLWIRE/B0OPSHOOK1/SimulatedOpsAlertsHook01";

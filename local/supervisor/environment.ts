import type { Options } from "./options";
import type { Secrets } from "./secrets";

/** Where the parts are on this machine. All are origins without a slash at the end. */
export type Addresses = { web: string; slack: string; mail: string; smtp: string; engine: string };

/** What the environments of the parts are made from. */
export type Settings = {
  databaseUrl: string;
  addresses: Addresses;
  ports: Options["ports"] & { engine: number };
  secrets: Secrets;
  dataDir: string;
};

/** The addresses that follow from the ports. */
export function addressesOf(ports: Settings["ports"]): Addresses {
  const http = (port: number) => `http://127.0.0.1:${port}`;
  return {
    web: http(ports.web),
    slack: http(ports.slack),
    mail: http(ports.mail),
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    engine: http(ports.engine),
  };
}

/** The console's environment: what a deployment sets by hand (.env.example), pointed at this machine. */
export function webEnvironment({ databaseUrl, addresses, secrets }: Settings): Record<string, string> {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: addresses.web,
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    BELLWIRE_ENCRYPTION_KEYS: secrets.encryptionKeys,
    BELLWIRE_LOCAL_SIGN_IN: secrets.localSignIn,
    // One machine, one owner: nobody else's requests have to be kept room for.
    BELLWIRE_KEY_LIMIT: "20000/100000",
    // Receivers of webhooks on this machine, and nothing else that is not public.
    BELLWIRE_PRIVATE_WEBHOOKS: "loopback",
    ...inngestEnvironment(secrets),
    INNGEST_BASE_URL: addresses.engine,
    INNGEST_DEV: "0",
    ...slackEnvironment(secrets),
    SLACK_API_URL: `${addresses.slack}/api/`,
    SLACK_AUTHORIZE_URL: `${addresses.slack}/oauth/v2/authorize`,
    SLACK_HOOKS_ORIGIN: addresses.slack,
    SMTP_URL: smtpUrl(addresses, secrets),
    EMAIL_FROM: "Bellwire <notifications@bellwire.test>",
  };
}

/** As a mail server wants to be asked that is not everybody's: with a name and a password. */
function smtpUrl({ smtp }: Addresses, { smtpPassword }: Secrets): string {
  const url = new URL(smtp);
  url.username = "bellwire";
  url.password = smtpPassword;
  return url.href;
}

/** The embedded executor's environment. */
export function engineEnvironment({
  databaseUrl,
  addresses,
  ports,
  secrets,
}: Settings): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    ENGINE_PORT: String(ports.engine),
    ENGINE_APP_URL: `${addresses.web}/api/inngest`,
    ...inngestEnvironment(secrets),
  };
}

/** The simulated Slack's environment. */
export function slackSimulatorEnvironment(settings: Settings): Record<string, string> {
  return {
    SLACK_SIM_PORT: String(settings.ports.slack),
    SLACK_SIM_STATE: `${settings.dataDir}/slack.json`,
    SLACK_SIM_APP_URL: settings.addresses.web,
    ...slackEnvironment(settings.secrets),
  };
}

/** The local inbox's environment. */
export function mailEnvironment({ ports, dataDir }: Settings): Record<string, string> {
  return {
    MAIL_PORT: String(ports.mail),
    SMTP_PORT: String(ports.smtp),
    MAIL_STATE: `${dataDir}/mail.json`,
  };
}

function inngestEnvironment(secrets: Secrets): Record<string, string> {
  return { INNGEST_EVENT_KEY: secrets.inngestEventKey, INNGEST_SIGNING_KEY: secrets.inngestSigningKey };
}

function slackEnvironment(secrets: Secrets): Record<string, string> {
  return {
    SLACK_CLIENT_ID: secrets.slackClientId,
    SLACK_CLIENT_SECRET: secrets.slackClientSecret,
    SLACK_SIGNING_SECRET: secrets.slackSigningSecret,
  };
}

import { Inngest } from "inngest";

/**
 * Signed on one machine as in the cloud: in development mode the endpoint would take orders from anybody.
 * Where it connects to is decided by INNGEST_BASE_URL, INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY alone.
 */
export const inngest = new Inngest({ id: "bellwire", isDev: false, checkpointing: false });

import type { Fault } from "@/local/slack/http/fault";
import type { RequestLog } from "@/local/slack/http/request-log";
import { createRequestLog } from "@/local/slack/http/request-log";
import type { Bucket } from "@/local/slack/pacing/bucket";
import type { Delivery } from "@/local/slack/signals/delivery";
import type {
  Code,
  Installation,
  RefreshToken,
  ResponseUrl,
  Token,
  Webhook,
} from "@/local/slack/world/access-records";
import { type Clock, createClock } from "@/local/slack/world/clock";
import type { App, Channel, Enterprise, Team, User } from "@/local/slack/world/directory-records";
import type { View } from "@/local/slack/world/message-records";
import { createMessageStore, type MessageStore } from "@/local/slack/world/message-store";
import { createMint, type Mint } from "@/local/slack/world/mint";
import {
  type AssumptionSettings,
  assumptionSettings,
  type LimitSettings,
  limitSettings,
} from "@/local/slack/world/settings";

/** Everything the simulator remembers. One object for one simulator; it is changed in place. */
export interface World {
  readonly clock: Clock;
  readonly mint: Mint;
  readonly messages: MessageStore;
  readonly requests: RequestLog;
  readonly apps: Map<string, App>;
  readonly enterprises: Map<string, Enterprise>;
  readonly teams: Map<string, Team>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly installations: Map<string, Installation>;
  readonly tokens: Map<string, Token>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly codes: Map<string, Code>;
  /** By the path of the URL. */
  readonly webhooks: Map<string, Webhook>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly views: Map<string, View>;
  /** When a `trigger_id` was issued, in milliseconds, and to whom. */
  readonly triggers: Map<string, Trigger>;
  readonly buckets: Map<string, Bucket>;
  readonly faults: Fault[];
  readonly deliveries: Delivery[];
  /** Per channel, the newest `ts` that the person at the page has seen. */
  readonly seen: Map<string, string>;
  /** Per channel, the last `ts` given out. */
  readonly lastTs: Map<string, string>;
  limits: LimitSettings;
  assumptions: AssumptionSettings;
  /** Origin of this simulator once it listens: `http://127.0.0.1:3010`. */
  origin: string;
}

export interface Trigger {
  readonly issuedAt: number;
  readonly appId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly channelId: string | null;
  used: boolean;
}

/** A world without anybody in it, whose time comes from `real` (milliseconds since the epoch). */
export function createWorld(real: () => number): World {
  return {
    clock: createClock(real),
    mint: createMint(),
    messages: createMessageStore(),
    requests: createRequestLog(),
    apps: new Map(),
    enterprises: new Map(),
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    installations: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    webhooks: new Map(),
    responseUrls: new Map(),
    views: new Map(),
    triggers: new Map(),
    buckets: new Map(),
    faults: [],
    deliveries: [],
    seen: new Map(),
    lastTs: new Map(),
    limits: limitSettings.parse({}),
    assumptions: assumptionSettings.parse({}),
    origin: "http://127.0.0.1",
  };
}

/** Forgets everything, and everybody. */
export function clearWorld(world: World): void {
  const { apps, enterprises, teams, users, channels, installations, tokens, refreshTokens, codes } = world;
  const { webhooks, responseUrls, views, triggers, buckets, seen, lastTs, messages, requests } = world;
  const stores = [apps, enterprises, teams, users, channels, installations, tokens, refreshTokens, codes];
  const more = [webhooks, responseUrls, views, triggers, buckets, seen, lastTs, messages, requests];
  for (const store of [...stores, ...more]) store.clear();
  world.faults.length = 0;
  world.deliveries.length = 0;
  world.limits = limitSettings.parse({});
  world.assumptions = assumptionSettings.parse({});
  world.clock.reset();
}

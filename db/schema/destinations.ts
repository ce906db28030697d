import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import {
  caseHistories,
  destinationKinds,
  destinationStatuses,
  installationStatuses,
  ownerRoutings,
} from "../enums";
import { instant } from "./instant";
import { organizations, projects } from "./organizations";

/** Bellwire's app in one Slack workspace (or Enterprise Grid organization), held by one organization. */
export const slackInstallations = pgTable(
  "slack_installations",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** `enterprise.id` when `isEnterpriseInstall`, else `team.id`. */
    holderId: text("holder_id").notNull(),
    isEnterpriseInstall: boolean("is_enterprise_install").notNull().default(false),
    enterpriseId: text("enterprise_id"),
    teamId: text("team_id"),
    teamName: text("team_name").notNull(),
    appId: text("app_id").notNull(),
    botUserId: text("bot_user_id").notNull(),
    botId: text("bot_id"),
    scopes: text().array().notNull(),
    /** Ciphertext; see lib/crypto.ts. */
    botToken: text("bot_token").notNull(),
    /** Ciphertext; only when Slack rotates tokens. */
    refreshToken: text("refresh_token"),
    tokenExpiresAt: instant("token_expires_at"),
    /** The channel that was picked in Slack's consent, with the page where it can be managed. */
    defaultChannelId: text("default_channel_id"),
    defaultChannelName: text("default_channel_name"),
    configurationUrl: text("configuration_url"),
    /** The Slack user who pressed Allow, and the person of ours who started it. */
    installedBy: text("installed_by"),
    installedByUserId: text("installed_by_user_id"),
    installedAt: instant("installed_at").notNull().defaultNow(),
    status: text({ enum: installationStatuses }).notNull().default("active"),
    lastError: jsonb("last_error"),
  },
  (t) => [uniqueIndex("slack_installations_holder_key").on(t.organizationId, t.holderId)],
);

/** Where a message can go. `config` holds what is not secret, `secret` is ciphertext bound to this row. */
export const destinations = pgTable(
  "destinations",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    kind: text({ enum: destinationKinds }).notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    /** Sandbox events are sent only where somebody asked for them (RC-25). */
    acceptsSandbox: boolean("accepts_sandbox").notNull().default(false),
    /** Where the history of a case is told, on a destination whose messages can be edited. */
    caseHistory: text("case_history", { enum: caseHistories }).notNull().default("thread"),
    /** Which fields are masked or hidden here; null when all may be seen. See lib/redaction. */
    redaction: jsonb(),
    config: jsonb().notNull(),
    /** What of Bellwire itself a webhook is told of, such as `case.opened`. */
    topics: text().array().notNull().default([]),
    secret: text(),
    /** HMAC of the secret: finds the same webhook URL pasted twice without decrypting anything. */
    secretIndex: text("secret_index"),
    /** The unit of pacing: one Slack channel in one team, one webhook. */
    lane: text().notNull(),
    status: text({ enum: destinationStatuses }).notNull().default("active"),
    lastError: jsonb("last_error"),
    /** Since when it is broken, and whether its owners were told of it. */
    brokenAt: instant("broken_at"),
    ownersToldAt: instant("owners_told_at"),
    /** First sight of an answer that breaks a destination only when it comes twice, a minute apart. */
    suspectedCode: text("suspected_code"),
    suspectedAt: instant("suspected_at"),
    /** Since when nothing has arrived there, and when its owners were warned that it will be given up. */
    failingSince: instant("failing_since"),
    warnedAt: instant("warned_at"),
    lastSuccessAt: instant("last_success_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("destinations_name_key").on(t.projectId, sql`lower(${t.name})`),
    index("destinations_lane_idx").on(t.lane),
    index("destinations_topics_idx").on(t.projectId).where(sql`topics <> '{}'`),
  ],
);

/** Which events go to which destination. */
export const routes = pgTable(
  "routes",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    id: text().notNull(),
    name: text().notNull(),
    enabled: boolean().notNull().default(true),
    /** Exact types, `noun.*`, or `*`. */
    eventTypes: text("event_types").array().notNull(),
    filter: jsonb(),
    destinationId: text("destination_id").notNull(),
    /** How the one who looks after the customer is told. */
    ownerRouting: text("owner_routing", { enum: ownerRoutings }).notNull().default("none"),
    /** A user group of Slack that is named at the head of its messages, such as `S0123ABC`. */
    mentionGroupId: text("mention_group_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    uniqueIndex("routes_name_key").on(t.projectId, sql`lower(${t.name})`),
    index("routes_destination_idx").on(t.projectId, t.destinationId),
    foreignKey({
      name: "routes_destination_fk",
      columns: [t.projectId, t.destinationId],
      foreignColumns: [destinations.projectId, destinations.id],
    }).onDelete("cascade"),
  ],
);

/** An install that somebody has begun: single use, ten minutes, bound to browser, person and project. */
export const slackOauthStates = pgTable(
  "slack_oauth_states",
  {
    stateHash: text("state_hash").primaryKey(),
    browserHash: text("browser_hash").notNull(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    projectId: text("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("slack_oauth_states_expires_idx").on(t.expiresAt)],
);

/** Slack's own events that were taken, so that a repeat changes nothing. Kept for 26 hours; Slack retries for 24. */
export const slackInboundEvents = pgTable(
  "slack_inbound_events",
  {
    eventId: text("event_id").primaryKey(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [index("slack_inbound_events_received_idx").on(t.receivedAt)],
);

/**
 * What people did in Slack with the messages of cases, once each: stored before it is answered, done after. Kept for 26 hours, so
 * that a repeat changes nothing.
 */
export const slackClicks = pgTable(
  "slack_clicks",
  {
    /** Slack's own id of the press. */
    key: text().primaryKey(),
    click: jsonb().notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    /** Null while it is not done. */
    doneAt: instant("done_at"),
  },
  (t) => [
    index("slack_clicks_received_idx").on(t.receivedAt),
    index("slack_clicks_left_idx").on(t.receivedAt).where(sql`done_at is null`),
  ],
);

/** The channels of a workspace as last listed, for the picker: Slack allows about twenty list calls a minute. */
export const slackChannels = pgTable(
  "slack_channels",
  {
    installationId: text("installation_id")
      .notNull()
      .references(() => slackInstallations.id, { onDelete: "cascade" }),
    /** The workspace, where a whole Slack organization is installed; empty where there is only one. */
    teamId: text("team_id").notNull().default(""),
    id: text().notNull(),
    name: text().notNull(),
    isPrivate: boolean("is_private").notNull(),
    isMember: boolean("is_member").notNull(),
    isArchived: boolean("is_archived").notNull(),
    isShared: boolean("is_shared").notNull(),
    memberCount: integer("member_count"),
    listedAt: instant("listed_at").notNull(),
  },
  (t) => [
    uniqueIndex("slack_channels_key").on(t.installationId, t.teamId, t.id),
    index("slack_channels_name_idx").on(t.installationId, t.name),
  ],
);

/** Who in a workspace has an e-mail address, as last asked (24 hours): how the owner of a customer is found. */
export const slackOwners = pgTable(
  "slack_owners",
  {
    installationId: text("installation_id")
      .notNull()
      .references(() => slackInstallations.id, { onDelete: "cascade" }),
    /** In lower case. */
    email: text().notNull(),
    /** Null when nobody has the address. */
    userId: text("user_id"),
    userName: text("user_name"),
    /** Why nobody can be told: `unknown`, `deactivated`, `no_address`; null when somebody can. */
    problem: text(),
    /** The conversation between them and the bot, once it was opened. */
    channelId: text("channel_id"),
    lookedUpAt: instant("looked_up_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.installationId, t.email] })],
);

/** The people of a workspace as last listed, for the picker of direct messages. No addresses are kept. */
export const slackPeople = pgTable(
  "slack_people",
  {
    installationId: text("installation_id")
      .notNull()
      .references(() => slackInstallations.id, { onDelete: "cascade" }),
    /** As of slack_channels. */
    teamId: text("team_id").notNull().default(""),
    id: text().notNull(),
    /** How they are called, and their handle in Slack. */
    name: text().notNull(),
    handle: text().notNull(),
    listedAt: instant("listed_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.installationId, t.teamId, t.id] }),
    index("slack_people_name_idx").on(t.installationId, t.name),
  ],
);

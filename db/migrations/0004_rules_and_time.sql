CREATE TABLE "slack_clicks" (
	"key" text PRIMARY KEY NOT NULL,
	"click" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "slack_owners" (
	"installation_id" text NOT NULL,
	"email" text NOT NULL,
	"user_id" text,
	"user_name" text,
	"problem" text,
	"channel_id" text,
	"looked_up_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_owners_installation_id_email_pk" PRIMARY KEY("installation_id","email")
);
--> statement-breakpoint
CREATE TABLE "event_buckets" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"event_type" text NOT NULL,
	"customer_id" text NOT NULL,
	"currency" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"count" bigint NOT NULL,
	"amount" numeric NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_buckets_pk" PRIMARY KEY("project_id","environment","event_type","customer_id","currency","hour")
);
--> statement-breakpoint
CREATE TABLE "email_opt_outs" (
	"project_id" text NOT NULL,
	"destination_id" text NOT NULL,
	"email" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_opt_outs_project_id_destination_id_email_pk" PRIMARY KEY("project_id","destination_id","email")
);
--> statement-breakpoint
CREATE TABLE "message_votes" (
	"project_id" text NOT NULL,
	"notification_id" text NOT NULL,
	"voter" text NOT NULL,
	"vote" text NOT NULL,
	"route_id" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_votes_project_id_notification_id_voter_pk" PRIMARY KEY("project_id","notification_id","voter")
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"customer_id" text,
	"rule_id" text,
	"route_id" text,
	"destination_id" text,
	"until" timestamp with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mutes_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_checks" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"signal_key" text NOT NULL,
	"customer_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"asked" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rule_checks_pk" PRIMARY KEY("project_id","environment","signal_key","customer_id","at")
);
--> statement-breakpoint
CREATE TABLE "rule_firings" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"rule_id" text NOT NULL,
	"rule_name" text NOT NULL,
	"environment" text NOT NULL,
	"customer_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"period_start" timestamp with time zone,
	"step" numeric,
	"value" numeric,
	"compared" numeric,
	"at" timestamp with time zone NOT NULL,
	"event" jsonb NOT NULL,
	"event_id" text,
	CONSTRAINT "rule_firings_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_states" (
	"project_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"environment" text NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"state" jsonb NOT NULL,
	"value" numeric,
	"due_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rule_states_pk" PRIMARY KEY("project_id","rule_id","environment","customer_id")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"definition" jsonb NOT NULL,
	"signal_key" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"watches_since" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rules_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_facts" (
	"project_id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"next_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"template" text NOT NULL,
	"destination_id" text NOT NULL,
	"collects" text NOT NULL,
	"route_ids" text[] DEFAULT '{}' NOT NULL,
	"cadence" jsonb NOT NULL,
	"time_zone" text,
	"send_empty" boolean DEFAULT false NOT NULL,
	"next_at" timestamp with time zone,
	"told_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "digests_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "escalation_policies" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"definition" jsonb NOT NULL,
	"watches_since" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escalation_policies_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"project_id" text NOT NULL,
	"policy_id" text NOT NULL,
	"case_id" text NOT NULL,
	"opened_by" text NOT NULL,
	"state" text NOT NULL,
	"steps" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escalations_pk" PRIMARY KEY("project_id","policy_id","case_id","opened_by")
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"destination_id" text,
	"route_id" text,
	"hours" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quiet_hours_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"digest_id" text,
	"name" text NOT NULL,
	"template" text NOT NULL,
	"destination_id" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"window_end" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"report" jsonb,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"planned_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "rounds_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
DROP INDEX "notifications_urgent_idx";--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "snoozed_by" text;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "topics" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "routes" ADD COLUMN "owner_routing" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "routes" ADD COLUMN "mention_group_id" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "exchange" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "held_for" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "digest_id" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "slack_owners" ADD CONSTRAINT "slack_owners_installation_id_slack_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."slack_installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_opt_outs" ADD CONSTRAINT "email_opt_outs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_rule_fk" FOREIGN KEY ("project_id","rule_id") REFERENCES "public"."rules"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_facts" ADD CONSTRAINT "calendar_facts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_destination_fk" FOREIGN KEY ("project_id","destination_id") REFERENCES "public"."destinations"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_policies" ADD CONSTRAINT "escalation_policies_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_policy_fk" FOREIGN KEY ("project_id","policy_id") REFERENCES "public"."escalation_policies"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_destination_fk" FOREIGN KEY ("project_id","destination_id") REFERENCES "public"."destinations"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_route_fk" FOREIGN KEY ("project_id","route_id") REFERENCES "public"."routes"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slack_clicks_received_idx" ON "slack_clicks" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "slack_clicks_left_idx" ON "slack_clicks" USING btree ("received_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "slack_owners_looked_up_idx" ON "slack_owners" USING btree ("looked_up_at");--> statement-breakpoint
CREATE INDEX "event_buckets_hour_idx" ON "event_buckets" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "message_votes_route_idx" ON "message_votes" USING btree ("project_id","route_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "mutes_what_key" ON "mutes" USING btree ("project_id",coalesce(customer_id, ''),coalesce(rule_id, ''),coalesce(route_id, ''),coalesce(destination_id, ''));--> statement-breakpoint
CREATE INDEX "mutes_until_idx" ON "mutes" USING btree ("project_id","until");--> statement-breakpoint
CREATE INDEX "rule_checks_created_idx" ON "rule_checks" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_firings_key" ON "rule_firings" USING btree ("project_id","key");--> statement-breakpoint
CREATE INDEX "rule_firings_rule_idx" ON "rule_firings" USING btree ("project_id","rule_id","at");--> statement-breakpoint
CREATE INDEX "rule_firings_customer_idx" ON "rule_firings" USING btree ("project_id","customer_id","at") WHERE customer_id <> '';--> statement-breakpoint
CREATE INDEX "rule_firings_event_idx" ON "rule_firings" USING btree ("project_id","event_id") WHERE event_id is not null;--> statement-breakpoint
CREATE INDEX "rule_firings_unrecorded_idx" ON "rule_firings" USING btree ("at") WHERE event_id is null;--> statement-breakpoint
CREATE INDEX "rule_states_due_idx" ON "rule_states" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "rule_states_updated_idx" ON "rule_states" USING brin ("updated_at");--> statement-breakpoint
CREATE INDEX "rule_states_customer_idx" ON "rule_states" USING btree ("project_id","environment","customer_id");--> statement-breakpoint
CREATE INDEX "rule_states_active_idx" ON "rule_states" USING btree ("project_id","rule_id","status","customer_id") WHERE status <> 'ok';--> statement-breakpoint
CREATE UNIQUE INDEX "rules_name_key" ON "rules" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE INDEX "rules_signal_idx" ON "rules" USING btree ("project_id","signal_key");--> statement-breakpoint
CREATE INDEX "calendar_facts_due_idx" ON "calendar_facts" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "digests_name_key" ON "digests" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE INDEX "digests_due_idx" ON "digests" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_policies_name_key" ON "escalation_policies" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE INDEX "escalations_due_idx" ON "escalations" USING btree ("due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "escalations_case_idx" ON "escalations" USING btree ("project_id","case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quiet_hours_name_key" ON "quiet_hours" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "rounds_key" ON "rounds" USING btree ("project_id","key");--> statement-breakpoint
CREATE INDEX "rounds_digest_idx" ON "rounds" USING btree ("project_id","digest_id","window_end");--> statement-breakpoint
CREATE INDEX "rounds_open_idx" ON "rounds" USING btree ("claimed_at") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "cases_opened_idx" ON "cases" USING btree ("project_id","environment","opened_at");--> statement-breakpoint
CREATE INDEX "cases_snoozed_idx" ON "cases" USING btree ("project_id","snoozed_until","id") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "destinations_topics_idx" ON "destinations" USING btree ("project_id") WHERE topics <> '{}';--> statement-breakpoint
CREATE INDEX "destinations_old_secret_idx" ON "destinations" USING btree ((config ->> 'oldSecretUntil')) WHERE kind = 'webhook';--> statement-breakpoint
CREATE INDEX "measurement_buckets_hour_idx" ON "measurement_buckets" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "attempts_exchange_idx" ON "attempts" USING btree ("started_at") WHERE exchange is not null;--> statement-breakpoint
CREATE INDEX "notifications_digest_idx" ON "notifications" USING btree ("project_id","digest_id","created_at") WHERE state = 'held' and digest_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_held_until_idx" ON "notifications" USING btree ("held_until") WHERE state = 'held' and held_until is not null;--> statement-breakpoint
CREATE INDEX "notifications_route_idx" ON "notifications" USING btree ("project_id","route_id","id") WHERE route_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_mute_idx" ON "notifications" USING btree ("project_id",(reason ->> 'muteId')) WHERE (reason ->> 'muteId') is not null;--> statement-breakpoint
CREATE INDEX "notifications_urgent_idx" ON "notifications" USING btree ("lane","sequence") WHERE state in ('pending', 'sending') and (severity = 'critical' or kind <> 'event');
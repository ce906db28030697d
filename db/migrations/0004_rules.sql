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
ALTER TABLE "destinations" ADD COLUMN "topics" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "failing_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "routes" ADD COLUMN "owner_routing" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "routes" ADD COLUMN "mention_group_id" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "exchange" jsonb;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "progress" jsonb;--> statement-breakpoint
ALTER TABLE "slack_owners" ADD CONSTRAINT "slack_owners_installation_id_slack_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."slack_installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_opt_outs" ADD CONSTRAINT "email_opt_outs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_rule_fk" FOREIGN KEY ("project_id","rule_id") REFERENCES "public"."rules"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slack_clicks_received_idx" ON "slack_clicks" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "slack_clicks_left_idx" ON "slack_clicks" USING btree ("received_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "message_votes_route_idx" ON "message_votes" USING btree ("project_id","route_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "mutes_what_key" ON "mutes" USING btree ("project_id",coalesce(customer_id, ''),coalesce(rule_id, ''),coalesce(route_id, ''),coalesce(destination_id, ''));--> statement-breakpoint
CREATE INDEX "mutes_until_idx" ON "mutes" USING btree ("project_id","until");--> statement-breakpoint
CREATE INDEX "rule_checks_created_idx" ON "rule_checks" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_firings_key" ON "rule_firings" USING btree ("project_id","key");--> statement-breakpoint
CREATE INDEX "rule_firings_rule_idx" ON "rule_firings" USING btree ("project_id","rule_id","at");--> statement-breakpoint
CREATE INDEX "rule_firings_customer_idx" ON "rule_firings" USING btree ("project_id","customer_id","at") WHERE customer_id <> '';--> statement-breakpoint
CREATE INDEX "rule_firings_unrecorded_idx" ON "rule_firings" USING btree ("at") WHERE event_id is null;--> statement-breakpoint
CREATE INDEX "rule_states_due_idx" ON "rule_states" USING btree ("due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "rule_states_customer_idx" ON "rule_states" USING btree ("project_id","environment","customer_id");--> statement-breakpoint
CREATE INDEX "rule_states_active_idx" ON "rule_states" USING btree ("project_id","rule_id","status","customer_id") WHERE status <> 'ok';--> statement-breakpoint
CREATE UNIQUE INDEX "rules_name_key" ON "rules" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE INDEX "rules_signal_idx" ON "rules" USING btree ("project_id","signal_key");--> statement-breakpoint
CREATE INDEX "destinations_topics_idx" ON "destinations" USING btree ("project_id") WHERE topics <> '{}';--> statement-breakpoint
CREATE INDEX "attempts_exchange_idx" ON "attempts" USING btree ("started_at") WHERE exchange is not null;--> statement-breakpoint
CREATE INDEX "notifications_route_idx" ON "notifications" USING btree ("project_id","route_id","id") WHERE route_id is not null;
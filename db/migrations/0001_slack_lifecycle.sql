CREATE TABLE "slack_channels" (
	"installation_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"is_private" boolean NOT NULL,
	"is_member" boolean NOT NULL,
	"is_archived" boolean NOT NULL,
	"is_shared" boolean NOT NULL,
	"member_count" integer,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_channels_installation_id_id_pk" PRIMARY KEY("installation_id","id")
);
--> statement-breakpoint
CREATE TABLE "slack_inbound_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_oauth_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"browser_hash" text NOT NULL,
	"organization_id" text NOT NULL,
	"project_id" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "broken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "owners_told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "suspected_code" text;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "suspected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "refresh_token" text;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "token_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "default_channel_id" text;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "default_channel_name" text;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "configuration_url" text;--> statement-breakpoint
ALTER TABLE "slack_installations" ADD COLUMN "installed_by_user_id" text;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "busy_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "fold_level" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lanes" ADD COLUMN "quiet_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "folded_into" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "fallback_for" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "fallback_destination_id" text;--> statement-breakpoint
ALTER TABLE "slack_channels" ADD CONSTRAINT "slack_channels_installation_id_slack_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."slack_installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_oauth_states" ADD CONSTRAINT "slack_oauth_states_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_oauth_states" ADD CONSTRAINT "slack_oauth_states_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slack_channels_name_idx" ON "slack_channels" USING btree ("installation_id","name");--> statement-breakpoint
CREATE INDEX "slack_inbound_events_received_idx" ON "slack_inbound_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "slack_oauth_states_expires_idx" ON "slack_oauth_states" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "notifications_urgent_idx" ON "notifications" USING btree ("lane","sequence") WHERE state = 'pending' and (severity = 'critical' or kind <> 'event');--> statement-breakpoint
CREATE INDEX "notifications_folded_idx" ON "notifications" USING btree ("project_id","folded_into") WHERE folded_into is not null;--> statement-breakpoint
CREATE INDEX "notifications_held_idx" ON "notifications" USING btree ("project_id","destination_id","sequence") WHERE state = 'held';
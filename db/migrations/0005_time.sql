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
ALTER TABLE "notifications" ADD COLUMN "held_for" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "digest_id" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "held_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendar_facts" ADD CONSTRAINT "calendar_facts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_destination_fk" FOREIGN KEY ("project_id","destination_id") REFERENCES "public"."destinations"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalation_policies" ADD CONSTRAINT "escalation_policies_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_policy_fk" FOREIGN KEY ("project_id","policy_id") REFERENCES "public"."escalation_policies"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_destination_fk" FOREIGN KEY ("project_id","destination_id") REFERENCES "public"."destinations"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_route_fk" FOREIGN KEY ("project_id","route_id") REFERENCES "public"."routes"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rounds" ADD CONSTRAINT "rounds_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "notifications_digest_idx" ON "notifications" USING btree ("project_id","digest_id","created_at") WHERE state = 'held' and digest_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_held_until_idx" ON "notifications" USING btree ("held_until") WHERE state = 'held' and held_until is not null;--> statement-breakpoint
CREATE INDEX "notifications_urgent_idx" ON "notifications" USING btree ("lane","sequence") WHERE state in ('pending', 'sending') and (severity = 'critical' or kind <> 'event');
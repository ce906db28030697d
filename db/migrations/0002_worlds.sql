CREATE TABLE "case_messages" (
	"project_id" text NOT NULL,
	"case_id" text NOT NULL,
	"destination_id" text NOT NULL,
	"notification_id" text NOT NULL,
	"receipt" jsonb,
	"reply_ts" text,
	"message" jsonb NOT NULL,
	"severity" text NOT NULL,
	"state" text NOT NULL,
	"told_version" bigint NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_messages_project_id_case_id_destination_id_pk" PRIMARY KEY("project_id","case_id","destination_id")
);
--> statement-breakpoint
CREATE TABLE "case_steps" (
	"project_id" text NOT NULL,
	"case_id" text NOT NULL,
	"event_id" text NOT NULL,
	"event_type" text NOT NULL,
	"phase" text NOT NULL,
	"rank" integer NOT NULL,
	"is_final" boolean DEFAULT false NOT NULL,
	"severity" text NOT NULL,
	"text" text NOT NULL,
	"status" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_steps_project_id_case_id_event_id_pk" PRIMARY KEY("project_id","case_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"environment" text NOT NULL,
	"customer_id" text,
	"customer_name" text,
	"state" text NOT NULL,
	"severity" text NOT NULL,
	"text" text NOT NULL,
	"status" text,
	"lead_event_id" text NOT NULL,
	"lead_event_type" text NOT NULL,
	"lead_at" timestamp with time zone NOT NULL,
	"lead_rank" integer NOT NULL,
	"is_final" boolean DEFAULT false NOT NULL,
	"turn_event_id" text,
	"turn_at" timestamp with time zone,
	"turn_rank" integer,
	"turn_is_final" boolean,
	"version" bigint DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"assigned_to" text,
	"snoozed_until" timestamp with time zone,
	CONSTRAINT "cases_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "slack_people" (
	"installation_id" text NOT NULL,
	"team_id" text DEFAULT '' NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"handle" text NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "slack_people_installation_id_team_id_id_pk" PRIMARY KEY("installation_id","team_id","id")
);
--> statement-breakpoint
CREATE TABLE "retention_marks" (
	"project_id" text PRIMARY KEY NOT NULL,
	"payloads_deleted_to" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_receipts" (
	"project_id" text NOT NULL,
	"source_id" text NOT NULL,
	"id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" text NOT NULL,
	"vendor_type" text,
	"external_id" text,
	"event_id" text,
	"code" text,
	"message" text,
	"count" integer DEFAULT 1 NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "source_receipts_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"config" jsonb NOT NULL,
	"secret" text,
	"last_received_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"project_id" text PRIMARY KEY NOT NULL,
	"name" text,
	"icon_url" text,
	"color" text,
	"locale" text DEFAULT 'en-US' NOT NULL,
	"tone" text DEFAULT 'neutral' NOT NULL,
	"customer_url" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"event_type" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"body" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"last_error" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "templates_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
DROP INDEX "rejected_events_received_idx";--> statement-breakpoint
ALTER TABLE "slack_channels" DROP CONSTRAINT "slack_channels_installation_id_id_pk";--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "case_history" text DEFAULT 'thread' NOT NULL;--> statement-breakpoint
ALTER TABLE "destinations" ADD COLUMN "redaction" jsonb;--> statement-breakpoint
ALTER TABLE "slack_channels" ADD COLUMN "team_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "payload_deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD COLUMN "source_id" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "case_id" text;--> statement-breakpoint
ALTER TABLE "case_messages" ADD CONSTRAINT "case_messages_case_fk" FOREIGN KEY ("project_id","case_id") REFERENCES "public"."cases"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_steps" ADD CONSTRAINT "case_steps_case_fk" FOREIGN KEY ("project_id","case_id") REFERENCES "public"."cases"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_people" ADD CONSTRAINT "slack_people_installation_id_slack_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."slack_installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_marks" ADD CONSTRAINT "retention_marks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_receipts" ADD CONSTRAINT "source_receipts_source_fk" FOREIGN KEY ("project_id","source_id") REFERENCES "public"."sources"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_messages_updated_idx" ON "case_messages" USING btree ("updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_key_key" ON "cases" USING btree ("project_id","environment","key");--> statement-breakpoint
CREATE INDEX "cases_updated_idx" ON "cases" USING btree ("project_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_recent_idx" ON "cases" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "cases_state_idx" ON "cases" USING btree ("project_id","state","updated_at","id");--> statement-breakpoint
CREATE INDEX "cases_customer_idx" ON "cases" USING btree ("project_id","customer_id","updated_at");--> statement-breakpoint
CREATE INDEX "cases_expires_idx" ON "cases" USING btree ("expires_at") WHERE state = 'open' and expires_at is not null;--> statement-breakpoint
CREATE INDEX "slack_people_name_idx" ON "slack_people" USING btree ("installation_id","name");--> statement-breakpoint
CREATE INDEX "source_receipts_source_idx" ON "source_receipts" USING btree ("project_id","source_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_id_key" ON "sources" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_name_key" ON "sources" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "templates_event_type_key" ON "templates" USING btree ("project_id","event_type");--> statement-breakpoint
CREATE INDEX "templates_updated_idx" ON "templates" USING btree ("project_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "slack_channels_key" ON "slack_channels" USING btree ("installation_id","team_id","id");--> statement-breakpoint
CREATE INDEX "events_type_idx" ON "events" USING btree ("project_id","type","id");--> statement-breakpoint
CREATE INDEX "events_customer_idx" ON "events" USING btree ("project_id","customer_id","id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "notifications_case_idx" ON "notifications" USING btree ("project_id","case_id","destination_id","sequence") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "rejected_events_received_idx" ON "rejected_events" USING btree ("received_at");
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE TABLE "customer_history" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"customer_id" text NOT NULL,
	"field" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"value" numeric,
	"currency" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_history_pk" PRIMARY KEY("project_id","environment","customer_id","field","at","source")
);
--> statement-breakpoint
CREATE TABLE "customer_settings" (
	"project_id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"id" text NOT NULL,
	"name" text,
	"email" text,
	"domain" text,
	"url" text,
	"tier" text,
	"mrr_amount" numeric,
	"mrr_currency" text,
	"owner_email" text,
	"owner_name" text,
	"health_score" numeric,
	"sentiment_score" numeric,
	"churn_probability" numeric,
	"engagement" numeric,
	"renewal_on" date,
	"contract_started_on" date,
	"last_interaction_at" timestamp with time zone,
	"excluded" boolean DEFAULT false NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"facts_at" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text GENERATED ALWAYS AS (lower(id || ' ' || coalesce(name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(domain, ''))) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_project_id_environment_id_pk" PRIMARY KEY("project_id","environment","id")
);
--> statement-breakpoint
CREATE TABLE "measurement_buckets" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"meter" text NOT NULL,
	"customer_id" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"sum" numeric NOT NULL,
	"count" bigint NOT NULL,
	"min" numeric NOT NULL,
	"max" numeric NOT NULL,
	"last" numeric NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"last_id" text NOT NULL,
	CONSTRAINT "measurement_buckets_pk" PRIMARY KEY("project_id","environment","meter","customer_id","hour")
);
--> statement-breakpoint
CREATE TABLE "measurements" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"id" text NOT NULL,
	"meter" text NOT NULL,
	"customer_id" text,
	"value" numeric NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"dimensions" jsonb,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "measurements_project_id_environment_id_pk" PRIMARY KEY("project_id","environment","id")
);
--> statement-breakpoint
CREATE TABLE "meters" (
	"project_id" text NOT NULL,
	"environment" text NOT NULL,
	"name" text NOT NULL,
	"unit" text,
	"first_read_at" timestamp with time zone NOT NULL,
	"last_read_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meters_project_id_environment_name_pk" PRIMARY KEY("project_id","environment","name")
);
--> statement-breakpoint
ALTER TABLE "customer_settings" ADD CONSTRAINT "customer_settings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_search_idx" ON "customers" USING gin ("project_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customers_tier_idx" ON "customers" USING btree ("project_id","environment","tier","id");--> statement-breakpoint
CREATE INDEX "customers_owner_idx" ON "customers" USING btree ("project_id","environment","owner_email","id");--> statement-breakpoint
CREATE INDEX "customers_health_idx" ON "customers" USING btree ("project_id","environment","health_score");--> statement-breakpoint
CREATE INDEX "measurements_received_idx" ON "measurements" USING brin ("received_at");
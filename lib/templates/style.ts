import { type Brand, houseBrand } from "@/lib/brands/schema";
import { compileBody, type PartFault, type Wording } from "./body";
import { templateShape } from "./schema";
import type { TellingProject } from "./variables";

/** A template as the playbook loads it. */
export type StoredTemplate = { id: string; eventType: string; revision: number; body: unknown };

/** A template of the playbook: ready, or known to be of no use. */
export type ReadyTemplate = { id: string; revision: number } & ({ apply: Wording } | { fault: string });

/** How a project's messages look and sound, ready to be used. */
export type Style = {
  brand: Brand;
  project: TellingProject;
  /** By event type. */
  templates: ReadonlyMap<string, ReadyTemplate>;
};

/** A defect in words, with its place: `headline, line 1, column 4: …`. */
export function describeFault({ pointer, line, column, message }: PartFault): string {
  const part = pointer
    .split("/")
    .slice(1)
    .join(" ")
    .replace(/\d+/, (at) => String(Number(at) + 1));
  return `${part || "template"}, line ${line}, column ${column}: ${message}`;
}

function ready({ id, revision, body }: StoredTemplate): ReadyTemplate {
  const parsed = templateShape.safeParse(body);
  if (!parsed.success)
    return { id, revision, fault: "What is stored is no template any more. Save it anew." };
  const compiled = compileBody(parsed.data);
  if (compiled.ok) return { id, revision, apply: compiled.apply };
  const [first] = compiled.faults;
  return { id, revision, fault: first ? describeFault(first) : "It cannot be read." };
}

type Stored = { templates?: readonly StoredTemplate[]; brand?: Brand; project: TellingProject };

/** Makes a project's templates ready, once per version of its playbook. One that is of no use costs nobody anything but its words. */
export function compileStyle({ templates = [], brand = houseBrand, project }: Stored): Style {
  return {
    brand,
    project,
    templates: new Map(templates.map((template) => [template.eventType, ready(template)])),
  };
}

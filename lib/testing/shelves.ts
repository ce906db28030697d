/** Where a file stands in the house (ARCHITECTURE.md), which decides what it may import. */
export type Shelf =
  | "app"
  | "components"
  | "inngest"
  | "db"
  /** lib: knows, and neither keeps nor asks the world. */
  | "pure"
  /** lib: queries.ts and commands.ts, which keep. */
  | "store"
  /** lib: the gates, the adapters, the platform and what speaks to vendors. */
  | "edge"
  /** What no customer runs: tests and what stands in for the cloud. */
  | "aside"
  | "root";

const edges = [
  /^lib\/(?:env|log|crypto|id|safe-fetch|request-body|json-input|api|action|run-form)$/,
  /^lib\/(?:auth|slack|email|webhooks|health)\//,
  // Of the vendors, what proves and receives; how their payloads map is pure.
  /^lib\/sources\/(?:adapters|published|receive|refused-tally|secret-header|stripe\/verify|cloudevents\/record)$/,
  // The registry of transports, and what opens a sealed secret for them.
  /^lib\/destinations\/(?:transports|target|explain)$/,
];

/** Files beside the edges that are pure all the same, and held to it. */
const pureBesideEdges =
  /^lib\/(?:auth\/(?:scope|email-address)|slack\/(?:render|render-digest|buttons|escape|limits|markup|payload|truncate|validate|webhook-url)|webhooks\/(?:topics|endpoint|headers|payload|body|answer|explain|schema|health|samples|replay\/schema))$/;

/** Tests, what serves them, and the suite that every transport passes. */
export const isTest = (path: string) =>
  /\.(?:test|spec)\.tsx?$/.test(path) ||
  /(?:^|\/)testing\//.test(path) ||
  /^lib\/destinations\/contract(?:\.ts)?$/.test(path);

export const withoutExtension = (path: string) => path.replace(/\.tsx?$/, "");

/** The shelf of a file, by its path with or without extension. */
export function shelfOf(path: string): Shelf {
  const name = withoutExtension(path);
  if (isTest(path) || /^(?:local|e2e|bench|scripts)\//.test(path)) return "aside";
  if (name.startsWith("lib/")) {
    if (/\/(?:queries|commands)$/.test(name)) return "store";
    return edges.some((edge) => edge.test(name)) && !pureBesideEdges.test(name) ? "edge" : "pure";
  }
  for (const shelf of ["app", "components", "inngest", "db"] as const) {
    if (name.startsWith(`${shelf}/`)) return shelf;
  }
  return "root";
}

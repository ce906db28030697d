import { posix } from "node:path";
import { isTest, shelfOf } from "./shelves";
import { codeAlone, type SourceFile, withoutComments } from "./source";

type Rule = (file: SourceFile) => string[];

const maxLines = 300;
const maxFolders = 3;
const forbiddenNames = [
  "utils",
  "helpers",
  "common",
  "misc",
  "types",
  "constants",
  "service",
  "manager",
  "index",
];
const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|db\.test|spec|config|d))?\.(?:tsx?)$/;

const tooLong: Rule = ({ path, text }) => {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines > maxLines ? [`${path} has ${lines} lines; the ceiling is ${maxLines}`] : [];
};

const badName: Rule = ({ path }) => {
  const name = posix.basename(path);
  const stem = name.split(".")[0] ?? "";
  if (forbiddenNames.includes(stem)) return [`${path} says nothing by its name: name what it is about`];
  if (!kebabCase.test(name)) return [`${path} is not named in kebab-case`];
  const folders = posix.dirname(path).split("/").length;
  const isRouteSegment = path.startsWith("app/");
  return !isRouteSegment && folders > maxFolders ? [`${path} lies more than ${maxFolders} folders deep`] : [];
};

/** What a pure file must be given instead of taking it itself. */
const impurities: readonly [RegExp, string][] = [
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/, "reads the clock"],
  [/\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\(|\bgetRandomValues\b/, "draws lots"],
  [/\bprocess\.env\b/, "reads the environment"],
  [/(?<![.\w])fetch\(/, "calls the network"],
  [/(?<![.\w])set(?:Timeout|Interval)\(/, "waits"],
];

const impure: Rule = ({ path, text }) => {
  if (shelfOf(path) !== "pure") return [];
  const code = codeAlone(text);
  return impurities.flatMap(([pattern, what]) =>
    pattern.test(code) ? [`${path} ${what}; a pure file is given it`] : [],
  );
};

const brandedElsewhere: Rule = ({ path, text }) => {
  const isBranding = /\bas\s+(?:OrganizationId|ProjectId)\b/.test(codeAlone(text));
  return isBranding && !path.startsWith("lib/auth/")
    ? [`${path} brands a tenant id: only lib/auth mints them`]
    : [];
};

const otherDoorIn: Rule = ({ path, text }) => {
  if (isTest(path) || path === "lib/events/commands.ts") return [];
  const isInserting = /insert\s+into\s+"?events\b|\.insert\(\s*(?:schema\.)?events\s*\)|copy\s+events\b/i;
  return isInserting.test(withoutComments(text))
    ? [`${path} stores an event: only lib/events/commands.ts does`]
    : [];
};

const sessionSetting: Rule = ({ path, text }) => {
  // The law's own tests plant it.
  if (path.startsWith("lib/testing/")) return [];
  const isLasting = /set_config\((?:[^()]|\([^()]*\))*,\s*false\s*\)/i;
  return isLasting.test(withoutComments(text))
    ? [`${path} sets a setting that outlives its transaction`]
    : [];
};

const exported =
  /^export\s+(?:(async\s+)?function\s*\*?\s*(\w+)\s*(?:<[^(]*>)?|const\s+(\w+)\s*=\s*(async\s*)?(?:<[^(]*>)?(?=\([^=]*=>))\(\s*([^,)]*)/gm;

/** A piece of SQL or a plain value that stores share asks for nothing by itself; whatever ends in the database does. */
const asks = /\bPromise<|\bawait\b|\b(?:inScope|statementInScope|acrossTenants|changePlaybook)\(/;
const takesScope = /^_?\w+\??:\s*(?:Transaction\b|.*Scope\b)/s;

/** A gate has no scope yet; a part of a transaction may take that first, since only somebody with a scope can open one. */
const withoutScope: Rule = ({ path, text }) => {
  if (shelfOf(path) !== "store" || path.startsWith("lib/auth/") || path.startsWith("lib/health/")) return [];
  const code = withoutComments(text);
  return [...code.matchAll(exported)].flatMap((found) => {
    const [, isAsync, name, constant, isAsyncToo, parameter = ""] = found;
    const rest = code.slice(found.index);
    const end = rest.search(constant === undefined ? /\n}/ : /;\n/);
    const isAsking = isAsync ?? isAsyncToo ?? asks.test(end < 0 ? rest : rest.slice(0, end));
    if (!isAsking || takesScope.test(parameter)) return [];
    return [`${path}: ${name ?? constant} does not take its scope first`];
  });
};

const configurationTables =
  "destinations|routes|projects|apiKeys|members|invitations|organizations|slackInstallations|sources";
const writesConfiguration = new RegExp(`\\.(?:insert|update|delete)\\(\\s*(?:${configurationTables})\\s*\\)`);

const unaudited: Rule = ({ path, text }) => {
  if (isTest(path) || !path.startsWith("lib/") || path.startsWith("lib/auth/")) return [];
  const code = codeAlone(text);
  if (!writesConfiguration.test(code)) return [];
  return /\brecordAudit\(|\bchangePlaybook\(/.test(code)
    ? []
    : [`${path} changes configuration without an audit row`];
};

/** What the text of a file must not do, wherever the file stands. */
export const codeRules: readonly Rule[] = [
  tooLong,
  badName,
  impure,
  brandedElsewhere,
  otherDoorIn,
  sessionSetting,
  withoutScope,
  unaudited,
];

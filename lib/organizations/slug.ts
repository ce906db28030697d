/** Path segments that are or may become ours; an organization with such a slug would hide them or be hidden. */
const reserved = new Set([
  ..."about account accounts admin api app apps assets auth billing blog changelog console contact dashboard demo docs _next".split(
    " ",
  ),
  ..."download e-mail email events favicon health help home icon invite invites legal login logout mail manifest".split(
    " ",
  ),
  ..."members new next organization organizations pricing privacy problems profile project projects public robots".split(
    " ",
  ),
  ..."security settings sign-in sign-out sign-up signin signout signup sitemap slack static status support team".split(
    " ",
  ),
  ..."terms undefined unsubscribe null user users webhooks well-known www".split(" "),
]);

const longest = 40;

/** Whether a slug must not be given to anybody. */
export function isReservedSlug(slug: string): boolean {
  return reserved.has(slug);
}

/** A name as a path segment: `Größe & Söhne` → `grosse-sohne`. `fallback` serves names without a Latin letter or digit. */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return slug || fallback;
}

/**
 * Slugs to try in order until one is free: the name's own (unless it is reserved), then numbered ones,
 * then ones that end in `random()`, a short text that is hardly ever taken.
 */
export function* slugCandidates(name: string, fallback: string, random: () => string): Generator<string> {
  const slug = slugOf(name, fallback);
  if (!isReservedSlug(slug)) yield slug;
  for (let number = 2; number <= 5; number++) yield `${slug}-${number}`;
  for (let tries = 0; tries < 5; tries++) yield `${slug}-${random()}`;
}

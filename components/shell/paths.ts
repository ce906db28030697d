/** Where one project lives in the console. */
export type Place = { org: string; project: string };

/** The path of a page within a project: `projectPath(place, "routes", "new")`. */
export function projectPath(place: Place, ...segments: string[]): string {
  return ["", place.org, place.project, ...segments].map(encodeURIComponent).join("/");
}

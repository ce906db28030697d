import { escapeHtml } from "@/local/slack/page/html";
import type { Team } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** The narrow bar with one square for each workspace. */
export function renderRail(world: World, current: Team): string {
  const squares = [...world.teams.values()].map((team) => {
    const here = team === current ? ' aria-current="true"' : "";
    const letter = escapeHtml(team.name.slice(0, 1));
    return `<a class="rail-team" href="/client/${escapeHtml(team.id)}" title="${escapeHtml(team.name)}"${here}>${letter}</a>`;
  });
  return `<nav class="rail" aria-label="Workspaces">${squares.join("")}</nav>`;
}

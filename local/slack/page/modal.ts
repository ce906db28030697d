import { appIcon } from "@/local/slack/page/avatar";
import { renderBlocks } from "@/local/slack/page/blocks";
import { escapeHtml } from "@/local/slack/page/html";
import { bareTextAt } from "@/local/slack/page/text-object";
import { viewerOf } from "@/local/slack/page/viewer";
import type { Team } from "@/local/slack/world/directory-records";
import { objectsAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** The modal that an app has opened for the person at the page, as HTML; empty when there is none. */
export function renderOpenModal(world: World, team: Team): string {
  const viewer = viewerOf(world, team.id)?.id;
  const open = [...world.views.values()]
    .filter((view) => view.teamId === team.id && view.userId === viewer)
    .at(-1);
  if (open === undefined) return "";
  const { view } = open;
  const close = escapeHtml(bareTextAt(view, "close") || "Cancel");
  const submit = bareTextAt(view, "submit");
  const button = submit === "" ? "" : `<button class="button button-primary">${escapeHtml(submit)}</button>`;
  return `<form data-view="${escapeHtml(open.id)}" data-testid="slack-modal">
<div class="modal-head">${appIcon}<h2>${escapeHtml(bareTextAt(view, "title"))}</h2></div>
<div class="modal-blocks">${renderBlocks(world, objectsAt(view, "blocks"))}</div>
<div class="dialog-buttons"><button type="button" class="button" data-close>${close}</button>${button}</div>
</form>`;
}

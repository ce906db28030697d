import { renderElement, renderThumbnail } from "@/local/slack/page/elements";
import { escapeHtml, safeUrl } from "@/local/slack/page/html";
import { renderInput } from "@/local/slack/page/input";
import { renderMarkdown } from "@/local/slack/page/markdown";
import { renderRichText } from "@/local/slack/page/rich-text";
import { renderTable } from "@/local/slack/page/table";
import { renderTextAt, renderTextObject } from "@/local/slack/page/text-object";
import { type JsonObject, objectAt, objectsAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

type Render = (world: World, block: JsonObject, blockId: string) => string;

const renderers = {
  section: renderSection,
  header: (world, block) => `<h3 class="block-header">${renderTextAt(world, block, "text")}</h3>`,
  divider: () => '<hr class="block-divider">',
  context: renderContext,
  actions: (_world, block, blockId) => {
    const elements = objectsAt(block, "elements").map((element) => renderElement(element, { blockId }));
    return `<div class="block-actions">${elements.join("")}</div>`;
  },
  image: renderImage,
  markdown: (_world, block) =>
    `<div class="block-markdown">${renderMarkdown(stringAt(block, "text") ?? "")}</div>`,
  rich_text: (world, block) => `<div class="block-rich">${renderRichText(world, block)}</div>`,
  table: renderTable,
  input: renderInput,
  alert: (world, block) => `<div class="block-alert">${renderTextAt(world, block, "text")}</div>`,
} satisfies Record<string, Render>;

/** The blocks of a message as HTML. */
export function renderBlocks(world: World, blocks: readonly JsonObject[]): string {
  return blocks.map((block) => `<div class="block">${renderBlock(world, block)}</div>`).join("");
}

function renderBlock(world: World, block: JsonObject): string {
  const table: Readonly<Record<string, Render>> = renderers;
  const type = String(block.type);
  const render = Object.hasOwn(table, type) ? table[type] : undefined;
  if (render === undefined) return `<div class="unsupported">${escapeHtml(type)} block</div>`;
  return render(world, block, stringAt(block, "block_id") ?? "");
}

function renderSection(world: World, block: JsonObject, blockId: string): string {
  const text =
    block.text === undefined ? "" : `<div class="section-text">${renderTextAt(world, block, "text")}</div>`;
  const cells = objectsAt(block, "fields").map(
    (field) => `<div class="field">${renderTextObject(world, field)}</div>`,
  );
  const fields = cells.length === 0 ? "" : `<div class="section-fields">${cells.join("")}</div>`;
  const accessory = objectAt(block, "accessory");
  if (accessory === undefined) return text + fields;
  const beside =
    accessory.type === "image" ? renderThumbnail(accessory) : renderElement(accessory, { blockId });
  return `<div class="section-split"><div>${text}${fields}</div><div class="accessory">${beside}</div></div>`;
}

function renderContext(world: World, block: JsonObject): string {
  const parts = objectsAt(block, "elements").map((element) => {
    if (element.type === "image") return renderThumbnail(element);
    return `<span>${renderTextObject(world, element)}</span>`;
  });
  return `<div class="block-context">${parts.join("")}</div>`;
}

function renderImage(world: World, block: JsonObject): string {
  const address = safeUrl(stringAt(block, "image_url") ?? "");
  const alt = escapeHtml(stringAt(block, "alt_text") ?? "");
  const title =
    block.title === undefined ? "" : `<figcaption>${renderTextAt(world, block, "title")}</figcaption>`;
  const picture =
    address === undefined
      ? `<span class="unsupported">${alt}</span>`
      : `<img src="${escapeHtml(address)}" alt="${alt}" loading="lazy" referrerpolicy="no-referrer">`;
  return `<figure class="block-image">${title}${picture}</figure>`;
}

import { escapeHtml } from "@/local/slack/page/html";
import { renderRichText } from "@/local/slack/page/rich-text";
import { isJsonObject, type Json, type JsonObject, objectsAt, stringAt } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/** A `table` block as HTML; its first row is the heading. */
export function renderTable(world: World, block: JsonObject): string {
  const aligns = objectsAt(block, "column_settings").map((column) => stringAt(column, "align"));
  const rows = Array.isArray(block.rows) ? block.rows : [];
  const lines = rows.map((row: Json, position: number) => {
    const cells = Array.isArray(row) ? row : [];
    const tag = position === 0 ? "th" : "td";
    return `<tr>${cells.map((cell: Json, column: number) => renderCell(world, cell, tag, aligns[column])).join("")}</tr>`;
  });
  return `<div class="block-table"><table>${lines.join("")}</table></div>`;
}

function renderCell(world: World, cell: Json, tag: "th" | "td", align: string | undefined): string {
  const side = align === "right" || align === "center" ? ` class="${align}"` : "";
  if (!isJsonObject(cell)) return `<${tag}${side}></${tag}>`;
  const inside =
    cell.type === "rich_text"
      ? renderRichText(world, cell)
      : escapeHtml(String(cell.text ?? cell.value ?? ""));
  return `<${tag}${side}>${inside}</${tag}>`;
}

import { anything, byType, type Check, flag, link, list, shape, text } from "@/local/slack/content/check";
import { accessory, actionElement, contextElement, inputElement } from "@/local/slack/content/elements";
import { anyText, plainText } from "@/local/slack/content/text-object";
import { isJsonObject } from "@/local/slack/world/json";

const base = { type: anything, block_id: text(255) };

const sectionShape = shape([], {
  ...base,
  text: anyText(3_000),
  fields: list(anyText(2_000), 10),
  accessory,
  expand: flag,
});

const section: Check = (value, pointer, problems) => {
  sectionShape(value, pointer, problems);
  if (isJsonObject(value) && value.text === undefined && value.fields === undefined) {
    problems.push({ message: "missing required field: text", pointer });
  }
};

const imageShape = shape(["alt_text"], {
  ...base,
  image_url: link(3_000),
  slack_file: anything,
  alt_text: text(2_000),
  title: plainText(2_000),
});

const image: Check = (value, pointer, problems) => {
  imageShape(value, pointer, problems);
  if (isJsonObject(value) && value.image_url === undefined && value.slack_file === undefined) {
    problems.push({ message: "missing required field: image_url", pointer });
  }
};

/** A block of a kind that is let through by name. */
const lenient: Check = (value, pointer, problems) => {
  if (isJsonObject(value) && value.block_id !== undefined) base.block_id(value.block_id, pointer, problems);
};

const table = shape(["rows"], {
  ...base,
  rows: list(list(anything, 20), 100),
  column_settings: list(anything, 20, 0),
});

/** Any block that a message may hold. */
export const messageBlock = byType({
  section,
  header: shape(["text"], { ...base, text: plainText(150), level: anything }),
  divider: shape([], base),
  context: shape(["elements"], { ...base, elements: list(contextElement, 10) }),
  actions: shape(["elements"], { ...base, elements: list(actionElement, 25) }),
  image,
  markdown: shape(["text"], { ...base, text: text(12_000) }),
  rich_text: shape(["elements"], { ...base, elements: list(anything, 1_000, 0) }),
  table,
  video: lenient,
  file: lenient,
  input: shape(["label", "element"], {
    ...base,
    label: plainText(2_000),
    element: inputElement,
    hint: plainText(2_000),
    optional: flag,
    dispatch_action: flag,
  }),
  alert: lenient,
  card: lenient,
  carousel: lenient,
  container: lenient,
  context_actions: lenient,
  data_table: lenient,
  plan: lenient,
  task_card: lenient,
});

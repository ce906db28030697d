import {
  anything,
  byType,
  type Check,
  choice,
  flag,
  link,
  list,
  shape,
  text,
} from "@/local/slack/content/check";
import { anyText, confirmation, plainText } from "@/local/slack/content/text-object";

const actionId = text(255);
const interactive = { type: anything, action_id: actionId, confirm: confirmation, focus_on_load: flag };

const button = shape(["text"], {
  ...interactive,
  text: plainText(75),
  url: link(3_000),
  value: text(2_000),
  style: choice("primary", "danger"),
  accessibility_label: text(75),
});

const option = shape(["text", "value"], {
  text: anyText(75),
  value: text(150),
  description: anyText(75),
  url: link(3_000),
});
const optionGroup = shape(["label", "options"], { label: plainText(75), options: list(option, 100) });

const staticSelect = shape([], {
  ...interactive,
  placeholder: plainText(150),
  options: list(option, 100),
  option_groups: list(optionGroup, 100),
  initial_option: option,
  initial_options: list(option, 100),
  max_selected_items: anything,
});

const overflow = shape(["options"], { ...interactive, options: list(option, 5) });

const choices = shape(["options"], {
  ...interactive,
  options: list(option, 10),
  initial_option: option,
  initial_options: list(option, 10),
});

/** The image inside a section or a context. */
const imageElement = shape(["alt_text"], {
  type: anything,
  image_url: link(3_000),
  slack_file: anything,
  alt_text: text(2_000),
});

/** An element that the simulator knows by name only: its action id is looked at, and nothing else. */
const lenient: Check = (value, pointer, problems) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.push({ message: "must provide an object", pointer });
    return;
  }
  const id = "action_id" in value ? value.action_id : undefined;
  if (id !== undefined) actionId(id, `${pointer}/action_id`, problems);
};

const pickers = {
  datepicker: lenient,
  datetimepicker: lenient,
  timepicker: lenient,
  users_select: lenient,
  multi_users_select: lenient,
  conversations_select: lenient,
  multi_conversations_select: lenient,
  channels_select: lenient,
  multi_channels_select: lenient,
  external_select: lenient,
  multi_external_select: lenient,
} as const;

const interactives = {
  ...pickers,
  button,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  overflow,
  checkboxes: choices,
  radio_buttons: choices,
  workflow_button: lenient,
} as const;

/** What may stand in an `actions` block. */
export const actionElement = byType({ ...interactives, icon_button: lenient, feedback_buttons: lenient });

/** What may stand at the right of a section. */
export const accessory = byType({ ...interactives, image: imageElement });

/** What may stand in a `context` block. */
export const contextElement: Check = (value, pointer, problems) => {
  const isImage = typeof value === "object" && value !== null && "type" in value && value.type === "image";
  (isImage ? imageElement : anyText(3_000))(value, pointer, problems);
};

/** What may stand in an `input` block. */
export const inputElement = byType({
  ...pickers,
  static_select: staticSelect,
  multi_static_select: staticSelect,
  checkboxes: choices,
  radio_buttons: choices,
  plain_text_input: lenient,
  email_text_input: lenient,
  url_text_input: lenient,
  number_input: lenient,
  file_input: lenient,
  rich_text_input: lenient,
});

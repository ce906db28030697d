/**
 * What Slack takes. Counted in UTF-16 units of the escaped text, the strictest reading.
 * Sources: docs.slack.dev (Block Kit reference, chat.postMessage, legacy attachments), slackapi/python-slack-sdk
 * `models/blocks`, and the issues named where the documentation is silent.
 */
export const slackLimits = {
  /** Slack splits longer `text` into several messages, with one id for all (java-slack-sdk#704, slack-go#972). */
  text: 3_900,
  blocks: 50,
  sectionText: 3_000,
  sectionFields: 10,
  sectionFieldText: 2_000,
  actionsElements: 25,
  contextElements: 10,
  buttonLabel: 75,
  buttonUrl: 3_000,
  actionId: 255,
  blockId: 255,
  buttonValue: 2_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmLabel: 30,
  /** Entries of a menu, of one under three dots, and the text and value of each. */
  selectOptions: 100,
  overflowOptions: 5,
  option: 75,
  attachments: 100,
  attachmentFieldValue: 2_000,
  /** `msg_blocks_too_long` was seen from 11,341 characters on (bolt-js#2509, bolt-js#2867). */
  allBlockText: 10_000,
} as const;

/** What Bellwire allows itself, so that one event stays a message and does not become a page. */
export const budget = {
  fields: 6,
  fieldLabel: 60,
  fieldValue: 600,
  why: 600,
  buttons: 3,
  buttonLabel: 24,
  footer: 900,
} as const;

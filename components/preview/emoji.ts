/** The shortcodes that our own wording uses, as the characters Slack draws for them. */
const characters: Record<string, string> = {
  alarm_clock: "⏰",
  bell: "🔔",
  chart_with_downwards_trend: "📉",
  chart_with_upwards_trend: "📈",
  closed_lock_with_key: "🔐",
  crying_cat_face: "😿",
  hourglass: "⌛",
  information_source: "ℹ️",
  lock: "🔒",
  moneybag: "💰",
  pouting_cat: "😾",
  rotating_light: "🚨",
  scream_cat: "🙀",
  smiley_cat: "😺",
  speech_balloon: "💬",
  star: "⭐",
  tada: "🎉",
  warning: "⚠️",
  wave: "👋",
  white_check_mark: "✅",
  x: "❌",
};

/** The character for a Slack shortcode, or the shortcode itself as Slack shows it when it knows none. */
export function drawEmoji(shortcode: string): string {
  return characters[shortcode.replaceAll(":", "")] ?? shortcode;
}

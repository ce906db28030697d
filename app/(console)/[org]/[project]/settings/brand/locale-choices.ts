/** Languages that people choose from; the API takes any BCP 47 tag. */
const offered = [
  "en-US",
  "en-GB",
  "en-IN",
  "de-DE",
  "de-CH",
  "fr-FR",
  "es-ES",
  "es-MX",
  "it-IT",
  "nl-NL",
  "pt-BR",
  "pt-PT",
  "sv-SE",
  "da-DK",
  "nb-NO",
  "fi-FI",
  "pl-PL",
  "cs-CZ",
  "tr-TR",
  "ja-JP",
  "ko-KR",
  "zh-CN",
  "ar-AE",
  "he-IL",
];

const names = new Intl.DisplayNames("en", { type: "language" });

function choiceOf(tag: string) {
  return { tag, label: `${names.of(tag) ?? tag} (${new Intl.NumberFormat(tag).format(1234.5)})` };
}

/** What is offered, with what is chosen among it. */
export function localeChoices(chosen: string): { tag: string; label: string }[] {
  return [...new Set([...offered, chosen])].map(choiceOf);
}

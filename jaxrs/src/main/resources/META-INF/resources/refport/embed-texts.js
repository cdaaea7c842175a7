/**
 * The texts that visitors read while there is no portal. Loaded by embed-frame.js.
 */

/** @typedef {{loading: string, failed: string, retry: string}} Texts */

/** @type {Record<string, Texts>} */
const TEXTS = {
  en: {
    loading: "Loading the referral portal…",
    failed: "The referral portal is not available right now.",
    retry: "Try again",
  },
  de: {
    loading: "Das Empfehlungsportal wird geladen…",
    failed: "Das Empfehlungsportal ist im Moment nicht erreichbar.",
    retry: "Erneut versuchen",
  },
  es: {
    loading: "Cargando el portal de referidos…",
    failed: "El portal de referidos no está disponible en este momento.",
    retry: "Reintentar",
  },
  fr: {
    loading: "Chargement du portail de parrainage…",
    failed: "Le portail de parrainage n’est pas disponible pour le moment.",
    retry: "Réessayer",
  },
};

/**
 * Returns the texts in a language: English, French, German or Spanish.
 *
 * @param {string | undefined} locale a BCP 47 tag; English if it is absent or of another language
 * @param {Partial<Texts> | undefined} own the host's texts, which take precedence
 * @returns {Texts}
 */
export function textsFor(locale, own) {
  const language = (locale ?? "").split("-")[0]?.toLowerCase() ?? "";
  const texts = { .../** @type {Texts} */ (TEXTS["en"]), ...(Object.hasOwn(TEXTS, language) ? TEXTS[language] : {}) };
  for (const name of /** @type {const} */ (["loading", "failed", "retry"])) {
    // a framework may set them before its translations are loaded
    const text = own?.[name];
    if (typeof text === "string" && text) texts[name] = text;
  }
  return texts;
}

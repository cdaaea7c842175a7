/**
 * Loads embed.js for a page without modules:
 *
 *     <script src="https://portal.example.com/refport/embed.classic.js" defer></script>
 *
 * It works from the folder of embed.js only. The npm package has the same in one file, for any folder.
 */
if (typeof document !== "undefined") {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  // a relative address would be the page's, when the script comes from another origin
  import(new URL("embed.js", script.src).href);
}

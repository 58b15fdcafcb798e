/**
 * A document of which a part is derived, and the rest is written by hand.
 *
 *   above, by hand
 *   <!-- derived: npm run derive -->            or, where a document has several,  <!-- derived: books -->
 *   what is derived, and may be derived again at any time
 *   <!-- end -->
 *   below, by hand
 *
 * Left out: what is derived; see phases.ts, books.ts and paths.ts.
 */

const END = "<!-- end -->";

/**
 * The document with that part anew; `undefined` where it has no place for it.
 *
 * @param part its name, where there are several
 */
export function withDerived(
  document: string,
  text: string,
  part = "npm run derive",
): string | undefined {
  const begin = `<!-- derived: ${part} -->`;
  const from = document.indexOf(begin);
  const to = document.indexOf(END, from);
  if (from === -1 || to === -1) return undefined;
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}

/** Text in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

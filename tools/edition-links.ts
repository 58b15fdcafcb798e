/**
 * What a document says to authors only, and its links to files that an edition leaves out: a passage between the two
 * comments goes whole; of a link the target goes, and its text stays.
 *
 *   <!-- authors --> npm run edition … <!-- /authors -->   ──▶
 *   see [the encoder](../reference/encode.ts#L12)          ──▶   see the encoder
 *   <a href="../mutants/">the mutants</a>                  ──▶   the mutants
 *
 * Which links there are is read from the document's tokens; only their spelling is looked for in the text. Whether
 * any is left is read from the tokens again: one that is spelled in another way (`[a]: target`, an image) is an error
 * for the author to mend, never a link that leads nowhere.
 */
import { dirname, join, normalize } from "node:path";
import { readMarkdown } from "./documents-markdown.ts";

/** The document without what it says to authors only. @throws Error where a passage is not closed */
export function forLearners(file: string, text: string): string {
  const cleaned = text.replace(/<!-- authors -->[\s\S]*?<!-- \/authors -->\n?/g, "");
  if (/<!-- \/?authors -->/.test(cleaned))
    throw new Error(`${file}: <!-- authors --> is not closed`);
  return cleaned;
}

/**
 * @param file the document's path in the tree, with slashes
 * @param isLeftOut whether the edition lacks a path of the tree
 * @returns the document without those links, and their targets
 * @throws Error naming a link that it cannot take out
 */
export function unlinked(
  file: string,
  text: string,
  isLeftOut: (path: string) => boolean,
): { readonly text: string; readonly targets: readonly string[] } {
  const targets = dangling(file, text, isLeftOut);
  const cleaned = targets.reduce(withoutLink, text);
  const [left] = dangling(file, cleaned, isLeftOut);
  if (left !== undefined) {
    throw new Error(
      `${file}: the link to ${left} leads to what the edition leaves out: write it as [text](target)`,
    );
  }
  return { text: cleaned, targets };
}

function dangling(
  file: string,
  text: string,
  isLeftOut: (path: string) => boolean,
): readonly string[] {
  const targets = readMarkdown(text).links.map(({ target }) => target);
  return [...new Set(targets)].filter((target) => {
    if (/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(target)) return false;
    const path = decodeURI(target).replace(/[#?].*$/, "");
    return isLeftOut(normalize(join(dirname(file), path)).replace(/\/$/, ""));
  });
}

function withoutLink(text: string, target: string): string {
  const spelled = target.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const inline = `(?<!!)\\[((?:[^\\[\\]]|\\[[^\\]]*\\])*)\\]\\(\\s*<?${spelled}>?(?:\\s+"[^"]*")?\\s*\\)`;
  const html = `<a\\s+href="${spelled}"[^>]*>([\\s\\S]*?)</a>`;
  return text.replace(new RegExp(inline, "g"), "$1").replace(new RegExp(html, "g"), "$1");
}

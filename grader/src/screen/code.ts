/**
 * TypeScript on a terminal, in colour where the terminal has colours.
 *
 * The highlighter is loaded only then: it takes a tenth of a second. Left out: other languages; hints and
 * documents are shown as text.
 */
import chalk from "chalk";

/** `source`, highlighted or as it is. */
export async function highlighted(source: string): Promise<string> {
  if (chalk.level === 0) return source;
  const { common, createEmphasize } = await import("emphasize");
  return createEmphasize(common).highlight("typescript", source).value;
}

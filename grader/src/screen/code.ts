/**
 * TypeScript on a terminal, in colour where the terminal has colours.
 */
import chalk from "chalk";

/** `source`, highlighted or as it is. */
export async function highlighted(source: string): Promise<string> {
  if (chalk.level === 0) return source;
  const { createEmphasize } = await import("emphasize");
  const { default: typescript } = await import("highlight.js/lib/languages/typescript");
  const emphasize = createEmphasize({ typescript });
  return emphasize.highlight("typescript", source).value;
}

/**
 * The files that pages lead to and that are no pages: sources and lists of the tree, and pictures of failures.
 *
 * Nothing outside of the tree, nothing hidden (git, .labs, a file that begins with a dot), nothing of packages, and no
 * link that leads out of it. What a document links to is text; so is everything that is served here. Of a folder, the
 * names in it.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const FILE_MAX_BYTES = 2_000_000;
const TEXT = /\.(?:ts|mjs|json|ya?ml|md|css|html|tmpl|txt)$/;

export interface ServedFile {
  readonly type: string;
  readonly text: string;
}

/** @param path `file/` and a path below the tree's root, as a URL has it */
export function linkedFile(root: string, path: string): ServedFile | undefined {
  if (!path.startsWith("file/")) return undefined;
  const text = textBelow(root, decoded(path.slice("file/".length)));
  return text === undefined ? undefined : { type: "text/plain; charset=utf-8", text };
}

/** @param path `picture/` and the name of a picture */
export function picture(root: string, path: string): ServedFile | undefined {
  const [, name] = /^picture\/([\w-][\w.-]*\.html)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  const text = textBelow(join(root, ".labs", "pictures"), name);
  return text === undefined ? undefined : { type: "text/html; charset=utf-8", text };
}

function textBelow(folder: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (path.split(/[/\\]/).some((part) => part.startsWith(".") || part === "node_modules")) {
    return undefined;
  }
  try {
    const real = realpathSync(join(folder, path));
    const below = relative(realpathSync(folder), real);
    const isInside = !below.startsWith("..") && !below.split(sep).includes("node_modules");
    const found = statSync(real);
    if (!isInside) return undefined;
    if (found.isDirectory()) return listing(real);
    return TEXT.test(path) && found.size <= FILE_MAX_BYTES ? readFileSync(real, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function listing(folder: string): string {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.map((entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}\n`);
  return names.filter((name) => !/^\.|^node_modules/.test(name)).join("");
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

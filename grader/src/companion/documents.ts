/** The documents of a tree, as the site and those who make it list them. */
import { readdirSync } from "node:fs";
import { join, posix } from "node:path";

/** Every document of the tree, pages or not; nothing of packages, of git and of the learner's folder. */
export function documents(root: string, below = ""): readonly string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) {
      return /^(?:node_modules|\.git|\.labs)$/.test(entry.name) ? [] : documents(root, path);
    }
    return entry.isFile() && entry.name.endsWith(".md") ? [path] : [];
  });
}

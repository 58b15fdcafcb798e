/**
 * Digests of code: by them what was found out once counts again, as long as what it was found with is the same.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Of all code in these files and folders, those that are there. */
export function codeDigest(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.filter(existsSync)) {
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: "utf8" }).sort()
      : [""];
    for (const file of files.filter((name) => name === "" || /\.(m?ts|mjs)$/.test(name))) {
      hash.update(`${file}\0`).update(readFileSync(join(path, file)));
    }
  }
  return hash.digest("hex");
}

/** Of texts, each of which ends where it ends. */
export function textsDigest(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

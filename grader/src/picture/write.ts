/**
 * A picture on disk: there whole, or not there.
 *
 * It is made when something has gone wrong already, so nothing here throws: a disk that is full, a
 * folder that may not be written or a bundler that is not installed costs the picture, and not the
 * verdict.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { runPage } from "./html.ts";
import type { RunPicture } from "./run.ts";

/**
 * Writes the page of a run to `name`.html in `folder`, as `writePage` does.
 *
 * @returns the absolute path; where it could not be written, `no picture: ` and why, to be shown in
 * its place
 */
export function writePicture(folder: string, name: string, run: RunPicture): string {
  return written(folder, name, () => runPage(run));
}

/**
 * Writes a page to `name`.html in `folder`, which is made where it is not there; a file of that name
 * is replaced at once. `name` is a file's name: what is not a letter, digit, dot, hyphen or
 * underscore becomes a hyphen.
 *
 * @returns what `writePicture` does
 */
export function writePage(folder: string, name: string, page: string): string {
  return written(folder, name, () => page);
}

function written(folder: string, name: string, page: () => string): string {
  const path = join(resolve(folder), `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.html`);
  try {
    const html = page();
    mkdirSync(resolve(folder), { recursive: true });
    writeFileAtomic.sync(path, html, { fsync: false });
    return path;
  } catch (error) {
    return `no picture: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * `npm run inspect db-08 PATH`: the levels of a store, its tables and what they cost, here and as a page.
 *
 *     npm run inspect db-08 ./store
 *
 * Any directory of LevelDB's will do. Nothing in it is changed, so it should not be written to meanwhile.
 */
import { existsSync, statSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { StoreError } from "@labs/db-08";
import { writePage } from "@labs/grader/picture";
import { CorruptionError } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { KeyAxis } from "./inspect/axis.ts";
import { storePage } from "./inspect/page.ts";
import { storeText } from "./inspect/text.ts";
import { type StoreView, viewOf } from "./inspect/view.ts";

const [path = ""] = process.argv.slice(2);
process.exitCode = inspect(path);

function inspect(path: string): number {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const view = isFolder ? lookedAt(path) : `${path} is no folder`;
  if (typeof view === "string") {
    console.error(`${view}.`);
    return 1;
  }
  const axis = new KeyAxis(view.state.version.levels.flat());
  for (const line of storeText(view, axis)) console.log(line);
  const page = writePage(resolve(".labs/inspect"), basename(path), storePage(view, axis));
  console.log(`Page     ${relative("", page)}`);
  return 0;
}

function lookedAt(path: string): StoreView | string {
  try {
    return viewOf(realDisk(path), path) ?? `${path} has no store: there is no CURRENT in it`;
  } catch (error) {
    if (error instanceof CorruptionError || error instanceof StoreError) return error.message;
    throw error;
  }
}

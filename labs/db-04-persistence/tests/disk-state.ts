/**
 * What is on a disk, as a text to compare: most crashes leave what another one has left, and there a start finds the
 * same, and is not tried again.
 */
import type { SimDisk } from "@labs/machine/sim";
import { text } from "./shell.ts";

/** The same text where names and bytes are the same. */
export function contentsOf(disk: SimDisk): string {
  const parts = [disk.list("").join("/")];
  for (const [path, bytes] of disk.files()) {
    parts.push(`${path} ${bytes.length}`, text(bytes));
  }
  return parts.join("\n");
}

/** The same text where a crash will leave the same, too. */
export function conditionOf(disk: SimDisk): string {
  return [contentsOf(disk), contentsOf(disk.crash({ mode: "lost" })), disk.dump()].join("\n");
}

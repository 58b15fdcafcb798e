/**
 * MANIFESTs that LevelDB wrote itself, in a folder of the law's own, by classic-level, which brings its binary along.
 */
import { readdirSync } from "node:fs";
import { LogReader } from "@labs/db-03";
import type { Trial } from "@labs/grader/testing";
import { withLevelDb } from "@labs/grader/testing/leveldb";
import { emptyFolder } from "@labs/grader/testing/programs";
import { realDisk } from "@labs/machine/real-disk";

const PATIENCE_MS = 4000;
/** LevelDB's least. */
const WRITE_BUFFER_BYTES = 65_536;
const OPENINGS = 3;

/** A folder in which LevelDB has written, flushed and compacted; closed. The law is skipped where it does not load. */
export async function somethingInLevelDb(t: Trial): Promise<string> {
  const folder = emptyFolder(t);
  const options = { patienceMs: PATIENCE_MS, writeBufferSize: WRITE_BUFFER_BYTES };
  for (let opening = 0; opening < OPENINGS; opening++) {
    await withLevelDb<string, string, void>(t, folder, options, async (database) => {
      for (let round = 0; round < 4; round++) {
        const keys = Array.from({ length: 30 }, (_, i) => `key ${(i * 7 + round) % 40} ${opening}`);
        // What snappy cannot make shorter, so that the write buffer is full after two rounds.
        const value = (key: string) => noise(`${key} ${round}`, 1500);
        await database.batch(keys.map((key) => ({ type: "put", key, value: value(key) })));
      }
      await database.compactRange(`key ${opening}`, `key ${opening}9`);
    });
  }
  return folder;
}

/** The edits of every MANIFEST in the folder, as records. */
export function manifestsOf(folder: string) {
  return readdirSync(folder)
    .filter((name) => name.startsWith("MANIFEST-"))
    .map((name) => {
      const file = realDisk(folder).open(name, "existing");
      const edits: Uint8Array[] = [];
      const reader = new LogReader(file);
      for (let found = reader.next(); found.kind === "record"; found = reader.next()) {
        edits.push(found.record);
      }
      file.close();
      return { name, edits };
    });
}

/** A text of this length, other for another seed. */
function noise(seed: string, length: number): string {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7) >>> 0;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}

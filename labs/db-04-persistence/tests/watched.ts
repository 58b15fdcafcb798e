/**
 * A keyspace of which pictures are taken while commands run, and formats that note what they are given.
 *
 *     watched.begin()   watched.run("RENAME a b")   watched.rest()   watched.saved   ["a=…", "b=…"]
 */
import { type CommandTable, createSession, execute, type RespValue } from "@labs/db-01";
import { type Entry, Keyspace, keyspaceCommands } from "@labs/db-02";
import { observed, SLICE_BYTES, Snapshot, type SnapshotFormat } from "@labs/db-04";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { SimClock } from "@labs/machine/sim";
import { pictured, pictureOf, START_MS, text, wordsOf } from "./shell.ts";

const DOTS = new Uint8Array(SLICE_BYTES).fill(0x2e);

/** Notes each entry as it is when it is saved; writes as many bytes for each as the test wants. */
export class NotingFormat implements SnapshotFormat {
  /** As pictureOf shows them, in the order in which they came. */
  readonly saved: string[] = [];
  readonly keys: string[] = [];
  begun: readonly [keys: number, deadlines: number] | undefined;
  ends = 0;
  readonly #entryBytes: Uint8Array;

  constructor(entryBytes: number) {
    this.#entryBytes = DOTS.subarray(0, entryBytes);
  }

  begin(keys: number, deadlines: number): Uint8Array {
    this.begun = [keys, deadlines];
    return Buffer.from("<");
  }

  entry(entry: Entry): Uint8Array {
    this.saved.push(pictured(entry));
    this.keys.push(text(entry.key));
    return this.#entryBytes;
  }

  end(): Uint8Array {
    this.ends += 1;
    return Buffer.from(">");
  }
}

export class Watched {
  readonly clock = new SimClock(START_MS);
  readonly keyspace: Keyspace;
  readonly commands: CommandTable;
  snapshot: Snapshot | undefined;
  format = new NotingFormat(1);
  /** The keyspace at the instant of the picture. */
  picture: readonly string[] = [];

  constructor(seed: number) {
    this.keyspace = new Keyspace({
      clock: this.clock,
      random: seededRandom(seed),
      onRemoved: (entry, reason) => this.snapshot?.removed(entry, reason),
    });
    this.commands = observed(keyspaceCommands(this.keyspace), () => this.snapshot);
  }

  run(line: string): RespValue {
    return this.execute(wordsOf(line));
  }

  execute(words: readonly Uint8Array[]): RespValue {
    const reply = execute(this.commands, createSession(1), words);
    if (reply instanceof Promise) throw new Error("a command on the keyspace answers at once");
    return reply;
  }

  /** A picture is begun; each entry takes so many bytes of a slice. */
  begin(entryBytes: number): Snapshot {
    this.picture = pictureOf(this.keyspace)
      .split("\n")
      .filter((line) => line !== "");
    this.format = new NotingFormat(entryBytes);
    this.snapshot = new Snapshot(this.keyspace, this.format);
    return this.snapshot;
  }

  /** All slices that are left. */
  rest(): readonly Uint8Array[] {
    const slices: Uint8Array[] = [];
    for (let slice = this.snapshot?.step(); slice !== undefined; slice = this.snapshot?.step()) {
      slices.push(slice);
    }
    return slices;
  }

  /** What was saved is the picture; only what had a deadline, and is past it, may be missing. */
  check(t: Trial): void {
    const { saved, keys } = this.format;
    t.equal([...keys].sort(), [...new Set(keys)].sort(), "the keys that were saved, each once");
    const [inPicture, inFile] = [new Set(this.picture), new Set(saved)];
    const missing = this.picture.filter((line) => !inFile.has(line));
    const alive = missing.filter((line) => {
      const until = /^"[^"]*" until (\d+):/.exec(line)?.[1];
      return until === undefined || Number(until) >= this.clock.now();
    });
    t.equal(alive, [], "what is missing, and has not expired");
    const extra = saved.filter((line) => !inPicture.has(line));
    t.equal(extra, [], "what was saved, and was not so when the picture was begun");
  }
}

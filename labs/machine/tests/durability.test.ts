/**
 * The promise itself, as a property: whatever is done, and wherever it crashes, in every mode, what
 * a completed sync covers is there.
 *
 * The model is a list of promises. A sync that completes promises each byte that the file had when
 * it began; a promise ends with the operation that touches the byte again. Names likewise.
 */
import type { DiskFile } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, outcome } from "./support.ts";

const NAMES = ["a", "b", "c"];
const offset = fc.constantFrom(0, 3, 500, 510, 512, 1000);
const length = fc.constantFrom(1, 2, 5, 30, 520);
const command = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("open" as const), at: fc.nat(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("write" as const), at: fc.nat(2), offset, length }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("truncate" as const), at: fc.nat(2), size: offset }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("rename" as const), at: fc.nat(2), to: fc.nat(2) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), at: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("sync" as const), at: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.constant({ kind: "syncNames" as const }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("complete" as const),
      most: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Two files with durable names, so that there is something to promise. */
const PRELUDE: readonly Command[] = [
  { kind: "open", at: 0 },
  { kind: "open", at: 1 },
  { kind: "syncNames" },
  { kind: "complete", most: 3 },
];

/** A byte or a name has this value after each crash from operation `from` on, and before `until`. */
interface Promised<K, V> {
  readonly key: K;
  readonly value: V;
  readonly from: number;
  until: number;
}

/** What was last done to a byte or a name, and in which operation. */
type Cells<K, V> = Map<K, { readonly value: V; readonly touched: number }>;

/** Bytes of one file, or names of the directory: their state now, and what was promised of them. */
class Ledger<K, V> {
  readonly cells: Cells<K, V> = new Map();
  readonly promises: Promised<K, V>[] = [];

  touch(key: K, value: V, number: number): void {
    this.cells.set(key, { value, touched: number });
    for (const each of this.promises) {
      if (each.key === key && each.until === Number.POSITIVE_INFINITY) each.until = number;
    }
  }

  /** To be called when a sync begins; what it returns, when it has completed. */
  sync(): (from: number) => void {
    const covered = [...this.cells];
    return (from) => {
      for (const [key, { value, touched }] of covered) {
        const isSame = this.cells.get(key)!.touched === touched;
        if (isSame) this.promises.push({ key, value, from, until: Number.POSITIVE_INFINITY });
      }
    };
  }

  /** What must hold after `at` operations, or while the next one is under way. */
  due(at: number, isTorn: boolean): readonly Promised<K, V>[] {
    const begun = isTorn ? at + 1 : at;
    return this.promises.filter(({ from, until }) => from <= at && begun < until);
  }
}

/** A byte behind the end of a file: no promise. */
const END = -1;

class File {
  readonly bytes = new Ledger<number, number>();
  readonly handle: DiskFile;

  constructor(handle: DiskFile) {
    this.handle = handle;
  }
}

/** A disk, the files by name, and every snapshot of the cache. */
class Run {
  readonly disk = new SimDisk({ syncs: "held" });
  readonly names = new Ledger<string, File | undefined>();
  readonly caches: ReadonlyMap<string, Uint8Array>[] = [this.disk.files()];
  readonly #completions: ((from: number) => void)[] = [];
  #letter = 65;

  file(at: number): File | undefined {
    return this.names.cells.get(NAMES[at]!)?.value;
  }

  do(step: Command): void {
    switch (step.kind) {
      case "open":
        if (this.file(step.at) === undefined) this.#create(NAMES[step.at]!);
        break;
      case "rename":
        if (step.at !== step.to) this.#rename(step.at, step.to);
        break;
      case "remove":
        if (outcome(() => this.disk.remove(NAMES[step.at]!)) === undefined) {
          this.names.touch(NAMES[step.at]!, undefined, this.disk.operations);
        }
        break;
      case "syncNames":
        this.#begin(this.disk.syncDirectory(""), this.names.sync());
        break;
      case "complete":
        this.#complete(step.most);
        break;
      default:
        this.#change(step, this.file(step.at));
    }
    while (this.caches.length <= this.disk.operations) this.caches.push(this.disk.files());
  }

  #create(name: string): void {
    const file = new File(this.disk.open(name, "new"));
    this.names.touch(name, file, this.disk.operations);
  }

  #rename(at: number, to: number): void {
    const file = this.file(at);
    if (file === undefined) return;
    this.disk.rename(NAMES[at]!, NAMES[to]!);
    this.names.touch(NAMES[at]!, undefined, this.disk.operations);
    this.names.touch(NAMES[to]!, file, this.disk.operations);
  }

  #change(step: Extract<Command, { kind: "write" | "truncate" | "sync" }>, file?: File): void {
    if (file === undefined) return;
    const { handle, bytes: ledger } = file;
    const before = handle.size;
    if (step.kind === "sync") {
      this.#begin(handle.sync(), ledger.sync());
    } else if (step.kind === "write") {
      const letter = this.#letter++ % 256;
      handle.write(step.offset, new Uint8Array(step.length).fill(letter));
      for (let i = before; i < step.offset; i++) ledger.touch(i, 0, this.disk.operations);
      for (let i = 0; i < step.length; i++) {
        ledger.touch(step.offset + i, letter, this.disk.operations);
      }
    } else {
      handle.truncate(step.size);
      for (let i = before; i < step.size; i++) ledger.touch(i, 0, this.disk.operations);
      for (let i = step.size; i < before; i++) ledger.touch(i, END, this.disk.operations);
    }
  }

  #begin(syncing: Promise<void>, completed: (from: number) => void): void {
    syncing.catch(() => expect.unreachable("a sync failed"));
    this.#completions.push(completed);
  }

  #complete(most: number): void {
    for (let i = 0; i < most && this.disk.completeSyncs(1) === 1; i++) {
      this.#completions.shift()!(this.disk.operations);
      this.caches.push(this.disk.files());
    }
  }
}

/** Everything that was promised and is not on the disk that a crash left. */
function broken(run: Run, at: number, isTorn: boolean, disk: SimDisk): readonly string[] {
  const files = disk.files();
  return run.names.due(at, isTorn).flatMap(({ key: name, value: file }) => {
    const content = files.get(name);
    if ((file === undefined) !== (content === undefined)) return [`the name ${name}`];
    return (file?.bytes.due(at, isTorn) ?? [])
      .filter(({ key, value }) => value !== (content![key] ?? END))
      .map(({ key }) => `byte ${key} of ${name}`);
  });
}

test("synced bytes and synced names survive every crash at every point in every mode", () => {
  let [names, files] = [0, 0];
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40, size: "max" }), fc.nat(), (steps, seed) => {
      const run = new Run();
      for (const step of [...PRELUDE, ...steps]) run.do(step);
      for (const { at, torn, mode, disk, replay } of crashes(run.disk, { seed })) {
        const due = run.names.due(at, torn);
        names += due.length;
        files += due.filter(({ value }) => (value?.bytes.due(at, torn).length ?? 0) > 0).length;
        expect(broken(run, at, torn, disk), `${replay}\n${run.disk.log(at)}`).toEqual([]);
        if (mode === "kept" && !torn) expect(disk.files()).toEqual(run.caches[at]);
      }
    }),
    { numRuns: 60 },
  );
  // About 13,000 and 3,000: below this it has shown nothing.
  expect(names, "names that were looked for").toBeGreaterThan(1_000);
  expect(files, "files of which bytes were looked for").toBeGreaterThan(100);
});

test("the model is no sleeper: a disk that forgets a sync is caught by it", () => {
  const run = new Run();
  run.disk.failSync({ pages: "forgotten" });
  run.do({ kind: "open", at: 0 });
  run.do({ kind: "syncNames" });
  run.do({ kind: "write", at: 0, offset: 0, length: 2 });
  const { handle, bytes: ledger } = run.file(0)!;
  handle.sync().catch(() => undefined);
  run.disk.completeSyncs();
  run.names.sync()(run.disk.operations);
  ledger.sync()(run.disk.operations);
  const after = run.disk.crash({ mode: "lost" });
  expect(broken(run, run.disk.operations, false, after)).toEqual(["byte 0 of a", "byte 1 of a"]);
  expect(bytes("")).toEqual(after.contents("a"));
});

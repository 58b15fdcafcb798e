/**
 * A store under examination: what was written to it and promised, and whether a disk that a crash left has it.
 */
import { LsmStore, type StoreOptions } from "@labs/db-08";
import type { Trial } from "@labs/grader/testing";
import {
  type Crash,
  type CrashesOptions,
  type CrashMode,
  crashes,
  SimDisk,
} from "@labs/machine/sim";
import {
  batchOf,
  type Change,
  changesOf,
  type Found,
  inTables,
  onDisk,
  PLAIN,
  put,
  stateAfter,
} from "./store-model.ts";

export const DIRECTORY = "db";

/** In a recovery: as it was, as little as may be, and something between. */
const AGAIN: readonly CrashMode[] = ["kept", "lost", "scattered"];

/** So many changes were promised when the disk had had `by` operations. */
interface Promised {
  readonly count: number;
  readonly by: number;
}

/** One history of a store on one disk, through any number of openings; one call at a time. */
export class StoreRun {
  readonly disk: SimDisk;
  readonly options: StoreOptions;
  /** What was written, in order; of which a crash has taken the end. */
  readonly changes: Change[] = [];
  /** After how many changes a batch ends. */
  readonly #ends = new Set([0]);
  readonly #promised: Promised[] = [];
  #store: LsmStore | undefined;

  constructor(options: StoreOptions = {}, disk = new SimDisk()) {
    this.disk = disk;
    this.options = { ...PLAIN, ...options };
  }

  get store(): LsmStore {
    if (this.#store === undefined) throw new Error("the run has not opened its store");
    return this.#store;
  }

  /** Opens the store, again perhaps; the process before was killed, or has closed it. */
  async open(t: Trial): Promise<void> {
    this.#store = await LsmStore.open(this.disk, DIRECTORY, this.options);
    const found = changesOf(inTables(this.disk, DIRECTORY, this.store));
    t.equal(found, this.changes, "what is there after it was opened again");
    this.#promise();
  }

  async write(changes: readonly Change[], sync = false): Promise<void> {
    this.changes.push(...changes);
    this.#ends.add(this.changes.length);
    await this.store.write(batchOf(changes), { sync });
    if (sync) this.#promise();
  }

  async flush(): Promise<void> {
    await this.store.flush();
    this.#promise();
  }

  async close(): Promise<void> {
    await this.store.close();
    this.#promise();
  }

  /** All of `changes`, which the disk has when the run begins, is promised. */
  begin(changes: readonly Change[]): void {
    for (const change of changes) {
      this.changes.push(change);
      this.#ends.add(this.changes.length);
    }
    this.#promised.push({ count: changes.length, by: 0 });
  }

  /** How many changes must be there after a crash at this operation. */
  due(at = Number.POSITIVE_INFINITY): number {
    return dueAt(this.#promised, at);
  }

  /** What was found is a beginning of what was written, batches whole, with all that was promised by `at`. */
  holds(t: Trial, found: readonly Found[], at: number, where: () => string): void {
    const fail = (what: string) => t.holds(false, `${what}\n${where()}`);
    const count = found.length;
    for (const [i, { change, sequence }] of found.entries()) {
      const want = this.changes[i];
      if (want !== undefined && want[0] === change[0] && want[1] === change[1]) continue;
      fail(`change ${i + 1} is ${told(change)} (${sequence}), and ${told(want)} was written`);
    }
    const due = this.due(at);
    if (count < due) fail(`${due} changes were promised, and ${count} are there`);
    if (!this.#ends.has(count)) fail(`${count} changes are there: a part of a batch`);
  }

  /**
   * Opens what each crash has left, and looks; of some of them crashes that too, everywhere, and looks again; in
   * others writes once more, cuts the power, and looks.
   *
   * @param again crashes within one recovery of so many
   * @returns how many crashes there were, and how many during a recovery
   */
  async survives(
    t: Trial,
    { again = 0, ...options }: CrashesOptions & { readonly again?: number } = {},
  ): Promise<{ readonly crashes: number; readonly recoveries: number }> {
    const visited = { crashes: 0, recoveries: 0 };
    for (const crash of crashes(this.disk, { seed: t.seed, ...options })) {
      visited.crashes += 1;
      const where = () => `${crash.replay}\n${this.disk.log(crash.at)}`;
      const count = await this.#survivesOne(t, crash, where);
      const { disk } = crash;
      if (again > 0 && visited.crashes % again === 0) {
        for (const second of crashes(disk, { seed: t.seed, modes: AGAIN })) {
          visited.recoveries += 1;
          const whereAgain = () =>
            `${crash.replay}, then the recovery's ${second.replay}\n${disk.log(second.at)}`;
          // What the first recovery has not finished, it has promised to nobody.
          await this.#survivesOne(t, { ...second, at: crash.at }, whereAgain);
        }
      } else if (visited.crashes % 4 === 1) await this.#goesOn(t, disk, count, where);
    }
    return visited;
  }

  async #survivesOne(t: Trial, { disk, at }: Crash, where: () => string): Promise<number> {
    try {
      const store = await LsmStore.open(disk, DIRECTORY, this.options);
      const found = inTables(disk, DIRECTORY, store);
      this.holds(t, found, at, where);
      const last = found.at(-1)?.sequence ?? 0;
      if (store.lastSequence < last) t.holds(false, `lastSequence is below ${last}\n${where()}`);
      await store.close();
      if (disk.openFiles > 0) t.holds(false, `${disk.openFiles} files are open\n${where()}`);
      return found.length;
    } catch (error) {
      return passOr(error, () => t.holds(false, `recovery failed: ${error}\n${where()}`));
    }
  }

  async #goesOn(t: Trial, disk: SimDisk, count: number, where: () => string): Promise<void> {
    const change: Change = ["one more", "and it is synced"];
    const story = () => `${where()}\nopened; one more was written, synced; the power was cut`;
    try {
      const store = await LsmStore.open(disk, DIRECTORY, this.options);
      await store.write(batchOf([change]), { sync: true });
      const found = changesOf(onDisk(disk.crash({ mode: "lost" }), DIRECTORY));
      const isThere = found.length === count + 1 && found.at(-1)![0] === change[0];
      if (!isThere) t.holds(false, `${count} and one were there, now ${found.length}\n${story()}`);
      await store.close();
    } catch (error) {
      passOr(error, () => t.holds(false, `it failed: ${error}\n${story()}`));
    }
  }

  #promise(): void {
    this.#promised.push({ count: this.changes.length, by: this.disk.operations });
  }
}

/**
 * One history of a store whose writers do not wait for each other. Each batch puts its number under "#", so that what
 * is found tells which beginning of the writes it should be.
 */
export class CrowdRun {
  readonly disk: SimDisk;
  readonly optionsOf: () => StoreOptions;
  /** In the order of the calls. */
  readonly batches: Change[][] = [];
  /** Written with sync, flushed or closed. */
  readonly #promised: Promised[] = [];
  readonly #acknowledged: Promised[] = [];
  #store: LsmStore | undefined;

  /** @param optionsOf asked at each opening */
  constructor(optionsOf: () => StoreOptions, disk = new SimDisk()) {
    this.disk = disk;
    this.optionsOf = () => ({ ...PLAIN, ...optionsOf() });
  }

  get store(): LsmStore {
    if (this.#store === undefined) throw new Error("the run has not opened its store");
    return this.#store;
  }

  /** Opens the store, again perhaps; the process before was killed, or has closed it. */
  async open(t: Trial): Promise<void> {
    this.#store = await LsmStore.open(this.disk, DIRECTORY, this.optionsOf());
    this.holds(t, this.store, this.batches.length, () => this.disk.log());
    this.#note(this.#promised, this.batches.length);
  }

  write(changes: readonly Change[], sync = false): Promise<void> {
    const count = this.batches.length + 1;
    const batch = [...changes, put("#", `${count}`)];
    this.batches.push(batch);
    return this.store.write(batchOf(batch), { sync }).then(() => {
      this.#note(this.#acknowledged, count);
      if (sync) this.#note(this.#promised, count);
    });
  }

  flush(): Promise<void> {
    const count = this.batches.length;
    return this.store.flush().then(() => this.#note(this.#promised, count));
  }

  close(): Promise<void> {
    const count = this.batches.length;
    return this.store.close().then(() => this.#note(this.#promised, count));
  }

  /** What the store shows are the first batches, as many as its "#" says, and `due` at least. */
  holds(t: Trial, store: LsmStore, due: number, where: () => string): void {
    const found = [...store.entries()].map(
      ([key, value]) => [Buffer.from(key).toString(), Buffer.from(value).toString()] as const,
    );
    const number = found.find(([key]) => key === "#")?.[1] ?? "0";
    const want = stateAfter(this.batches.slice(0, Number(number)).flat());
    const isRight =
      found.length === want.size && found.every(([key, value]) => want.get(key) === value);
    if (!isRight) {
      const text = (entries: Iterable<readonly [string, string]>) => JSON.stringify([...entries]);
      t.holds(false, `there is ${text(found)}\nnot ${text(want)}, as after ${number}\n${where()}`);
    }
    if (Number(number) < due) t.holds(false, `${due} are due, ${number} are there\n${where()}`);
    for (const [key, value] of want) {
      const got = store.get(Buffer.from(key));
      const isSame = got !== undefined && Buffer.from(got).toString() === value;
      if (!isSame) t.holds(false, `get of ${key} is not ${value}\n${where()}`);
    }
  }

  /** The next process finds all that was acknowledged; after a power cut, all that was promised. */
  async holdsAfterwards(t: Trial): Promise<void> {
    for (const [mode, list] of [
      ["kept", this.#acknowledged],
      ["lost", this.#promised],
    ] as const) {
      const disk = this.disk.crash({ mode });
      t.did("opened", mode === "kept" ? "by the next process" : "after the power was cut");
      const store = await LsmStore.open(disk, DIRECTORY, this.optionsOf());
      this.holds(t, store, dueAt(list, this.disk.operations), () => this.disk.log());
      await store.close();
      t.equal(disk.openFiles, 0, "open files");
    }
  }

  /** Opens what each crash has left, and looks. @returns how many crashes there were */
  async survives(t: Trial, options: CrashesOptions = {}): Promise<number> {
    let visited = 0;
    for (const { at, mode, disk, replay } of crashes(this.disk, { seed: t.seed, ...options })) {
      visited += 1;
      const where = () => `${replay}\n${this.disk.log(at)}`;
      const due = dueAt(this.#promised, at);
      const kept = mode === "kept" ? dueAt(this.#acknowledged, at) : 0;
      try {
        const store = await LsmStore.open(disk, DIRECTORY, this.optionsOf());
        this.holds(t, store, Math.max(due, kept), where);
        await store.close();
        if (disk.openFiles > 0) t.holds(false, `${disk.openFiles} files are open\n${where()}`);
      } catch (error) {
        passOr(error, () => t.holds(false, `it failed: ${error}\n${where()}`));
      }
    }
    return visited;
  }

  #note(list: Promised[], count: number): void {
    list.push({ count, by: this.disk.operations });
  }
}

function dueAt(promised: readonly Promised[], at: number): number {
  return promised.reduce((due, { count, by }) => (by <= at ? Math.max(due, count) : due), 0);
}

/** Laws that broke and what is not written pass; else `say` says what is wrong. */
export function passOr(error: unknown, say: () => void): never {
  const { name } = error as Error;
  if (name !== "NotImplemented" && name !== "LawBroken") say();
  throw error;
}

function told(change: Change | undefined): string {
  if (change === undefined) return "nothing";
  const [key, value] = change;
  return value === undefined ? `delete ${key}` : `put ${key} ${value}`;
}

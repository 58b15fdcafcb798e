/**
 * A log under examination: what was appended to it and acknowledged, and whether a disk that a
 * crash left has it.
 */
import { Log, type LogOptions, type Recovered } from "@labs/db-03";
import type { Trial } from "@labs/grader/testing";
import { type Crash, type CrashesOptions, crashes, type SimDisk } from "@labs/machine/sim";

export const DIRECTORY = "wal";

/** What a log holds, as it was found. */
export interface Held {
  readonly firstIndex: number;
  readonly records: readonly Uint8Array[];
  readonly recovered: Recovered;
}

/** Something that was promised when the disk had had `by` operations. */
interface Promised {
  readonly index: number;
  readonly by: number;
}

/** Opens the log of a disk, looks, and closes it. */
export async function found(
  disk: SimDisk,
  options: LogOptions = {},
  directory = DIRECTORY,
): Promise<Held> {
  const { log, records } = await opened(disk, options, directory);
  const held = { firstIndex: log.firstIndex, records, recovered: log.recovered };
  await log.close();
  return held;
}

/** Opens the log of a disk; the records that it hands out, whose numbers are looked at. */
export async function opened(disk: SimDisk, options: LogOptions = {}, directory = DIRECTORY) {
  const records: Uint8Array[] = [];
  const indexes: number[] = [];
  const replay = (record: Uint8Array, index: number) => {
    records.push(record);
    indexes.push(index);
  };
  const log = await Log.open(disk, directory, { ...options, replay });
  const wrong = indexes.findIndex((index, i) => index !== log.firstIndex + i);
  if (wrong !== -1) {
    throw new Error(`replay got index ${indexes[wrong]}, ${wrong} after ${log.firstIndex}`);
  }
  if (log.firstIndex + records.length !== log.nextIndex) {
    const { firstIndex, nextIndex } = log;
    throw new Error(`${records.length} records from ${firstIndex} on, and nextIndex ${nextIndex}`);
  }
  return { log, records };
}

/** One history of a log on one disk, through any number of openings. */
export class Run {
  readonly disk: SimDisk;
  readonly options: LogOptions;
  /** By index: what append was given. */
  readonly appended: Uint8Array[] = [];
  readonly acknowledged: Promised[] = [];
  /** Truncations that were asked for: all below `index` may be gone. */
  readonly asked: Promised[] = [];
  rejected = 0;
  #log: Log | undefined;

  constructor(disk: SimDisk, options: LogOptions) {
    this.disk = disk;
    this.options = options;
  }

  get log(): Log {
    if (this.#log === undefined) throw new Error("the run has not opened its log");
    return this.#log;
  }

  /**
   * Opens the log, for the first time or again; what it lacks of the records was not acknowledged,
   * or is a fault.
   */
  async open(t: Trial): Promise<void> {
    const { log, records } = await opened(this.disk, this.options);
    this.#log = log;
    this.holds(t, { firstIndex: log.firstIndex, records, recovered: log.recovered });
    this.appended.length = log.nextIndex;
  }

  /** Appends, and notes when it is durable: by its acknowledgement under `always`. */
  async append(record: Uint8Array): Promise<void> {
    const copy = Uint8Array.from(record);
    const index = this.log.nextIndex;
    this.appended[index] = copy;
    const got = await this.log.append(record);
    if (got !== index) throw new Error(`append gave index ${got}, and nextIndex was ${index}`);
    const { policy = "always" } = this.options;
    if (policy === "always") this.acknowledged.push({ index, by: this.disk.operations });
  }

  /** As `append`; where it rejects, that is counted. */
  async tryAppend(record: Uint8Array): Promise<boolean> {
    try {
      await this.append(record);
      return true;
    } catch {
      this.rejected += 1;
      return false;
    }
  }

  /** Syncs; then all that was appended before is promised. */
  async sync(): Promise<void> {
    const index = this.log.nextIndex - 1;
    await this.log.sync();
    this.acknowledged.push({ index, by: this.disk.operations });
  }

  async truncateBefore(index: number): Promise<void> {
    this.asked.push({ index, by: this.disk.operations });
    await this.log.truncateBefore(index);
  }

  /** The number of records that must be there after a crash at this operation. */
  due(at = Number.POSITIVE_INFINITY): number {
    return this.acknowledged.reduce(
      (due, { index, by }) => (by <= at ? Math.max(due, index + 1) : due),
      0,
    );
  }

  /**
   * What is held is a stretch of what was appended, with all that was promised by operation `at`.
   */
  holds(
    t: Trial,
    { firstIndex, records, recovered }: Held,
    at = Number.POSITIVE_INFINITY,
    where = () => this.disk.log(),
  ): void {
    const fail = (what: string) => t.holds(false, `${what}\n${where()}`);
    const nextIndex = firstIndex + records.length;
    const gone = Math.max(0, ...this.asked.map(({ index, by }) => (by <= at ? index : 0)));
    if (firstIndex > gone)
      fail(`record ${gone} should be there, and the log begins at ${firstIndex}`);
    const due = this.due(at);
    if (nextIndex < due) fail(`${due} records were promised, and ${nextIndex} are there`);
    if (nextIndex > this.appended.length) {
      fail(`${nextIndex} records are there, and ${this.appended.length} were appended`);
    }
    if (recovered.records !== records.length) {
      fail(`recovered.records is ${recovered.records}, and ${records.length} were handed out`);
    }
    for (const [i, record] of records.entries()) {
      if (Buffer.compare(record, this.appended[firstIndex + i]!) === 0) continue;
      fail(`record ${firstIndex + i} is not the one that was appended`);
    }
  }

  /**
   * Recovers from each crash and looks; appends one record more and cuts the power, with nothing
   * kept that was not synced; recovers again, and looks.
   * @returns how many crashes there were
   */
  async survives(t: Trial, options: CrashesOptions = {}): Promise<number> {
    let visited = 0;
    for (const crash of crashes(this.disk, { seed: t.seed, ...options })) {
      visited += 1;
      await this.#survivesOne(t, crash);
    }
    return visited;
  }

  async #survivesOne(t: Trial, { at, disk, replay }: Crash): Promise<void> {
    const where = () => `${replay}\n${this.disk.log(at)}`;
    const first = await this.#recovered(t, disk, where, async (log) => {
      await log.append(numbered(1, 25));
      await log.sync();
    });
    this.holds(t, first, at, where);
    const again = () =>
      `${replay}, recovered; one record more, synced; then the power was cut\n${disk.log()}`;
    const second = await this.#recovered(t, disk.crash({ mode: "lost" }), again);
    const expected = [first.firstIndex, first.records.length + 1];
    const actual = [second.firstIndex, second.records.length];
    if (expected.join() !== actual.join()) {
      const span = ([from, count]: number[]) => `${count} records from ${from} on`;
      t.holds(false, `${span(expected)} should be there, and ${span(actual)} are\n${again()}`);
    }
  }

  async #recovered(
    t: Trial,
    disk: SimDisk,
    where: () => string,
    work: (log: Log) => Promise<void> = async () => {},
  ): Promise<Held> {
    try {
      const { log, records } = await opened(disk, this.options);
      const held = { firstIndex: log.firstIndex, records, recovered: log.recovered };
      await work(log);
      await log.close();
      return held;
    } catch (error) {
      if ((error as Error).name === "NotImplemented") throw error;
      return t.holds(false, `recovery failed: ${error}\n${where()}`) as never;
    }
  }
}

/** A record of this length that tells its number. */
export function numbered(number: number, length = 20): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x61 + (number % 26));
  bytes.set(Buffer.from(`${number}:`).subarray(0, length));
  return bytes;
}

/**
 * A compactor for the laws: when level 0 has so many tables, all of them and level 1 become one table of level 1. And
 * what laws hold work up with.
 */
import { setImmediate } from "node:timers/promises";
import {
  type InternalIterator,
  mergingIterator,
  parseInternalKey,
  userKeyOf,
  ValueType,
} from "@labs/db-05";
import type {
  CompactionHost,
  CompactionJob,
  Compactor,
  FileMetadata,
  Pressure,
  Slices,
  Version,
} from "@labs/db-08";
import type { SimDisk } from "@labs/machine/sim";

/** How many tables of level 0 are what. */
export interface ToyLimits {
  readonly merge: number;
  readonly slow?: number;
  readonly stop?: number;
}

/** Merges all there is into one table, without what nobody reads any more. */
export class ToyCompactor implements Compactor {
  readonly #limits: ToyLimits;
  /** How often it was asked what is to be done, and how many jobs it had. */
  asked = 0;
  jobs = 0;
  #running = 0;
  /** Jobs that ran at a time. */
  most = 0;

  constructor(limits: ToyLimits) {
    this.#limits = limits;
  }

  next(host: CompactionHost): CompactionJob | undefined {
    this.asked += 1;
    if (host.version.levels[0]!.length < this.#limits.merge) return undefined;
    return async (given) => {
      this.jobs += 1;
      this.#running += 1;
      this.most = Math.max(this.most, this.#running);
      await mergeAll(given);
      this.#running -= 1;
    };
  }

  pressure({ levels }: Version): Pressure {
    const { slow = Number.POSITIVE_INFINITY, stop = Number.POSITIVE_INFINITY } = this.#limits;
    const count = levels[0]!.length;
    return count >= stop ? "stop" : count >= slow ? "slow" : "none";
  }
}

/** A job: the tables of levels 0 and 1 become one of level 1, or none. */
export async function mergeAll(host: CompactionHost): Promise<void> {
  const inputs = [0, 1].flatMap((level) =>
    host.version.levels[level]!.map((file) => ({ level, file })),
  );
  const source = mergingIterator(inputs.map(({ file }) => host.iterator([file])));
  try {
    const file = await written(host, source);
    await host.install({
      deletedFiles: inputs.map(({ level, file: { number } }) => ({ level, number })),
      newFiles: file === undefined ? [] : [{ level: 1, file }],
    });
  } finally {
    source.close();
  }
}

async function written(
  host: CompactionHost,
  source: InternalIterator,
): Promise<FileMetadata | undefined> {
  const oldest = host.oldestReadSequence;
  let output: ReturnType<CompactionHost["newTable"]> | undefined;
  let before: Uint8Array | undefined;
  let isShadowed = false;
  try {
    for (source.seekToFirst(); source.isValid; source.next()) {
      const { sequence, type } = parseInternalKey(source.key)!;
      const userKey = Uint8Array.from(userKeyOf(source.key));
      if (before === undefined || Buffer.compare(before, userKey) !== 0) isShadowed = false;
      before = userKey;
      const isRead = !isShadowed && !(sequence <= oldest && type === ValueType.Deletion);
      if (sequence <= oldest) isShadowed = true;
      if (!isRead) continue;
      output ??= host.newTable();
      if (output.add(source.key, source.value)) await host.slices.pause();
    }
    return await output?.finish();
  } catch (error) {
    output?.abandon();
    throw error;
  }
}

/** Slices whose pauses are counted, and end when a law says so. */
export class Brake implements Slices {
  readonly bytes: number;
  pauses = 0;
  #held: (() => void)[] | undefined;

  constructor(bytes = 1 << 30) {
    this.bytes = bytes;
  }

  readonly pause = (): Promise<void> => {
    this.pauses += 1;
    const held = this.#held;
    return held === undefined
      ? setImmediate()
      : new Promise((resolve) => {
          held.push(resolve);
        });
  };

  /** From now on pauses last until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const resolve of held) resolve();
  }
}

/** Lets everything go on that waits for nothing. */
export async function turns(count = 6): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/** Ends syncs of a held disk until none is under way. */
export async function endSyncs(disk: SimDisk): Promise<void> {
  await turns();
  while (disk.completeSyncs() > 0) await turns();
}

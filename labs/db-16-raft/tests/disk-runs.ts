/**
 * A RaftStorage under examination: what it was told to save, by when it said that this is durable, and what is found on
 * a disk that a crash has left.
 *
 *     save 1   save 2   save 3              told, in order
 *     ├────────┼────────┼───── · · ·
 *     by 4     by 7     (not yet)           the number of disk operations at which each resolved
 *
 *     found after a crash at operation n: what the first k saves make, where k covers all that had resolved by n
 */
import { type Entry, type HardState, RaftStorage, type Saved } from "@labs/db-16";
import type { Trial } from "@labs/grader/testing";
import type { Random } from "@labs/machine";
import type { SimDisk } from "@labs/machine/sim";

export const PATH = "raft.log";

/** One save: what `save` is given. */
export interface Batch {
  readonly hardState?: HardState;
  readonly entries?: readonly Entry[];
}

/** What one batch after the other makes: the model that a file is held against. */
export function madeOf(batches: readonly Batch[]): Saved {
  let hardState: HardState = { term: 0, votedFor: undefined };
  let entries: readonly Entry[] = [];
  for (const batch of batches) {
    hardState = batch.hardState ?? hardState;
    const [first] = batch.entries ?? [];
    if (first === undefined) continue;
    entries = [...entries.filter(({ index }) => index < first.index), ...(batch.entries ?? [])];
  }
  return { hardState, entries };
}

/** A command; its data says which one it is, `size` times over. */
export function command(index: number, term: number, size = 1): Entry {
  const data = Uint8Array.from(Buffer.from(`${index}/${term} `.repeat(size)));
  return { kind: "command", index, term, data };
}

/** The entry with which a leader begins. */
export const noOp = (index: number, term: number): Entry => ({ kind: "no-op", index, term });

/** Term and vote. */
export const vote = (term: number, votedFor?: string): HardState => ({ term, votedFor });

/** What is saved, in a line: `term 3, voted for b; 1/1 2/1 3/3*`. */
export function savedText({ hardState, entries }: Saved): string {
  const names = entries.map(({ kind, index, term }) => {
    return `${index}/${term}${kind === "no-op" ? "*" : ""}`;
  });
  const { term, votedFor } = hardState;
  return `term ${term}, voted for ${votedFor ?? "nobody"}; log ${names.join(" ") || "empty"}`;
}

/** All of it, data too. */
function exactText({ hardState, entries }: Saved): string {
  const { term, votedFor } = hardState;
  const rows = entries.map((entry) => [
    ...[entry.kind, entry.index, entry.term],
    entry.kind === "command" ? Buffer.from(entry.data).toString("latin1") : "",
  ]);
  return JSON.stringify([term, votedFor ?? null, rows]);
}

/** Opens the file, looks, and closes it. */
export async function found(disk: SimDisk): Promise<Saved> {
  disk.syncs = "soon";
  const storage = await RaftStorage.open(disk, PATH);
  storage.close();
  return storage.saved;
}

/** One history of a file, through any number of openings. */
export class DiskRun {
  readonly disk: SimDisk;
  readonly batches: Batch[] = [];
  /** By batch: how many operations the disk had when its save resolved. */
  readonly by: number[] = [];
  #storage: RaftStorage | undefined;

  constructor(disk: SimDisk) {
    this.disk = disk;
  }

  /** Opens it, as a process that begins; one that ran before was killed, and gave nothing back. */
  async open(): Promise<void> {
    this.#storage = await RaftStorage.open(this.disk, PATH);
  }

  async save(batch: Batch): Promise<void> {
    if (this.#storage === undefined) throw new Error("the run has not opened its file");
    this.batches.push(batch);
    await this.#storage.save(batch.hardState, batch.entries ?? []);
    this.by.push(this.disk.operations);
  }

  /** What is found is made by a first part of the saves, in which everything is that had resolved by operation `at`. */
  holds(t: Trial, saved: Saved, at: number, where: string): void {
    const due = this.by.filter((by) => by <= at).length;
    const all = [[], ...this.batches].map((_, i) => madeOf(this.batches.slice(0, i)));
    const text = exactText(saved);
    if (all.slice(due).some((each) => exactText(each) === text)) return;
    t.did("crashed", where);
    t.did("found", savedText(saved));
    const what = all.some((each) => exactText(each) === text)
      ? `${due} saves had resolved, and the last of them is not there: ${savedText(all[due]!)}`
      : `no first part of the saves makes this; ${due} had resolved: ${savedText(all[due]!)}`;
    t.holds(false, what);
  }
}

/** Terms and votes alone. */
export async function votesOnly(run: DiskRun): Promise<void> {
  await run.open();
  for (let term = 1; term <= 5; term++) {
    await run.save({ hardState: vote(term) });
    await run.save({ hardState: vote(term, term % 2 === 0 ? "a" : "another-machine") });
  }
}

/** Entries alone: small ones, large ones, several at once; and the process is killed and begins again. */
export async function entriesOnly(run: DiskRun): Promise<void> {
  await run.open();
  await run.save({ entries: [noOp(1, 1)] });
  await run.save({ entries: [command(2, 1), command(3, 1, 400), command(4, 1)] });
  await run.open();
  for (let index = 5; index < 12; index++) await run.save({ entries: [command(index, 1, index)] });
}

/** Both, in one batch. */
export async function both(run: DiskRun): Promise<void> {
  await run.open();
  await run.save({ hardState: vote(1, "a"), entries: [noOp(1, 1)] });
  await run.save({ hardState: vote(2), entries: [command(2, 2), command(3, 2)] });
  await run.save({ entries: [command(4, 2, 30)] });
  await run.save({ hardState: vote(3, "b") });
  await run.save({ hardState: vote(4, "c"), entries: [noOp(5, 4)] });
}

/** Leaders that replace what others have left, shorter and longer than before. */
export async function replacing(run: DiskRun): Promise<void> {
  await run.open();
  await run.save({ entries: [noOp(1, 1), command(2, 1), command(3, 1), command(4, 1)] });
  await run.save({ hardState: vote(2, "b"), entries: [noOp(3, 2)] });
  await run.save({ entries: [command(4, 2), command(5, 2)] });
  await run.open();
  await run.save({ hardState: vote(5), entries: [noOp(2, 5)] });
  await run.save({ hardState: vote(6), entries: [noOp(1, 6), command(2, 6, 200)] });
  await run.save({ entries: [command(3, 6)] });
}

/** What a machine may save next, drawn. */
export function drawBatch(random: Random, before: Saved): Batch {
  const term = before.hardState.term + random.below(2);
  const hardState = vote(term, random.below(2) === 0 ? undefined : "abc"[random.below(3)]!);
  const last = before.entries.length;
  const from = random.below(4) === 0 ? 1 + random.below(last + 1) : last + 1;
  const entries = Array.from({ length: 1 + random.below(4) }, (_, i) =>
    random.below(5) === 0
      ? noOp(from + i, term)
      : command(from + i, term, random.below(3) === 0 ? 0 : random.below(20)),
  );
  switch (random.below(3)) {
    case 0:
      return { hardState };
    case 1:
      return { entries };
    default:
      return { hardState, entries };
  }
}

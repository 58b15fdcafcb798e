/**
 * What holds of the jobs of either strategy: of one that merges two tables of level 0.
 *
 *     next(host) ──▶ job ──▶ … level 0 has one more … ──▶ job(host): what was picked, and nothing else
 */
import type { Compactor } from "@labs/db-08";
import type { CompactionLimits } from "@labs/db-09";
import type { Trial } from "@labs/grader/testing";
import { editText, ToyHost, type ToyOptions, toyTable } from "./toy-host.ts";

const hostOf = (options: ToyOptions = {}): ToyHost =>
  new ToyHost({ 0: [toyTable(9, ["a 9", "c 8"]), toyTable(8, ["a 5", "c 4"])] }, options);

const deletedOf = (host: ToyHost): readonly string[] | undefined =>
  host.edits.map(editText)[0]?.deleted;

const PICKED = ["level 0: 8", "level 0: 9"];

/** Holds that a job does what was picked, to the host that it is given. */
export async function checkAsPicked(t: Trial, compactor: Compactor): Promise<void> {
  const host = hostOf();
  t.given("asked", "for a job of two tables; then a third one came, and the job was run");
  const job = compactor.next(host);
  await undefined;
  t.equal([host.iterators, host.outputs.length, host.edits.length], [0, 0, 0], "work before that");
  const { file } = toyTable(20, ["b 20"]);
  host.version = host.version.apply({ newFiles: [{ level: 0, file }] });
  await job?.(host);
  t.equal(deletedOf(host), PICKED, "what its edit deletes");
  const [asked, given] = [hostOf(), hostOf()];
  t.given("asked", "for a job by one host; it was run with another one, of the same version");
  await compactor.next(asked)?.(given);
  t.equal([asked.edits.length, given.edits.length], [0, 1], "edits that each of them was given");
}

/** Holds that a job of one store keeps none from another. */
export async function checkTwoStores(t: Trial, compactor: Compactor): Promise<void> {
  const other = hostOf();
  let job: ReturnType<Compactor["next"]>;
  let pauses = 0;
  const onPause = () => {
    pauses += 1;
    job ??= compactor.next(other);
  };
  const one = hostOf({ sliceBytes: 1, onPause });
  t.did("asked", "for another store's job in the pauses of one");
  await compactor.next(one)?.(one);
  t.floor("pauses", pauses, 1);
  t.holds(job !== undefined, "there was none");
  await job?.(other);
  t.equal([deletedOf(one), deletedOf(other)], [PICKED, PICKED], "what the edits delete");
}

/** Holds that what a compaction rejects with is what its job rejects with. */
export async function checkFailure(t: Trial, compactor: Compactor): Promise<void> {
  const failed = new Error("it failed");
  const onPause = () => {
    throw failed;
  };
  const onInstall = onPause;
  for (const [what, options] of [
    ["pause", { sliceBytes: 1, onPause }],
    ["install", { onInstall }],
  ] as const) {
    const host = hostOf(options);
    t.given("failed", what);
    const job = compactor.next(host);
    t.holds(job !== undefined, "there is no job for two tables");
    const error = await t.fails(async () => job?.(host));
    t.holds(error === failed, "another error came");
  }
}

/** Holds that the tables of a job end where the limits say that were said to the strategy. */
export async function checkTableBytes(
  t: Trial,
  strategy: (limits: Partial<CompactionLimits>) => Compactor,
): Promise<void> {
  for (const [tableBytes, outputs] of [
    [1, [["a 9"], ["c 8"]]],
    [1e6, [["a 9", "c 8"]]],
  ] as const) {
    const host = hostOf();
    t.given("limits", `2 tables in level 0; a table ends at ${tableBytes} bytes`);
    await strategy({ level0Tables: 2, tableBytes }).next(host)?.(host);
    t.equal(host.written(), outputs, "what the outputs have");
  }
}

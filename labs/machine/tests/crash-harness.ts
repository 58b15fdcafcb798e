/**
 * Crashes a log everywhere, and says what it lost.
 *
 *     workload ──▶ attempts: record, from operation 12, acknowledged by operation 15
 *         │
 *         └─ every crash ──▶ open ──▶ the records are those that were attempted, in order,
 *                              │      and all that were acknowledged by then
 *                              └────▶ append one more, crash again: it is there, and so are they
 *
 * A record whose append was refused may be there, at its place, or not.
 *
 * Left out: crashes while the log is being opened; a test does that with a harness of its own size.
 */
import type { Disk } from "@labs/machine";
import { crashes, SimDisk } from "@labs/machine/sim";
import type { Log, OpenLog } from "./wrong-logs.ts";

/** A record that was to be appended, and by which operation which answer was there. */
interface Attempt {
  readonly record: string;
  readonly from: number;
  acknowledged: number;
  refused: number;
}

/** What a harness has seen. */
export interface Examined {
  /** Crashes that were recovered from. */
  readonly visited: number;
  /** What was wrong, and where. */
  readonly failures: readonly string[];
  /** Modes in which something was wrong. */
  readonly modes: ReadonlySet<string>;
}

/** What a workload does with a log; it may arrange faults. */
export type Workload = (run: Run, disk: SimDisk) => Promise<void>;

/** Twelve records, short ones and long ones, and two rewrites. */
export const plainWorkload: Workload = async (run) => {
  for (let i = 0; i < 12; i++) {
    if (i === 4 || i === 9) await run.rewrite();
    await run.append(String.fromCharCode(97 + i).repeat(i % 3 === 2 ? 1300 : 5 + i));
  }
};

/** A log under a workload, which notes what was acknowledged when. */
export class Run {
  readonly attempts: Attempt[] = [];
  readonly #open: OpenLog;
  readonly #disk: SimDisk;
  #log: Log | undefined;

  constructor(open: OpenLog, disk: SimDisk) {
    this.#open = open;
    this.#disk = disk;
  }

  /** Opens the log, again if it is open: the process is started anew, the machine goes on. */
  async open(): Promise<void> {
    this.#log?.close();
    this.#log = undefined;
    this.#log = await this.#open(this.#disk);
  }

  /** @returns whether the record was acknowledged */
  async append(record: string): Promise<boolean> {
    const never = Number.POSITIVE_INFINITY;
    const attempt = { record, from: this.#disk.operations, acknowledged: never, refused: never };
    this.attempts.push(attempt);
    try {
      await this.#log!.append(record);
      attempt.acknowledged = this.#disk.operations;
      return true;
    } catch {
      attempt.refused = this.#disk.operations;
      return false;
    }
  }

  /** Closes the log, and says how many handles are left open. */
  close(): number {
    this.#log?.close();
    return this.#disk.openFiles;
  }

  /** @returns whether it was done */
  rewrite(): Promise<boolean> {
    return this.#log!.rewrite().then(
      () => true,
      () => false,
    );
  }
}

/** Runs the workload once, and recovers from every crash of it. */
export async function examine(
  open: OpenLog,
  seed: number,
  workload: Workload = plainWorkload,
): Promise<Examined> {
  const disk = new SimDisk();
  const run = new Run(open, disk);
  await run.open();
  await workload(run, disk);
  const failures: string[] = [];
  const modes = new Set<string>();
  let visited = 0;
  for (const crash of crashes(disk, { seed })) {
    visited++;
    const problem = await problemAfter(open, crash.disk, run.attempts, crash.at);
    if (problem === undefined) continue;
    modes.add(crash.mode);
    failures.push(`${crash.replay}: ${problem}\n${disk.log(crash.at)}`);
  }
  return { visited, failures, modes };
}

async function problemAfter(
  open: OpenLog,
  disk: SimDisk,
  attempts: readonly Attempt[],
  at: number,
): Promise<string | undefined> {
  try {
    const recovered = await recordsOf(open, disk);
    const problem = wrongRecords(recovered, attempts, at);
    if (problem !== undefined) return problem;
    const log = await open(disk);
    await log.append("one more");
    log.close();
    const again = await recordsOf(open, disk.crash({ mode: "lost" }));
    const expected = [...recovered, "one more"];
    if (again.join() === expected.join()) return undefined;
    return `${show(expected)} were acknowledged in the end; after a power cut ${show(again)}`;
  } catch (error) {
    return `recovery threw: ${(error as Error).message}`;
  }
}

async function recordsOf(open: OpenLog, disk: Disk): Promise<readonly string[]> {
  const log = await open(disk);
  log.close();
  return [...log.records];
}

/** The recovered are the attempted in order; only refused ones, and the last ones, may be missing. */
function wrongRecords(
  recovered: readonly string[],
  attempts: readonly Attempt[],
  at: number,
): string | undefined {
  let next = 0;
  for (const { record, acknowledged, refused } of attempts) {
    if (recovered[next] === record) next++;
    else if (acknowledged <= at)
      return `${show([record])} was acknowledged; found ${show(recovered)}`;
    else if (refused === Number.POSITIVE_INFINITY) break;
  }
  return next === recovered.length ? undefined : `found what was never written: ${show(recovered)}`;
}

function show(records: readonly string[]): string {
  return JSON.stringify(
    records.map((record) => (record.length > 12 ? `${record.slice(0, 9)}…` : record)),
  );
}

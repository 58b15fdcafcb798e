/**
 * How long everybody else waits while a million keys are written.
 *
 *     loop    │ a slice │ others │ a slice │ others │ …
 *             └────┬────┘
 *                  the pause: what a request waits that comes at its beginning
 *
 * Measured with setImmediate, which comes once a turn: the time between two of them. A pause that comes by itself, when the
 * garbage collector runs, is in every row; so the first row is the server with nothing to do.
 *
 * The budget: no slice holds others up for more than 10 ms, the time of a slow disk's seek. Counted it is 512 looks or
 * 64 KiB; the longest of all pauses is one of the garbage collector.
 *
 * Left out: a key of a million elements, which is one slice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringValue } from "@labs/db-02";
import { openPersistence, type Persistence, SLICE_BYTES, SLICE_LOOKS } from "@labs/db-04";
import { type Figure, line } from "@labs/grader/bench";
import { realDisk } from "@labs/machine/real-disk";

const KEYS = 1_000_000;
const IDLE_MS = 2_000;
const BUDGET_MS = 10;

/** Measures and prints; returns what a rewrite's pauses are of the budget. */
export async function benchPauses(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "db-04-bench-"));
  let slices = 0;
  const persistence = await openPersistence(realDisk(folder), {
    ...{ appendfsync: "everysec", save: "", autoAofRewritePercentage: 0 },
    pause() {
      slices += 1;
      return new Promise((resolve) => setImmediate(resolve));
    },
  });
  try {
    fill(persistence);
    console.log(`Pauses, ${KEYS.toLocaleString("en")} keys; a budget of ${BUDGET_MS} ms\n`);
    console.log(line("", "median ms", "99 % ms", "longest ms", "slices", "seconds"));
    await measure("nothing", () => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
    const figures: Figure[] = [];
    for (const [name, job] of [
      ["BGREWRITEAOF", () => persistence.rewrite()],
      ["BGSAVE", () => persistence.save()],
    ] as const) {
      slices = 0;
      const longest = await measure(name, job, () => slices);
      figures.push({
        name: `${name}: the budget to the longest pause`,
        ratio: BUDGET_MS / longest,
      });
    }
    const most = `${SLICE_LOOKS} looks or ${SLICE_BYTES / 1024} KiB`;
    console.log(`\n  A slice has at most ${most}; here ${Math.round(KEYS / slices)} keys.\n`);
    return figures;
  } finally {
    await persistence.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By the keyspace and not by commands: nothing is logged, and it takes seconds and not minutes. */
function fill({ keyspace }: Persistence): void {
  for (let i = 0; i < KEYS; i++) {
    const key = Uint8Array.from(Buffer.from(`key:${String(i).padStart(12, "0")}`, "latin1"));
    keyspace.put(key, stringValue(Buffer.from(`value:${i}`, "latin1")));
  }
}

/** Prints a row; returns the longest pause, in milliseconds. */
async function measure(
  name: string,
  job: () => Promise<unknown>,
  slices: () => number = () => 0,
): Promise<number> {
  const pauses: number[] = [];
  let isRunning = true;
  let before = performance.now();
  const started = before;
  const turn = (): void => {
    const now = performance.now();
    pauses.push(now - before);
    before = now;
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  await job();
  isRunning = false;
  const seconds = (performance.now() - started) / 1000;
  pauses.sort((a, b) => a - b);
  const at = (share: number) => pauses[Math.floor((pauses.length - 1) * share)]!;
  const times = [at(0.5), at(0.99), at(1)].map((ms) => ms.toFixed(2));
  console.log(line(name, ...times, String(slices()), seconds.toFixed(1)));
  return at(1);
}

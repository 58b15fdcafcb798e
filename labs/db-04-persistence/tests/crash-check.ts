/**
 * Crashes a server everywhere, and says what it lost.
 *
 *     workload ──▶ requests logged, replies that left, the keyspace after each request
 *         │
 *         └─ every crash ──▶ start again ──▶ the keyspace is that after some of the requests,
 *                                            and after all that replies had told of
 */
import type { Trial } from "@labs/grader/testing";
import { type Crash, type CrashMode, crashes } from "@labs/machine/sim";
import { LOG, Server } from "./server.ts";
import { pictureOf } from "./shell.ts";

/** What is checked, besides that there is the state after some prefix. */
export type CrashCheck = {
  /** So many requests must be there, by the disk's operation. */
  readonly due: (crash: Crash) => number;
  readonly modes?: readonly CrashMode[];
  /** How often each point is visited in a mode that draws. */
  readonly draws?: number;
  /** At least so many crashes must be visited, and so many files found torn. */
  readonly floors: { readonly crashes: number; readonly torn: number };
};

/** Starts again after every crash of what the server's disk has seen. */
export async function survives(t: Trial, server: Server, check: CrashCheck): Promise<void> {
  const { due, modes, draws = 1, floors } = check;
  let visited = 0;
  let torn = 0;
  const options = { seed: t.seed, draws, ...(modes === undefined ? {} : { modes }) };
  for (const crash of crashes(server.disk, options)) {
    visited += 1;
    const again = await startAgain(t, server, crash);
    if (again === undefined) {
      lost(t, server, crash, due(crash), 0);
      continue;
    }
    if (again.found?.kind === "torn") torn += 1;
    const found = again.found?.commands ?? 0;
    lost(t, server, crash, due(crash), found);
    if (pictureOf(again.keyspace) !== server.pictures[found]) {
      tell(t, server, crash);
      t.equal(
        pictureOf(again.keyspace),
        server.pictures[found],
        `the keyspace after ${found} requests`,
      );
    }
  }
  t.floor("crashes", visited, floors.crashes);
  t.floor("torn files", torn, floors.torn);
}

/** The server that comes up; undefined where the file was not yet made. */
async function startAgain(t: Trial, server: Server, crash: Crash): Promise<Server | undefined> {
  if (!crash.disk.exists(LOG)) return undefined;
  try {
    return await Server.start(crash.disk, { seed: 2 });
  } catch (error) {
    tell(t, server, crash);
    throw error;
  }
}

function lost(t: Trial, server: Server, crash: Crash, due: number, found: number): void {
  if (found >= due) return;
  tell(t, server, crash);
  t.holds(false, `replies had told of ${due} requests, and ${found} are there`);
}

function tell(t: Trial, server: Server, { replay, at }: Crash): void {
  t.given("after", replay);
  t.did("the disk had seen", `\n${server.disk.log(at)}`);
}

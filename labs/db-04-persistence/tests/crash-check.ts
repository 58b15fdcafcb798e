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
import { contentsOf } from "./disk-state.ts";
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
  const known = new Map<string, Found>();
  for (const crash of crashes(server.disk, options)) {
    visited += 1;
    const contents = contentsOf(crash.disk);
    const found = known.get(contents) ?? (await startAgain(t, server, crash));
    known.set(contents, found);
    if (found.isTorn) torn += 1;
    lost(t, server, crash, due(crash), found.commands);
  }
  t.floor("crashes", visited, floors.crashes);
  t.floor("torn files", torn, floors.torn);
}

/** How many requests were there, and whether a part of another one. */
type Found = { readonly commands: number; readonly isTorn: boolean };

/**
 * What the next server finds, whose keyspace must be that after so many requests; nothing where there was no file yet.
 */
async function startAgain(t: Trial, server: Server, crash: Crash): Promise<Found> {
  if (!crash.disk.exists(LOG)) return { commands: 0, isTorn: false };
  const { found, keyspace } = await Server.start(crash.disk, { seed: 2 }).catch((error) => {
    tell(t, server, crash);
    throw error;
  });
  const commands = found?.commands ?? 0;
  const [picture, expected] = [pictureOf(keyspace), server.pictures[commands]];
  if (picture !== expected) {
    tell(t, server, crash);
    t.equal(picture, expected, `the keyspace after ${commands} requests`);
  }
  return { commands, isTorn: found?.kind === "torn" };
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

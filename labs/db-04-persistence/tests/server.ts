/**
 * A server without sockets, whose keyspace is kept in a file: commands run at once, and their replies leave when the
 * log lets them.
 *
 *     send("INCR n") ──▶ keyspace, log ──▶ beforeSend ──▶ acknowledged: by operation 17 of the disk
 */
import { type CommandTable, createSession, execute, type RespValue } from "@labs/db-01";
import { Keyspace, keyspaceCommands } from "@labs/db-02";
import {
  type AofEnd,
  AofFile,
  createAof,
  type FsyncPolicy,
  LoadingClock,
  type LoggedRequest,
  logged,
  recoverAof,
  refusing,
  removal,
  replaying,
} from "@labs/db-04";
import { type Disk, seededRandom } from "@labs/machine";
import { SimClock, type SimDisk } from "@labs/machine/sim";
import { pictureOf, START_MS, wordsOf } from "./shell.ts";

/** The file. */
export const LOG = "data/log.aof";

/** Replies that have left: they tell of the first `requests` logged ones, and had left by operation `by`. */
export type Acknowledgement = { readonly requests: number; readonly by: number };

export type ServerOptions = {
  readonly policy?: FsyncPolicy;
  readonly seed?: number;
  readonly clock?: SimClock;
};

export class Server {
  readonly disk: SimDisk;
  readonly clock: SimClock;
  readonly keyspace: Keyspace;
  readonly commands: CommandTable;
  readonly aof: AofFile;
  /** How the file ended that was found, if one was. */
  readonly found: AofEnd | undefined;
  /** The keyspace when so many requests had been logged, those that were found included. */
  readonly pictures: string[];
  readonly acknowledged: Acknowledgement[] = [];
  /** Replies that were made, and those that left. */
  replies = 0;
  sent = 0;

  private constructor(disk: SimDisk, clock: SimClock, parts: Parts) {
    this.disk = disk;
    this.clock = clock;
    this.aof = parts.aof;
    this.found = parts.found;
    this.keyspace = parts.keyspace;
    const before = parts.found?.commands ?? 0;
    this.pictures = [...new Array<string>(before).fill(""), pictureOf(parts.keyspace)];
    const table = logged(keyspaceCommands(parts.keyspace), parts.keyspace, (request) =>
      this.append(request),
    );
    this.commands = refusing(table, () => this.aof.failure);
  }

  /** Starts it on what the disk has. */
  static async start(disk: SimDisk, options: ServerOptions = {}): Promise<Server> {
    const { clock = new SimClock(START_MS), policy = "always", seed = 1 } = options;
    const loading = new LoadingClock(clock);
    const random = seededRandom(seed);
    let server: Server | undefined;
    const keyspace = new Keyspace({
      clock: loading,
      random,
      onRemoved: (entry) => server?.append(removal(entry)),
    });
    const apply = replaying(keyspaceCommands(keyspace));
    const found = disk.exists(LOG) ? await recoverAof(disk, LOG, apply) : undefined;
    if (!disk.exists("data")) await makeDirectory(disk);
    const start = found?.start ?? (await createAof(disk, LOG, random));
    loading.loaded(keyspace);
    const aof = new AofFile(start, { policy, clock });
    server = new Server(disk, clock, { keyspace, aof, found: found?.end });
    return server;
  }

  append(request: LoggedRequest): void {
    this.aof.append(request);
    this.pictures.push(pictureOf(this.keyspace));
  }

  /** How many requests were logged. */
  get requests(): number {
    return this.pictures.length - 1;
  }

  /** Executes the lines; resolves when their replies have left, to whether they did. */
  async send(...lines: string[]): Promise<boolean> {
    for (const line of lines) this.run(line);
    return this.leave(lines.length);
  }

  /** The reply to a line; it does not leave. */
  run(line: string): RespValue {
    const reply = execute(this.commands, createSession(1), wordsOf(line));
    if (reply instanceof Promise) throw new Error("a command on the keyspace answers at once");
    this.replies += 1;
    return reply;
  }

  /** Replies leave, when they may. */
  async leave(count: number): Promise<boolean> {
    const { requests } = this;
    try {
      await this.aof.beforeSend();
    } catch {
      return false;
    }
    this.acknowledged.push({ requests, by: this.disk.operations });
    this.sent += count;
    return true;
  }

  /** How many logged requests were told of by this operation. */
  due(at: number): number {
    return this.acknowledged.reduce(
      (most, { requests, by }) => (by <= at ? Math.max(most, requests) : most),
      0,
    );
  }
}

type Parts = {
  readonly keyspace: Keyspace;
  readonly aof: AofFile;
  readonly found: AofEnd | undefined;
};

async function makeDirectory(disk: Disk): Promise<void> {
  disk.makeDirectory("data");
  await disk.syncDirectory("");
}

/** Lets syncs that are under way end, and what waits for them go on. */
export async function settled(turns = 4): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** A promise's state, after all that can go on has gone on. */
export async function stateOf(
  promise: Promise<unknown>,
): Promise<"resolved" | "rejected" | "waits"> {
  let state: "resolved" | "rejected" | "waits" = "waits";
  promise.then(
    () => {
      state = "resolved";
    },
    () => {
      state = "rejected";
    },
  );
  await settled(1);
  return state;
}

/** CRC-32C bit by bit, going on from `previous`: slow, and plain. */
export function bitwiseCrc(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous >>> 0;
  for (const byte of bytes) {
    crc = (crc ^ byte) >>> 0;
    for (let bit = 0; bit < 8; bit++) crc = ((crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0)) >>> 0;
  }
  return ~crc >>> 0;
}

/** A line of sums as it must be: `field`, and the sum of `group` and the line, going on from `seed`. */
export function expectedLine(field: string, group: Uint8Array, seed: number): string {
  const text = `#SUM:${field}:`;
  const sum = bitwiseCrc(Buffer.from(text), bitwiseCrc(group, seed));
  return `${text}${sum.toString(16).padStart(8, "0")}\r\n`;
}

/** The sum in a line. */
export function sumOf(line: string): number {
  return Number.parseInt(line.slice(-10, -2), 16);
}

/** Whether replies may leave in this turn of the event loop: at once, or at its end. */
export async function leaveInTurn(ready: Promise<void> | undefined): Promise<boolean> {
  return ready === undefined || (await stateOf(ready)) === "resolved";
}

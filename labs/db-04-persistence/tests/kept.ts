/**
 * A server without sockets on a simulated disk, through openPersistence: commands run at once, their replies leave when
 * they may, and what may be told is written down.
 *
 *     send("INCR n") ──▶ keyspace ──▶ a picture ──▶ beforeSend ──▶ acknowledged: picture 3, by operation 17
 */
import { createSession, execute, type RespValue, textOf } from "@labs/db-01";
import { firstLine, openPersistence, type Persistence, type PersistenceOptions } from "@labs/db-04";
import type { Trial } from "@labs/grader/testing";
import { type CorruptionError, seededRandom } from "@labs/machine";
import { type Crash, type CrashesOptions, crashes, SimClock, SimDisk } from "@labs/machine/sim";
import { conditionOf, contentsOf } from "./disk-state.ts";
import { settled } from "./server.ts";
import { pictureOf, START_MS, sameKeys, wordsOf } from "./shell.ts";

export const DIR = "appendonlydir";
export const MANIFEST = `${DIR}/appendonly.aof.manifest`;

/** The path of a base or an increment: of `1.incr.aof`. */
export const path = (name: string) => `${DIR}/appendonly.aof.${name}`;

/** How long an increment is that has nothing. */
export const firstLineBytes = () => firstLine(0).bytes.length;

/** What a disk finds that lost its power now. */
export const afterPowerCut = (disk: SimDisk) => disk.crash({ mode: "lost" });

/** Replies that have left: they tell of picture `picture`, and had left by operation `by` of the disk. */
type Acknowledgement = { readonly picture: number; readonly by: number };

export class Kept {
  readonly disk: SimDisk;
  readonly clock: SimClock;
  readonly persistence: Persistence;
  /** The keyspace at the beginning, and after each command. */
  readonly pictures: string[];
  readonly acknowledged: Acknowledgement[] = [];

  private constructor(disk: SimDisk, clock: SimClock, persistence: Persistence) {
    this.disk = disk;
    this.clock = clock;
    this.persistence = persistence;
    this.pictures = [pictureOf(persistence.keyspace)];
  }

  /** Starts on what the disk has; under always, with pauses of a microtask, unless said otherwise. */
  static async start(
    disk: SimDisk = new SimDisk(),
    options: PersistenceOptions & { readonly clock?: SimClock } = {},
  ): Promise<Kept> {
    const clock = options.clock ?? new SimClock(START_MS);
    const persistence = await openPersistence(disk, {
      appendfsync: "always",
      random: seededRandom(1),
      pause: async () => {},
      save: "",
      ...options,
      clock,
    });
    return new Kept(disk, clock, persistence);
  }

  get keyspace() {
    return this.persistence.keyspace;
  }

  /** The reply to a line, which does not leave. */
  run(line: string): RespValue {
    const reply = execute(this.persistence.commands, createSession(1), wordsOf(line));
    if (reply instanceof Promise) throw new Error(`${line} answers later`);
    this.note();
    return reply;
  }

  /** The keyspace is another one now. */
  note(): void {
    this.pictures.push(pictureOf(this.keyspace));
  }

  /** Executes the lines; resolves when their replies have left, to whether they did. */
  async send(...lines: string[]): Promise<boolean> {
    for (const line of lines) this.run(line);
    const picture = this.pictures.length - 1;
    try {
      await this.persistence.beforeSend();
    } catch {
      return false;
    }
    this.acknowledged.push({ picture, by: this.disk.operations });
    return true;
  }

  /** What a reply looks like, late ones too: `OK`, `(integer) 1`, `(error) ERR …`. */
  async ask(line: string): Promise<string> {
    return shownReply(await execute(this.persistence.commands, createSession(1), wordsOf(line)));
  }

  /** The line of INFO persistence of this name. */
  async info(name: string): Promise<string | undefined> {
    const text = await this.ask("INFO persistence");
    return new RegExp(`^${name}:(.*)\r$`, "m").exec(text)?.[1];
  }

  /** Waits until nothing more is done to the disk: what runs in the background has ended. */
  async idle(): Promise<void> {
    for (let quiet = 0, before = -1; quiet < 30; quiet++) {
      await settled(1);
      if (this.disk.operations !== before) quiet = 0;
      before = this.disk.operations;
    }
  }

  /** The picture that is to be found at least, after a crash at this operation. */
  due(at: number): number {
    return this.acknowledged.reduce(
      (most, { picture, by }) => (by <= at ? Math.max(most, picture) : most),
      0,
    );
  }

  /** Whether this may be found after a crash at this operation. */
  tells(picture: string, at: number): boolean {
    return this.pictures.indexOf(picture, this.due(at)) !== -1;
  }

  manifest(): string {
    return Buffer.from(this.disk.contents(MANIFEST)).toString();
  }
}

/** A server refuses what the disk has: the error. */
export async function refuses(
  t: Trial,
  disk: SimDisk,
  options: Pick<PersistenceOptions, "appendonly"> = {},
): Promise<CorruptionError> {
  const started = async () => {
    const { loaded } = (await Kept.start(disk, options)).persistence;
    return `it started, with ${loaded.keys} keys`;
  };
  return (await t.fails(started, "CORRUPTION")) as CorruptionError;
}

/** The text of a reply. */
export function shownReply(reply: RespValue): string {
  switch (reply.kind) {
    case "simpleString":
      return reply.text;
    case "simpleError":
      return `(error) ${reply.text}`;
    case "integer":
      return `(integer) ${reply.value}`;
    case "bulkString":
    case "verbatimString":
      return textOf(reply.bytes);
    case "null":
      return "(nil)";
    case "map":
      return reply.entries.map((pair) => pair.map(shownReply).join(" ")).join("\n");
    default:
      return reply.kind;
  }
}

/** What is found after a crash. */
export type Found = { readonly crash: Crash; readonly kept: Kept };

export type Surviving = CrashesOptions & {
  /** At least so many crashes must be visited. */
  readonly floor: number;
  /** Looks at what has come up; once for all crashes that leave the same. */
  readonly look?: (found: Found) => Promise<void>;
  /** What earlier starts have found, by what the crash had left: shared among servers that began alike. */
  readonly known?: Map<string, Picture>;
};

/** The keyspace that a start finds, and whether it cut a torn file. */
export type Picture = { readonly picture: string; readonly isTorn: boolean };

/**
 * Starts again after every crash of what the disk has seen: the keyspace is one that was there after some command, and
 * not before what replies had told of. @returns how many files were found torn
 */
export async function survivesAll(
  t: Trial,
  server: Kept,
  { floor, look, known = new Map(), ...options }: Surviving,
): Promise<number> {
  let [visited, torn] = [0, 0];
  for (const crash of crashes(server.disk, { seed: t.seed, ...options })) {
    visited += 1;
    const state = look === undefined ? contentsOf(crash.disk) : conditionOf(crash.disk);
    let found = known.get(state);
    let kept: Kept | undefined;
    if (found === undefined) {
      kept = await startedAgain(t, server, crash);
      const isTorn = kept.persistence.loaded.cut !== undefined;
      found = { picture: kept.pictures[0]!, isTorn };
      known.set(state, found);
    }
    if (found.isTorn) torn += 1;
    checkPicture(t, server, crash, found.picture);
    if (kept !== undefined) await look?.({ crash, kept });
  }
  t.floor("crashes", visited, floor);
  return torn;
}

async function startedAgain(t: Trial, server: Kept, crash: Crash): Promise<Kept> {
  try {
    return await Kept.start(crash.disk, { clock: new SimClock(server.clock.now()) });
  } catch (error) {
    tell(t, server, crash);
    throw error;
  }
}

function checkPicture(t: Trial, server: Kept, crash: Crash, found: string): void {
  if (server.tells(found, crash.at)) return;
  const due = server.due(crash.at);
  tell(t, server, crash);
  const earlier = server.pictures.indexOf(found);
  const what = earlier === -1 ? "what was never there" : `the keyspace after ${earlier} commands`;
  sameKeys(
    t,
    found,
    server.pictures[due]!,
    `replies had told of ${due} commands; found is ${what}`,
  );
}

/** Says which crash it was, and what the disk had seen. */
export function tell(t: Trial, { disk }: Kept, { replay, at }: Crash): void {
  t.given("after", replay);
  t.did("the disk had seen", `\n${disk.log(at)}`);
}

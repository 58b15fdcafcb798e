/**
 * A keyspace with a prompt and a log: commands as one would type them, and what is logged of them.
 *
 *     shell.logs("SPOP s")      ["SREM s m"]
 *
 * Its clock stands still until it is moved. Nothing is on a disk: see server.ts for that.
 */
import { createHash } from "node:crypto";
import {
  type CommandTable,
  createSession,
  execute,
  type RespValue,
  type Session,
  splitInline,
} from "@labs/db-01";
import { type Entry, Keyspace, keyspaceCommands } from "@labs/db-02";
import {
  type AofEnd,
  encodeRequest,
  LoadingClock,
  type LoggedRequest,
  logged,
  readAof,
  removal,
  replaying,
} from "@labs/db-04";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { SimClock, SimDisk } from "@labs/machine/sim";

/** When every shell's time begins: a round number of milliseconds, so that deadlines are easy to read. */
export const START_MS = 1_700_000_000_000;
export const YEAR_MS = 365 * 86_400_000;

export class Shell {
  readonly clock = new SimClock(START_MS);
  readonly keyspace: Keyspace;
  readonly commands: CommandTable;
  readonly session: Session = createSession(1);
  /** What was logged, in order. */
  readonly log: LoggedRequest[] = [];

  constructor(seed: number) {
    this.keyspace = new Keyspace({
      clock: this.clock,
      random: seededRandom(seed),
      onRemoved: (entry) => this.append(removal(entry)),
    });
    this.commands = logged(keyspaceCommands(this.keyspace), this.keyspace, (request) =>
      this.append(request),
    );
  }

  append(request: LoggedRequest): void {
    this.log.push(request.map((word) => Uint8Array.from(word)));
  }

  /** The reply to a line of words, quoted as in redis-cli; each character is a byte. */
  run(line: string): RespValue {
    return this.execute(wordsOf(line));
  }

  /** The reply to a request of these words. */
  execute(words: readonly Uint8Array[]): RespValue {
    const reply = execute(this.commands, this.session, words);
    if (reply instanceof Promise) throw new Error("a command on the keyspace answers at once");
    return reply;
  }

  /** What is logged of a line. */
  logs(line: string): readonly string[] {
    const before = this.log.length;
    this.run(line);
    return this.log.slice(before).map(shown);
  }

  /** The log as bytes. */
  bytes(): Uint8Array {
    return Buffer.concat(this.log.map(encodeRequest));
  }
}

/** Whether splitInline, which takes its time, would do no more than split the line at its blanks. */
const isPlain = (line: string) => /^[!-~]+( [!-~]+)*$/.test(line) && !/["'\\]/.test(line);

/** The words of a line; in quotes as redis-cli has them. */
export function wordsOf(line: string): readonly Uint8Array[] {
  if (isPlain(line)) {
    return line.split(" ").map((word) => new Uint8Array(Buffer.from(word, "latin1")));
  }
  const words = splitInline(Buffer.from(line, "latin1"));
  if (words === undefined) throw new Error(`quotes do not match: ${line}`);
  return words;
}

/** A request as a line; what is not printable is escaped. */
export function shown(request: LoggedRequest): string {
  return request.map((word) => JSON.stringify(text(word)).slice(1, -1) || '""').join(" ");
}

/** A request of words, each character a byte, as it must be. */
export function request(...words: readonly string[]): Uint8Array {
  const parts = words.map((word) => `$${word.length}\r\n${word}\r\n`);
  return Buffer.from(`*${words.length}\r\n${parts.join("")}`, "latin1");
}

/** A keyspace read from a file, with time at 0. */
export type Loaded = {
  readonly end: AofEnd;
  readonly keyspace: Keyspace;
  readonly clock: LoadingClock;
};

/** Reads what `bytes` would be as a file. */
export function load(bytes: Uint8Array, now: number = START_MS + YEAR_MS): Loaded {
  const clock = new LoadingClock(new SimClock(now));
  const keyspace = new Keyspace({ clock, random: seededRandom(1) });
  const apply = replaying(keyspaceCommands(keyspace));
  return { end: readAof(fileOf(bytes), apply), keyspace, clock };
}

/** A file with these bytes, on a disk of its own. */
export function fileOf(bytes: Uint8Array) {
  const disk = new SimDisk();
  disk.install("log.aof", bytes);
  return disk.open("log.aof", "existing");
}

/** A picture has the sum of a string that is larger than this. */
const LARGE = 2048;

function digest(bytes: Uint8Array): string {
  return `${bytes.length} bytes, ${createHash("sha1").update(bytes).digest("hex")}`;
}

/** Every key, what it holds and until when, dead ones too; the same text for equal keyspaces. */
export function pictureOf(keyspace: Keyspace): string {
  return Array.from(keyspace.entries(), pictured).sort().join("\n");
}

/** Two pictures are of the same keys; else the first key that differs is told, with what it holds in each. */
export function sameKeys(t: Trial, found: string, expected: string, what: string): void {
  if (found === expected) return;
  const [inFound, inExpected] = [linesOf(found), linesOf(expected)];
  const key = [...inFound.keys(), ...inExpected.keys()]
    .sort()
    .find((one) => inFound.get(one) !== inExpected.get(one));
  t.did("looked at", `${what}; the first key that differs is ${key}`);
  t.equal(inFound.get(key!) ?? "not there", inExpected.get(key!) ?? "not there");
}

/** The lines of a picture, by their keys. */
function linesOf(picture: string): ReadonlyMap<string, string> {
  const lines = picture === "" ? [] : picture.split("\n");
  return new Map(lines.map((line) => [/^"(?:[^"\\]|\\.)*"/.exec(line)![0], line]));
}

/** An entry, as pictureOf shows it. */
export function pictured({ key, value, deadline }: Omit<Entry, "usedAt">): string {
  const until = deadline === undefined ? "" : ` until ${deadline}`;
  return `${JSON.stringify(text(key))}${until}: ${contents(value)}`;
}

function contents(value: Entry["value"]): string {
  const shownOf = (parts: Iterable<unknown>) => JSON.stringify([...parts]);
  switch (value.kind) {
    case "string":
      return JSON.stringify(value.bytes.length < LARGE ? text(value.bytes) : digest(value.bytes));
    case "list":
      return `list ${shownOf(Array.from(value.range(0, value.size), text))}`;
    case "set":
      return `set ${shownOf(Array.from(value, text).sort())}`;
    case "hash":
      return `hash ${shownOf(Array.from(value, ([field, held]) => [text(field), text(held)]).sort())}`;
    case "zset":
      return `zset ${shownOf(Array.from(value.forward(), ({ member, score }) => [text(member), scoreText(score)]))}`;
  }
}

/** JSON knows neither -0 nor infinity. */
function scoreText(score: number): string {
  return Object.is(score, -0) ? "-0" : String(score);
}

export function text({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString("latin1");
}

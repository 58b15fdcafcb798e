/**
 * A keyspace with a prompt: commands as one would type them, replies as redis-cli prints them.
 *
 *     shell.script(t, `
 *       > SET greeting hello
 *       OK
 *       > GET greeting
 *       "hello"
 *     `);
 *
 * Its clock stands still until it is moved. A command that throws what is no CommandError has a bug, and the law is told
 * of that very error: a client would only read `ERR internal error`.
 */
import {
  CommandError,
  type CommandTable,
  commandTable,
  createSession,
  encode,
  execute,
  RespDecoder,
  type RespValue,
  type Session,
  splitInline,
} from "@labs/db-01";
import { Keyspace, type KeyspaceOptions, keyspaceCommands } from "@labs/db-02";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";
import { SimClock } from "@labs/machine/sim";

/** When every shell's time begins: a round number of milliseconds, so that deadlines are easy to read. */
export const START_MS = 1_700_000_000_000;

/** So many of a script's last lines are shown whatever they did. */
const LINES_SHOWN = 3;

export class Shell {
  readonly clock = new SimClock(START_MS);
  readonly keyspace: Keyspace;
  readonly commands: CommandTable;
  readonly session: Session = createSession(1);
  /** What the running command threw that was no answer. */
  #bug: { readonly error: unknown } | undefined;

  constructor(t: Trial, options: KeyspaceOptions = {}) {
    const random = seededRandom(t.seed);
    this.keyspace = new Keyspace({ clock: this.clock, random, ...options });
    this.commands = watched(keyspaceCommands(this.keyspace), (error) => {
      this.#bug = { error };
    });
  }

  /** The reply to a line of words, quoted as in redis-cli; each character is a byte. */
  run(line: string): RespValue {
    return this.execute(wordsOf(line));
  }

  /**
   * The reply to a request of these words.
   *
   * @throws what the command threw, if that was no CommandError
   */
  execute(words: readonly Uint8Array[]): RespValue {
    this.#bug = undefined;
    const reply = execute(this.commands, this.session, words);
    const bug = this.#bug as { readonly error: unknown } | undefined;
    if (bug !== undefined) throw bug.error;
    if (reply instanceof Promise) throw new Error("a command on the keyspace answers at once");
    return reply;
  }

  /** The reply to a line, as redis-cli prints it. */
  ask(line: string): string {
    return printed(this.received(this.run(line)));
  }

  /** What a client reads when `reply` has come over the wire: RESP2 knows no maps, sets or doubles. */
  received(reply: RespValue): RespValue {
    const decoder = new RespDecoder();
    decoder.push(encode(reply, this.session.protocol));
    return decoder.next() ?? reply;
  }

  /**
   * Runs the lines that begin with `>`; what stands below each is what redis-cli prints for its reply. Of a long script
   * that breaks are shown the last lines, and of those before them the ones that changed something.
   */
  script(t: Trial, text: string): void {
    const turns = text.split(/^ *> */m).slice(1);
    const ran: { readonly command: string; readonly isSetUp: boolean }[] = [];
    for (const turn of turns) {
      const [command = "", ...lines] = turn.split("\n").map((line) => line.trim());
      const expected = lines.filter((line) => line !== "").join("\n");
      const before = ran.slice(0, -LINES_SHOWN).filter(({ isSetUp }) => isSetUp);
      if (before.length > 0) {
        t.given("set up by", before.map((line) => line.command).join("\n"));
        for (const line of ran.slice(-LINES_SHOWN)) t.did("ran", line.command);
      }
      t.did("ran", command);
      const { changes } = this.keyspace;
      const reply = this.ask(command);
      ran.push({
        command,
        isSetUp: this.keyspace.changes !== changes || /^config set/i.test(command),
      });
      t.equal(reply.replaceAll(/^ +/gm, ""), expected);
    }
  }
}

function wordsOf(line: string): readonly Uint8Array[] {
  // splitInline takes its time.
  if (/^[!-~]+( [!-~]+)*$/.test(line) && !/["'\\]/.test(line)) {
    return line.split(" ").map((word) => new Uint8Array(Buffer.from(word, "latin1")));
  }
  const words = splitInline(Buffer.from(line, "latin1"));
  if (words === undefined) throw new Error(`quotes do not match: ${line}`);
  return words;
}

/** These commands; what one of them throws that is no CommandError is told, before it becomes `ERR internal error`. */
export function watched(commands: CommandTable, onBug: (error: unknown) => void): CommandTable {
  const all = Array.from(commands.values(), (command) => ({
    ...command,
    run(...request: Parameters<typeof command.run>) {
      try {
        return command.run(...request);
      } catch (error) {
        if (!(error instanceof CommandError)) onBug(error);
        throw error;
      }
    },
  }));
  return commandTable(all);
}

/** A reply as redis-cli prints it on a terminal. */
export function printed(reply: RespValue, indent = ""): string {
  switch (reply.kind) {
    case "simpleString":
      return reply.text;
    case "simpleError":
      return `(error) ${reply.text}`;
    case "integer":
      return `(integer) ${reply.value}`;
    case "double":
      return `(double) ${reply.value}`;
    case "bulkString":
      return quoted(reply.bytes);
    case "null":
    case "nullArray":
      return "(nil)";
    case "verbatimString":
      return Buffer.from(reply.bytes).toString("latin1");
    case "map":
      return numbered(reply.entries.flat(), "(empty hash)", indent);
    case "set":
      return numbered(reply.items, "(empty set)", indent);
    case "array":
      return numbered(reply.items, "(empty array)", indent);
    default:
      return JSON.stringify(reply);
  }
}

function numbered(items: readonly RespValue[], empty: string, indent: string): string {
  if (items.length === 0) return empty;
  const width = String(items.length).length;
  return items
    .map((item, i) => {
      const head = `${String(i + 1).padStart(width)}) `;
      const inner = indent + " ".repeat(head.length);
      return (i === 0 ? "" : indent) + head + printed(item, inner);
    })
    .join("\n");
}

/** `bytes` in double quotes, with redis-cli's escapes. */
function quoted(bytes: Uint8Array): string {
  const names: Readonly<Record<number, string>> = {
    7: "\\a",
    8: "\\b",
    9: "\\t",
    10: "\\n",
    13: "\\r",
    34: '\\"',
    92: "\\\\",
  };
  const characters = Array.from(bytes, (byte) => {
    if (names[byte] !== undefined) return names[byte];
    return byte >= 0x20 && byte < 0x7f
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${characters.join("")}"`;
}

/**
 * redis-server as the judge: the same commands to it and to the submission, and the bytes of the replies compared.
 *
 * What has no order (the members of a set, the fields of a hash) is sorted on both sides before.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { array, encode, type ProtocolVersion, RespDecoder, type RespValue } from "@labs/db-01";
import { type Trial, visible } from "@labs/grader/testing";
import { redisServer } from "@labs/grader/testing/programs";
import { Shell } from "./shell.ts";

/** A request: its words, each character a byte. */
export type Words = readonly string[];

/** Nothing is kept; and sorted sets are skip lists from the first member on, as here: small ones make 0 of -0. */
const SETTINGS = ["--save", "", "--zset-max-listpack-entries", "0"];

/** Commands whose reply has no order: the number of items that belong together. */
const UNORDERED: Readonly<Record<string, number>> = {
  SMEMBERS: 1,
  SINTER: 1,
  SUNION: 1,
  SDIFF: 1,
  KEYS: 1,
  HKEYS: 1,
  HVALS: 1,
  HGETALL: 2,
};

/** The same within the second item of the reply. A few elements come in one part, and the cursor is 0. */
const SCANS: Readonly<Record<string, number>> = { SCAN: 1, SSCAN: 1, HSCAN: 2, ZSCAN: 2 };

export class Judge {
  readonly #socket: Socket;
  readonly #decoder = new RespDecoder();
  readonly #waiting: ((value: RespValue) => void)[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => {
      this.#decoder.push(chunk);
      for (let value = this.#decoder.next(); value; value = this.#decoder.next()) {
        this.#waiting.shift()?.(value);
      }
    });
  }

  /** A redis-server of the law's own; the law is skipped where there is none. */
  static async start(t: Trial): Promise<Judge> {
    const socket = connect(await redisServer(t, SETTINGS), "127.0.0.1");
    t.cleanup(() => void socket.destroy());
    await once(socket, "connect");
    return new Judge(socket);
  }

  /** Its replies to these requests, which are sent together. */
  replies(requests: readonly Words[]): Promise<RespValue[]> {
    const replies = requests.map(() => new Promise<RespValue>((got) => this.#waiting.push(got)));
    this.#socket.write(Buffer.concat(requests.map(requestOf)));
    return Promise.all(replies);
  }

  /**
   * A new shell answers these requests as the judge does, on an empty keyspace and in this version of the protocol;
   * held byte for byte.
   */
  async agrees(t: Trial, requests: readonly Words[], protocol: ProtocolVersion = 2): Promise<void> {
    const shell = new Shell(t);
    shell.clock.advance(Date.now() - shell.clock.now());
    shell.session.protocol = protocol;
    const expected = await this.replies([["FLUSHALL"], ["HELLO", String(protocol)], ...requests]);
    for (const [i, words] of requests.entries()) {
      t.did("ran", () => words.map((word) => visible(Buffer.from(word, "latin1"))).join(" "));
      const reply = shell.execute(
        words.map((word) => Uint8Array.from(Buffer.from(word, "latin1"))),
      );
      const ours = wire(words, decoded(encode(reply, protocol)), protocol);
      t.bytes(ours, wire(words, expected[i + 2] ?? reply, protocol));
    }
  }
}

function requestOf(words: Words): Buffer {
  const parts = words.map((word) => `$${word.length}\r\n${word}\r\n`);
  return Buffer.from(`*${words.length}\r\n${parts.join("")}`, "latin1");
}

/** The reply on the wire, with what has no order in order. */
function wire([name = ""]: Words, reply: RespValue, protocol: ProtocolVersion): Uint8Array {
  return encode(inOrder(name.toUpperCase(), reply, protocol), protocol);
}

function inOrder(name: string, reply: RespValue, protocol: ProtocolVersion): RespValue {
  const text = (value: RespValue) => Buffer.from(encode(value, protocol)).toString("latin1");
  const inGroups = (items: readonly RespValue[], together: number): RespValue[] => {
    const groups = Array.from({ length: items.length / together }, (_, i) =>
      items.slice(i * together, (i + 1) * together),
    );
    return sorted(groups, (group) => group.map(text).join("")).flat();
  };
  if (reply.kind === "map")
    return { ...reply, entries: sorted(reply.entries, ([key]) => text(key)) };
  if (reply.kind === "set") return { ...reply, items: inGroups(reply.items, 1) };
  if (reply.kind !== "array") return reply;
  const [cursor, found] = reply.items;
  const scanned = SCANS[name];
  if (scanned !== undefined && cursor !== undefined && found?.kind === "array") {
    return array([cursor, array(inGroups(found.items, scanned))]);
  }
  const together = UNORDERED[name];
  return together === undefined ? reply : array(inGroups(reply.items, together));
}

function decoded(bytes: Uint8Array): RespValue {
  const decoder = new RespDecoder();
  decoder.push(bytes);
  const value = decoder.next();
  if (value === undefined) throw new Error("a reply that is not whole");
  return value;
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

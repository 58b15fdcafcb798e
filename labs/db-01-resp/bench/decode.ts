/**
 * Decoding side by side: RespDecoder, the decoder of @redis/client (node-redis) and redis-parser
 * (ioredis).
 *
 * All are fed the same replies in chunks of 64 KiB, as a socket delivers them, and give bulk
 * strings as bytes. What they do is not quite the same, and both differences cost us:
 *
 * - ours copies what it is given, once, so that a value never changes when the chunk's memory is
 *   used again. The others return windows on the chunk itself where a bulk lies within one;
 * - ours checks lengths, numbers, line ends and limits. The others take most of that on trust.
 *
 * With bulks as strings the others have to copy too; those lines are for information. The ratio
 * that counts is to the faster of the two that give bytes, by its median over all turns: the faster
 * of each single turn would be a peer that nobody can have, the luckier one every time.
 *
 * Left out: RESP3's types, which redis-parser does not know.
 */
import { createRequire } from "node:module";
import { array, bulkString, encode, integer, nil, RespDecoder, simpleString } from "@labs/db-01";
import {
  type Contender,
  type Figure,
  line,
  ratioText,
  spread,
  takeTurns,
} from "@labs/grader/bench";
import { Decoder, RESP_TYPES } from "@redis/client/dist/lib/RESP/decoder.js";

/** redis-parser 3 comes without types. */
type Parser = { execute(chunk: Buffer): void };
type ParserClass = new (options: {
  returnReply: (reply: unknown) => void;
  returnError: (error: Error) => void;
  returnBuffers: boolean;
}) => Parser;
const RedisParser = createRequire(import.meta.url)("redis-parser") as ParserClass;

const CHUNK_BYTES = 65_536;
const TURNS = 51;

/** One workload: chunks, and how many replies are in them. */
type Workload = {
  readonly name: string;
  readonly chunks: readonly Buffer[];
  readonly replies: number;
};

/** `replies`, many times over, cut into chunks as a socket would. */
function workload(name: string, replies: readonly Uint8Array[], times: number): Workload {
  const stream = Buffer.concat(Array.from({ length: times }, () => replies).flat());
  const chunks: Buffer[] = [];
  for (let at = 0; at < stream.length; at += CHUNK_BYTES) {
    // Memory of its own for each chunk, as every read of a socket has.
    const piece = stream.subarray(at, at + CHUNK_BYTES);
    const chunk = Buffer.allocUnsafeSlow(piece.length);
    chunk.set(piece);
    chunks.push(chunk);
  }
  return { name, chunks, replies: replies.length * times };
}

/**
 * What a cache and a queue see: statuses, counters, misses, short and middling values, lists of
 * ten.
 */
function mixed(): Workload {
  const list = Array.from({ length: 10 }, (_, i) => bulkString(`item:${i}:${"v".repeat(i * 3)}`));
  const values = [
    simpleString("OK"),
    integer(1),
    integer(1_234_567),
    nil,
    bulkString("a short value"),
    bulkString("x".repeat(100)),
    bulkString("y".repeat(600)),
    array(list),
  ];
  const replies = values.map((value) => encode(value, 2));
  return workload("mixed small replies", replies, 1_500);
}

function large(): Workload {
  return workload("64 KiB bulks", [encode(bulkString("z".repeat(65_536)), 2)], 100);
}

function ours({ chunks, replies }: Workload): Contender {
  return {
    name: "RespDecoder, bytes",
    run() {
      const decoder = new RespDecoder();
      let count = 0;
      for (const chunk of chunks) {
        decoder.push(chunk);
        while (decoder.next() !== undefined) count += 1;
      }
      check(count, replies);
    },
  };
}

function nodeRedis({ chunks, replies }: Workload, asBytes: boolean): Contender {
  return {
    name: `@redis/client, ${asBytes ? "bytes" : "strings"}`,
    run() {
      let count = 0;
      const onReply = () => {
        count += 1;
      };
      const mapping = asBytes ? { [RESP_TYPES.BLOB_STRING]: Buffer } : {};
      const handlers = { onReply, onErrorReply: onReply, onPush: onReply };
      const decoder = new Decoder({ ...handlers, getTypeMapping: () => mapping });
      for (const chunk of chunks) decoder.write(chunk);
      check(count, replies);
    },
  };
}

function redisParser({ chunks, replies }: Workload, asBytes: boolean): Contender {
  return {
    name: `redis-parser, ${asBytes ? "bytes" : "strings"}`,
    run() {
      let count = 0;
      const returnReply = () => {
        count += 1;
      };
      const parser = new RedisParser({
        returnReply,
        returnError: returnReply,
        returnBuffers: asBytes,
      });
      for (const chunk of chunks) parser.execute(chunk);
      check(count, replies);
    },
  };
}

function check(count: number, expected: number): void {
  if (count !== expected) throw new Error(`${count} replies instead of ${expected}`);
}

/** Measures and prints; returns for each workload the ratio that counts. */
export async function benchDecode(): Promise<Figure[]> {
  console.log(`Decoding, ${TURNS} turns; ratio above 1: RespDecoder is faster\n`);
  const figures: Figure[] = [];
  for (const load of [mixed(), large()]) {
    const peers = [nodeRedis, redisParser].flatMap((peer) => [peer(load, true), peer(load, false)]);
    const contenders = [ours(load), ...peers];
    const times = await takeTurns(contenders, TURNS);
    const megabytes = load.chunks.reduce((sum, chunk) => sum + chunk.length, 0) / 1e6;
    const medians = contenders.map((_, i) => spread(times.map((row) => row[i]!)).median);
    const ratios = contenders.map((_, i) => spread(times.map((row) => row[i]! / row[0]!)));
    console.log(line(load.name, "MB/s", "ratio"));
    contenders.forEach(({ name }, i) => {
      const speed = (megabytes / (medians[i]! / 1e3)).toFixed(0);
      console.log(line(name, speed, i === 0 ? "" : `  ${ratioText(ratios[i]!)}`));
    });
    console.log();
    const faster = medians[1]! < medians[3]! ? 1 : 3;
    figures.push({
      name: `decoding ${load.name}, to ${contenders[faster]!.name}`,
      ratio: ratios[faster]!.median,
    });
  }
  return figures;
}

/**
 * The network over TCP, on the loopback: what it carries, what it survives, and that it leaves nothing.
 *
 * Nothing here waits for a time; it waits until something is so, however long the machine takes.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import {
  InvariantError,
  realClock,
  seededRandom,
  type TcpNetwork,
  type TcpNetworkOptions,
  tcpNetwork,
} from "@labs/machine";
import { afterEach, expect, test } from "vitest";

const HOST = "127.0.0.1";
const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A network that is closed after the test. */
async function network(
  id: string,
  peers: Readonly<Record<string, number>>,
  options: Partial<TcpNetworkOptions<unknown>> = {},
): Promise<TcpNetwork<unknown>> {
  const made = await tcpNetwork<unknown>({
    id,
    listen: { host: HOST, port: 0 },
    peers: Object.fromEntries(
      Object.entries(peers).map(([name, port]) => [name, { host: HOST, port }]),
    ),
    clock: realClock,
    random: seededRandom(1),
    ...{ reconnectMsMin: 1, reconnectMsMax: 20 },
    ...options,
  });
  open.push(() => made.close());
  return made;
}

/** Waits until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** A port at which nobody listens, until somebody is told to. */
async function freePort(): Promise<number> {
  const server = await listening(() => {});
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(accept: (socket: Socket) => void, port = 0): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(accept);
    server.listen(port, HOST, () => resolve(server));
  });
}

const portOf = (server: Server): number => (server.address() as { port: number }).port;

/** Networks a and b that know each other, and what b receives. */
async function pair(options: Partial<TcpNetworkOptions<unknown>> = {}) {
  const port = await freePort();
  const a = await network("a", { b: port }, options);
  const b = await network("b", { a: a.port }, { ...options, listen: { host: HOST, port } });
  const got: unknown[] = [];
  b.receive((message, from) => got.push([from, message]));
  return { a, b, got, port };
}

test("messages arrive in order, as what they were, each with its sender's name", async () => {
  const { a, b, got } = await pair();
  const message = {
    ...{ text: "ä €\u{1F600}\u0000", number: -1.5, none: null, yes: true, big: 2n ** 70n },
    ...{ bytes: Uint8Array.of(0, 255, 128), list: [[], {}, [Uint8Array.of()]] },
    ...{ $bytes: "not bytes", $$: 1, ["__proto__"]: 2 },
  };
  a.send("b", message);
  for (let i = 0; i < 1_000; i++) a.send("b", i);
  await until(() => got.length === 1_001);
  expect(got).toStrictEqual([["a", message], ...Array.from({ length: 1_000 }, (_, i) => ["a", i])]);
  expect([a.counts.sent, b.counts.received, a.counts.lost]).toEqual([1_001, 1_001, 0]);
  const back: unknown[] = [];
  a.receive((answer, from) => back.push([from, answer]));
  b.send("a", "answer");
  await until(() => back.length === 1);
  expect(back).toEqual([["b", "answer"]]);
});

test("what is sent is a copy: what its sender does to it later stays with the sender", async () => {
  const { a, got } = await pair();
  const list = ["one"];
  a.send("b", list);
  list.push("two");
  a.send("b", "end");
  await until(() => got.length === 2);
  expect(got).toEqual([
    ["a", ["one"]],
    ["a", "end"],
  ]);
});

test("what cannot be carried, and who is not known, is a bug of the sender", async () => {
  const { a, got } = await pair({ messageBytesMax: 100 });
  const refused = [() => {}, new Map(), new Date(0), Number.NaN, [undefined], "x".repeat(101)];
  for (const message of refused) expect(() => a.send("b", message)).toThrow(InvariantError);
  expect(() => a.send("z", 1)).toThrow(InvariantError);
  expect(() => a.send("a", 1)).toThrow(InvariantError);
  a.send("b", "x".repeat(98));
  await until(() => got.length === 1);
});

test("a codec of one's own says what the bytes are", async () => {
  const codec = {
    encode: (message: unknown) => Uint8Array.of(message as number),
    decode: (bytes: Uint8Array) => bytes[0],
  };
  const { a, got } = await pair({ codec });
  a.send("b", 7);
  await until(() => got.length === 1);
  expect(got).toEqual([["a", 7]]);
});

test("what waits for a peer that is not there yet, or is there again, arrives", async () => {
  const { a, b, got, port } = await pair();
  a.send("b", "before");
  await until(() => got.length === 1);
  await b.close();
  await until(() => a.counts.opened === 1);
  // Written to a connection of which a does not know yet that it is broken, it may be lost.
  let sent = 0;
  const again = await network("b", { a: a.port }, { listen: { host: HOST, port } });
  const later: unknown[] = [];
  again.receive((message) => later.push(message));
  await until(() => {
    a.send("b", sent++);
    return later.length > 0;
  });
  expect(a.counts.opened).toBe(2);
  expect(later).toEqual([...later].sort((x, y) => Number(x) - Number(y)));
  const soon = await freePort();
  const early = await network("c", { d: soon });
  early.send("d", "early");
  const d = await network("d", { c: early.port }, { listen: { host: HOST, port: soon } });
  const heard: unknown[] = [];
  d.receive((message) => heard.push(message));
  await until(() => heard.length === 1);
  expect(heard).toEqual(["early"]);
});

test("pauses between attempts grow, are jittered, and begin anew when the peer has answered", async () => {
  const pauses: number[] = [];
  const clock = {
    now: realClock.now,
    after(milliseconds: number, run: () => void) {
      if (milliseconds !== HEARTBEAT_MS) pauses.push(milliseconds);
      return realClock.after(milliseconds === HEARTBEAT_MS ? milliseconds : 0, run);
    },
  };
  const options = { clock, reconnectMsMin: 8, reconnectMsMax: 100, heartbeatMs: HEARTBEAT_MS };
  const port = await freePort();
  const a = await network("a", { b: port }, options);
  await until(() => pauses.length >= 8);
  const most = [8, 16, 32, 64, 100, 100, 100, 100];
  for (const [i, ms] of most.entries()) {
    expect(pauses[i]).toBeLessThanOrEqual(ms);
    expect(pauses[i]).toBeGreaterThanOrEqual(ms / 2);
  }
  expect(new Set(pauses.slice(4, 8)).size).toBe(4);
  const b = await network("b", { a: a.port }, { listen: { host: HOST, port } });
  await until(() => a.counts.opened === 1);
  const before = pauses.length;
  await b.close();
  await until(() => pauses.length > before);
  expect(pauses[before]).toBeLessThanOrEqual(8);
});

const HEARTBEAT_MS = 60_000;

test("the queue for a peer that is gone is bounded: the oldest are lost, and nobody else is kept waiting", async () => {
  const { a, got } = await pair();
  const gone = await freePort();
  const c = await network("c", { a: a.port, gone }, { queueBytesMax: 1_000 });
  for (let i = 0; i < 1_000; i++) c.send("gone", i);
  expect(c.counts.lost).toBeGreaterThan(900);
  a.send("b", "meanwhile");
  await until(() => got.length === 1);
  const heard: unknown[] = [];
  const back = await network("gone", { c: c.port }, { listen: { host: HOST, port: gone } });
  back.receive((message) => heard.push(message));
  await until(() => heard.at(-1) === 999);
  expect(heard.length).toBe(1_000 - c.counts.lost);
  expect(heard[0]).toBe(c.counts.lost);
  c.send("gone", "x".repeat(5_000));
  await until(() => heard.at(-1) !== 999);
});

test("a peer that accepts and never reads takes no more memory than its queue", async () => {
  const stuck = await listening((socket) => {
    open.push(() => socket.destroy());
    // Answers the hello, then reads no more.
    socket.once("data", () => {
      socket.pause();
      socket.write(PONG);
    });
  });
  open.push(() => stuck.close());
  const { a, got } = await pair();
  const c = await network("c", { stuck: portOf(stuck), a: a.port }, { queueBytesMax: 100_000 });
  await until(() => c.counts.opened === 1);
  const chunk = "x".repeat(10_000);
  await until(() => {
    for (let i = 0; i < 100; i++) c.send("stuck", chunk);
    return c.counts.lost > 1_000;
  });
  a.send("b", "meanwhile");
  await until(() => got.length === 1);
});

/** The bytes of a frame, from what its layout says. */
function frame(kind: number, payload: string | Uint8Array = "", crc?: number): Buffer {
  const body = Buffer.concat([Buffer.of(kind), Buffer.from(payload as string)]);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length, 0);
  header.writeUInt32BE(crc ?? crc32(body), 4);
  return Buffer.concat([header, body]);
}

/** CRC-32 as in ISO 3309, a bit at a time. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const PONG = frame(3);
const HELLO = frame(0, 'labs["b","a"]');

/** Says these bytes to a network, and waits until it hangs up. @returns what it answered */
function said(port: number, ...pieces: readonly Uint8Array[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const answers: Buffer[] = [];
    const socket = connect(port, HOST);
    open.push(() => socket.destroy());
    socket.on("data", (answer) => answers.push(answer));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(answers)));
    for (const piece of pieces) socket.write(piece);
  });
}

test("a stranger, and whoever says what is no frame, is hung up on, and nobody else", async () => {
  const { a, b, got } = await pair({ messageBytesMax: 2_000 });
  const heard: unknown[] = [];
  a.receive((message) => heard.push(message));
  const wrong: readonly (readonly Uint8Array[])[] = [
    [Buffer.from("GET / HTTP/1.1\r\nHost: a\r\n\r\n")],
    [Buffer.alloc(8)],
    [Buffer.alloc(100, 255)],
    [frame(1, '"no hello"')],
    [frame(0, 'labs["z","a"]')],
    [frame(0, 'labs["b","z"]')],
    [frame(0, 'labs["b"')],
    [frame(0, "labs3")],
    [frame(0, `labs["b","a","${"x".repeat(2_000)}"]`)],
    [frame(0, 'labs["b","a"]', 1)],
    [HELLO, frame(1, '"wrong checksum"', 1)],
    [HELLO, frame(1, "no json")],
    [HELLO, frame(1, Uint8Array.of(34, 255, 34))],
    [HELLO, frame(1, `"${"too long".repeat(300)}"`)],
    [HELLO, frame(9)],
    [HELLO, HELLO],
  ];
  for (const pieces of wrong) await said(a.port, ...pieces);
  expect(a.counts.refused).toBe(wrong.length);
  expect(heard).toEqual([]);
  a.send("b", "still here");
  await until(() => got.length === 1);
  b.send("a", "so is b");
  await until(() => heard.length === 1);
});

test("frames may come in any pieces, and pings are answered", async () => {
  const a = await network("a", { b: await freePort() });
  const heard: unknown[] = [];
  a.receive((message, from) => heard.push([from, message]));
  const bytes = Buffer.concat([HELLO, frame(1, '"one"'), frame(2), frame(1, '"two"'), frame(9)]);
  const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
  const answer = await said(a.port, ...pieces);
  expect(answer).toEqual(Buffer.concat([PONG, PONG]));
  expect(heard).toEqual([
    ["b", "one"],
    ["b", "two"],
  ]);
});

test("who connects anew under a name takes the place of the connection before", async () => {
  const a = await network("a", { b: await freePort() });
  const first = said(a.port, HELLO);
  const second = connect(a.port, HOST);
  open.push(() => second.destroy());
  second.write(HELLO);
  await first;
  expect(a.counts.refused).toBe(0);
});

test("a connection on which nothing is said is given up on both ends", async () => {
  let connections = 0;
  const silent = await listening((socket) => {
    connections += 1;
    open.push(() => socket.destroy());
    socket.on("error", () => {});
    socket.resume();
    // The first one answers once and then no more; the others never.
    if (connections === 1) socket.write(PONG);
  });
  open.push(() => silent.close());
  const a = await network("a", { b: portOf(silent) }, { heartbeatMs: 5 });
  await until(() => connections >= 3);
  expect(a.counts.opened).toBe(1);
  await said(a.port, HELLO);
  expect(a.counts.refused).toBe(1);
});

test("two that have nothing to say stay connected", async () => {
  const { a, b } = await pair({ heartbeatMs: 20 });
  await until(() => a.counts.opened === 1 && b.counts.opened === 1);
  let beats = 0;
  const counted = () => realClock.after(20, () => void (++beats < 12 && counted()));
  counted();
  await until(() => beats >= 12);
  expect([a.counts, b.counts]).toMatchObject([
    { opened: 1, refused: 0 },
    { opened: 1, refused: 0 },
  ]);
});

test("close leaves nothing: no socket, no timer, and no message any more", async () => {
  const sockets = () =>
    process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP")).length;
  // Those of the tests before may still be on their way out.
  await until(() => sockets() === 0);
  const timers = new Set<object>();
  const clock = {
    now: realClock.now,
    after(milliseconds: number, run: () => void) {
      const timer = {};
      timers.add(timer);
      const callOff = realClock.after(milliseconds, () => timers.delete(timer) && run());
      return () => {
        timers.delete(timer);
        callOff();
      };
    },
  };
  const { a, b, got } = await pair({ clock });
  const c = await network("c", { a: a.port, gone: await freePort() }, { clock });
  a.send("b", "one");
  await until(() => got.length === 1);
  expect(sockets()).toBeGreaterThan(0);
  await Promise.all([a.close(), b.close(), c.close()]);
  await a.close();
  await until(() => sockets() === 0);
  expect(timers.size).toBe(0);
  a.send("b", "into the void");
  expect([sockets(), timers.size, got.length]).toEqual([0, 0, 1]);
});

test("where somebody listens already, it says so", async () => {
  const a = await network("a", {});
  const second = network("b", {}, { listen: { host: HOST, port: a.port } });
  await expect(second).rejects.toMatchObject({ code: "EADDRINUSE" });
});

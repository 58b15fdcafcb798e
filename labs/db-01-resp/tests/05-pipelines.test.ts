import { once } from "node:events";
import { Socket } from "node:net";
import {
  baseCommands,
  type Command,
  Connection,
  type ConnectionOptions,
  OUTPUT_HIGH_WATER_BYTES,
  type RespValue,
  type Session,
} from "@labs/db-01";
import { step, type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import {
  bothEndsTo,
  Client,
  connectedTo,
  heldOutput,
  readFrom,
  serverFor,
  sleep,
  standsStill,
  until,
} from "./client.ts";
import { drained, withBase } from "./connections.ts";
import { chunkSizes, cut, shown, utf8 } from "./model.ts";
import { echoOf, line } from "./requests.ts";
import { bulkString, integer, nil, simpleString } from "./values.ts";

const law = step("pipelines");
const MIB = 1 << 20;

/** A command that counts its calls and answers with each one's number. */
function counter(): { command: Command; calls: () => number } {
  let calls = 0;
  return {
    command: { name: "count", arity: 1, run: () => integer(calls++) },
    calls: () => calls,
  };
}

/** A command whose replies the law gives when it likes. */
function later(): {
  command: Command;
  answer: (value: RespValue) => void;
  waiting: () => number;
} {
  const waiting: ((value: RespValue) => void)[] = [];
  return {
    command: {
      name: "later",
      arity: 1,
      run: () => new Promise((resolve) => waiting.push(resolve)),
    },
    answer: (value) => void waiting.shift()?.(value),
    waiting: () => waiting.length,
  };
}

/** A command whose reply has this many bytes, and how often it was called. */
function bigReply(bytes: number): { command: Command; calls: () => number } {
  const reply = bulkString(new Uint8Array(bytes).fill(0x61));
  let calls = 0;
  const run = (): RespValue => {
    calls++;
    return reply;
  };
  return { command: { name: "big", arity: -1, run }, calls: () => calls };
}

const count = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `:${from + n}\r\n`).join("");

function connectionWith(options: Partial<ConnectionOptions>): Connection {
  return new Connection({ id: 1, commands: baseCommands(), ...options });
}

/** A connection, how often it called onLateReply, and a way to wait for that: how soon it does is its own affair. */
function tellingWith(options: Partial<ConnectionOptions>): {
  connection: Connection;
  told: () => number;
  hasTold: (times: number) => Promise<void>;
} {
  let told = 0;
  const connection = connectionWith({ ...options, onLateReply: () => told++ });
  return { connection, told: () => told, hasTold: (times) => until(() => told >= times) };
}

law(
  "one-chunk",
  "a thousand requests in one chunk get a thousand replies, in order",
  { hint: "One reply per request, in order" },
  (t) => {
    const { command } = counter();
    const connection = connectionWith({ commands: withBase(command) });
    t.did("received", '"COUNT\\r\\n" a thousand times');
    connection.receive(utf8("COUNT\r\n".repeat(1000)));
    t.bytes(utf8(drained(connection)), count(0, 1000));
  },
);

law(
  "high-water",
  "pending output passes the mark by one reply at most, and then requests wait",
  { hint: "The mark, and one reply more" },
  (t) => {
    const { command, calls } = counter();
    const mark = 100;
    const connection = connectionWith({ commands: withBase(command), outputHighWaterBytes: mark });
    t.did("high-water mark", mark);
    t.did("received", '"COUNT\\r\\n" a thousand times; every reply has 4 to 6 bytes');
    t.equal(connection.paused, false, "paused, before anything came");
    t.equal(connection.receive(utf8("COUNT\r\n".repeat(1000))), false, "what receive returned");
    t.equal(connection.paused, true, "paused");
    t.atMost(connection.pendingOutputBytes, mark + 6, "bytes pending");
    t.holds(connection.pendingOutputBytes >= mark, "execution stops at the mark, not before it");
    t.atMost(calls(), 25, "requests executed");
    t.did("received", '"COUNT\\r\\n" once more, while paused');
    t.equal(connection.receive(utf8("COUNT\r\n")), false, "what receive returned");
    t.atMost(calls(), 25, "requests executed");
    t.did("then", "all output was taken");
    t.bytes(utf8(drained(connection)), count(0, 1001));
  },
);

law(
  "exactly-at-the-mark",
  "output that is exactly at the mark pauses, one byte below it does not",
  { hint: "The mark, and one reply more" },
  (t) => {
    for (const protocol of [2, 3] as const) {
      const at = connectionWith({ outputHighWaterBytes: 7 });
      at.session.protocol = protocol;
      t.given("session.protocol", protocol);
      t.did("high-water mark", 7);
      t.did("received", '"PING\\r\\nPING\\r\\n"; a reply has 7 bytes');
      t.equal(
        [at.receive(utf8("PING\r\nPING\r\n")), at.paused, at.pendingOutputBytes],
        [false, true, 7],
        "receive, paused and pendingOutputBytes",
      );
      const below = connectionWith({ outputHighWaterBytes: 8 });
      below.session.protocol = protocol;
      t.given("session.protocol", protocol);
      t.did("high-water mark", 8);
      t.did("received", '"PING\\r\\n"');
      t.equal([below.receive(utf8("PING\r\n")), below.paused], [true, false], "receive and paused");
    }
  },
);

law(
  "default-mark",
  "where no mark is given it is OUTPUT_HIGH_WATER_BYTES",
  { hint: "The mark, and one reply more" },
  (t) => {
    const connection = connectionWith({});
    t.did("received", "ECHO of 60,000 bytes, ten times");
    const word = "x".repeat(60_000);
    connection.receive(utf8(`ECHO ${word}\r\n`.repeat(10)));
    t.equal(connection.paused, true, "paused");
    t.holds(
      connection.pendingOutputBytes >= OUTPUT_HIGH_WATER_BYTES,
      "it stops at the mark, not before it",
    );
    t.atMost(connection.pendingOutputBytes, OUTPUT_HIGH_WATER_BYTES + 60_010, "bytes pending");
    t.did("then", "all output was taken");
    t.bytes(utf8(drained(connection)), `$60000\r\n${word}\r\n`.repeat(10));
  },
);

law(
  "resumes",
  "taking the output executes what waited, without new input, until all is answered",
  { hint: "Taking output makes room" },
  (t) => {
    const { command } = counter();
    const connection = connectionWith({ commands: withBase(command), outputHighWaterBytes: 50 });
    t.did("high-water mark", 50);
    t.did("received", '"COUNT\\r\\n" 500 times, then output taken until there is none');
    connection.receive(utf8("COUNT\r\n".repeat(500)));
    const first = connection.takeOutput();
    t.holds(connection.pendingOutputBytes > 0, "there is output again as soon as room was made");
    t.bytes(utf8(Buffer.from(first).toString("latin1") + drained(connection)), count(0, 500));
    t.equal(
      [connection.paused, connection.pendingOutputBytes],
      [false, 0],
      "paused and pendingOutputBytes",
    );
    t.equal(connection.receive(utf8("COUNT\r\n")), true, "what receive returned after that");
    t.bytes(utf8(drained(connection)), ":500\r\n");
  },
);

law(
  "quit-waits",
  "a QUIT that waits its turn is executed in its turn, and ends it all then",
  { hint: "Taking output makes room" },
  (t) => {
    const connection = connectionWith({ outputHighWaterBytes: 7 });
    t.did("high-water mark", 7);
    t.did("received", '"PING\\r\\nPING\\r\\nQUIT\\r\\nPING\\r\\n", then the end');
    connection.receive(utf8("PING\r\nPING\r\nQUIT\r\nPING\r\n"));
    connection.end();
    t.equal(connection.finished, false, "finished, while requests wait");
    t.bytes(utf8(drained(connection)), "+PONG\r\n+PONG\r\n+OK\r\n");
    t.equal(connection.finished, true, "finished");
  },
);

law(
  "end-waits",
  "an end while requests wait finishes the connection only when they are answered",
  { hint: "Taking output makes room" },
  (t) => {
    const connection = connectionWith({ outputHighWaterBytes: 7 });
    t.did("high-water mark", 7);
    t.did("received", '"PING\\r\\n" three times, then the end');
    connection.receive(utf8("PING\r\nPING\r\nPING\r\n"));
    connection.end();
    t.equal(connection.finished, false, "finished, while requests wait");
    t.bytes(utf8(drained(connection)), "+PONG\r\n+PONG\r\n+PONG\r\n");
    t.equal(connection.finished, true, "finished");
  },
);

law(
  "late-replies",
  "a reply that comes later holds back those after it",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const { command, calls } = counter();
    const { connection, told, hasTold } = tellingWith({
      commands: withBase(slow.command, command),
    });
    t.did("received", '"COUNT\\r\\nLATER\\r\\nCOUNT\\r\\nLATER\\r\\nCOUNT\\r\\n"');
    t.equal(
      connection.receive(utf8("COUNT\r\nLATER\r\nCOUNT\r\nLATER\r\nCOUNT\r\n")),
      false,
      "what receive returned",
    );
    t.equal(
      { paused: connection.paused, counts: calls(), told: told() },
      { paused: true, counts: 1, told: 0 },
      "paused, COUNTs executed, calls of onLateReply",
    );
    t.bytes(utf8(drained(connection)), ":0\r\n");
    t.equal(calls(), 1, "COUNTs executed after taking the output");
    slow.answer(simpleString("first"));
    t.did("answered", "the first LATER with +first");
    await hasTold(1);
    t.equal(
      { paused: connection.paused, counts: calls(), told: told() },
      { paused: true, counts: 2, told: 1 },
      "paused, COUNTs executed, calls of onLateReply",
    );
    t.bytes(utf8(drained(connection)), "+first\r\n:1\r\n");
    slow.answer(bulkString("second"));
    t.did("answered", 'the second LATER with "second"');
    await hasTold(2);
    t.equal(
      { paused: connection.paused, counts: calls(), told: told() },
      { paused: false, counts: 3, told: 2 },
      "paused, COUNTs executed, calls of onLateReply",
    );
    t.bytes(utf8(drained(connection)), "$6\r\nsecond\r\n:2\r\n");
  },
);

law(
  "late-protocol",
  "a late reply is encoded in the protocol that the session has when it comes",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const { connection, hasTold } = tellingWith({ commands: withBase(slow.command) });
    t.did(
      "received",
      '"LATER\\r\\n"; the session went over to RESP3, then LATER was answered with a null',
    );
    connection.receive(utf8("LATER\r\n"));
    connection.session.protocol = 3;
    slow.answer(nil);
    await hasTold(1);
    t.bytes(utf8(drained(connection)), "_\r\n");
  },
);

law(
  "late-quit",
  "a late reply of a session that closes is the last one, and it is told",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const { connection, told, hasTold } = tellingWith({ commands: withBase(slow.command) });
    t.did(
      "received",
      '"LATER\\r\\nPING\\r\\n"; session.closing was set, then LATER answered with +bye',
    );
    connection.receive(utf8("LATER\r\nPING\r\n"));
    connection.session.closing = true;
    slow.answer(simpleString("bye"));
    await hasTold(1);
    t.bytes(utf8(drained(connection)), "+bye\r\n");
    t.equal(
      { finished: connection.finished, told: told() },
      { finished: true, told: 1 },
      "finished, and calls of onLateReply",
    );
  },
);

law(
  "late-and-end",
  "a connection whose client has ended waits for its late reply",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    for (const [received, outputHighWaterBytes, output] of [
      ["LATER\r\nPING\r\n", OUTPUT_HIGH_WATER_BYTES, ":1\r\n+PONG\r\n"],
      ["LATER\r\nPING\r\nPING\r\n", 4, ":1\r\n+PONG\r\n+PONG\r\n"],
      ["LATER\r\n", OUTPUT_HIGH_WATER_BYTES, ":1\r\n"],
    ] as const) {
      const { connection, hasTold } = tellingWith({
        commands: withBase(slow.command),
        outputHighWaterBytes,
      });
      t.given("high-water mark", outputHighWaterBytes);
      t.did("received", `${JSON.stringify(received)}, then the end`);
      connection.receive(utf8(received));
      connection.end();
      t.equal(connection.finished, false, "finished, while a reply is awaited");
      t.did("answered", "LATER with :1");
      slow.answer(integer(1));
      await hasTold(1);
      if (outputHighWaterBytes === 4) {
        t.equal(connection.finished, false, "finished, while requests wait for room");
      }
      t.bytes(utf8(drained(connection)), output);
      t.equal(connection.finished, true, "finished");
    }
  },
);

law(
  "late-at-the-mark",
  "requests that waited for a late reply stop at the mark like any others",
  { hint: "The mark, and one reply more" },
  async (t) => {
    const slow = later();
    const { command, calls } = counter();
    const mark = 50;
    const { connection, hasTold } = tellingWith({
      commands: withBase(slow.command, command),
      outputHighWaterBytes: mark,
    });
    t.did("high-water mark", mark);
    t.did("received", '"LATER\\r\\n", then "COUNT\\r\\n" 500 times');
    connection.receive(utf8(`LATER\r\n${"COUNT\r\n".repeat(500)}`));
    t.did("answered", "LATER with :7");
    slow.answer(integer(7));
    await hasTold(1);
    t.atMost(connection.pendingOutputBytes, mark + 6, "bytes pending");
    t.atMost(calls(), 12, "COUNTs executed");
    t.bytes(utf8(drained(connection)), `:7\r\n${count(0, 500)}`);
  },
);

law(
  "told-when-all-is-there",
  "onLateReply is called when the late reply and those that waited behind it are in the output",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const pending: number[] = [];
    const connection: Connection = connectionWith({
      commands: withBase(slow.command),
      onLateReply: () => pending.push(connection.pendingOutputBytes),
    });
    t.did("received", '"LATER\\r\\nPING\\r\\n", then LATER was answered with :1');
    connection.receive(utf8("LATER\r\nPING\r\n"));
    slow.answer(integer(1));
    await until(() => pending.length > 0);
    t.equal(pending, [11], "pendingOutputBytes at each call of onLateReply");
  },
);

law(
  "late-half-close",
  "a client that ends its side while a late reply is awaited still gets it, and what it asked after it",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const server = await serverFor(t, { commands: withBase(slow.command) });
    const client = await Client.to(t, server);
    client.send("PING\r\nLATER\r\nPING\r\n");
    await client.receives("+PONG\r\n");
    t.did("ended", "the client's side");
    client.socket.end();
    await client.isSilent(10);
    t.did("answered", "LATER with :7");
    slow.answer(integer(7));
    await client.receives(":7\r\n+PONG\r\n");
    await client.isLetGo();
  },
);

law(
  "late-over-tcp",
  "a late reply reaches its client, and other clients are served meanwhile",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const server = await serverFor(t, { commands: withBase(slow.command) });
    const waits = await Client.to(t, server);
    const other = await Client.to(t, server);
    waits.send("PING\r\nLATER\r\nPING\r\n");
    await waits.receives("+PONG\r\n");
    other.send("PING\r\n");
    await other.receives("+PONG\r\n");
    await waits.isSilent(10);
    t.did("answered", "LATER with +now");
    slow.answer(simpleString("now"));
    await waits.receives("+now\r\n+PONG\r\n");
    await waits.isServed();
  },
);

law(
  "late-and-gone",
  "a late reply to a client that is gone harms nobody",
  { hint: "A reply that comes later" },
  async (t) => {
    const slow = later();
    const server = await serverFor(t, { commands: withBase(slow.command) });
    const goes = await Client.to(t, server);
    goes.send("LATER\r\nPING\r\n");
    await until(() => slow.waiting() === 1);
    t.equal(slow.waiting(), 1, "LATERs executed");
    goes.socket.resetAndDestroy();
    t.did("then", "reset its connection, and answered LATER");
    await until(() => server.connections === 0);
    slow.answer(simpleString("nobody hears it"));
    const other = await Client.to(t, server);
    await other.isServed();
  },
);

/** A moment that the law lets come: what `beforeSend` returns, with how often it was asked. */
function gate(): {
  beforeSend: () => Promise<void> | undefined;
  asked: () => number;
  /** From now on it returns no promise; those that are pending stay so. */
  allow: () => void;
  open: () => void;
  fail: () => void;
} {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  let asked = 0;
  let isOpen = false;
  return {
    beforeSend() {
      asked += 1;
      if (isOpen) return undefined;
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    asked: () => asked,
    allow() {
      isOpen = true;
    },
    open() {
      isOpen = true;
      for (const { resolve } of waiting.splice(0)) resolve();
    },
    fail() {
      for (const { reject } of waiting.splice(0)) reject(new Error("not durable"));
    },
  };
}

law(
  "before-send",
  "replies leave when beforeSend has resolved, not before, and in order",
  { hint: "Before replies leave" },
  async (t) => {
    const gated = gate();
    const counting = counter();
    const server = await serverFor(t, {
      commands: withBase(counting.command),
      beforeSend: gated.beforeSend,
    });
    const one = await Client.to(t, server);
    one.send("COUNT\r\n");
    await until(() => gated.asked() > 0);
    t.equal(gated.asked(), 1, "calls of beforeSend");
    t.equal(counting.calls(), 1, "COUNTs executed when it was called");
    one.send("COUNT\r\nCOUNT\r\n");
    await until(() => counting.calls() === 3);
    t.equal(counting.calls(), 3, "COUNTs executed while it is pending");
    const other = await Client.to(t, server);
    other.send("COUNT\r\n");
    await until(() => gated.asked() > 1);
    t.equal(gated.asked(), 2, "calls of beforeSend, with another client's");
    await one.isSilent(10);
    await other.isSilent(0);
    t.did("then", "its promises resolve, and from now on it returns none");
    gated.open();
    await one.receives(":0\r\n:1\r\n:2\r\n");
    await other.receives(":3\r\n");
    one.send("COUNT\r\n");
    await one.receives(":4\r\n");
    t.equal(gated.asked() >= 4, true, "beforeSend is called before each time that replies leave");
  },
);

law(
  "held-and-overtaken",
  "replies do not overtake those that are held, though they could leave at once",
  { hint: "Before replies leave" },
  async (t) => {
    const gated = gate();
    const counting = counter();
    const server = await serverFor(t, {
      commands: withBase(counting.command),
      beforeSend: gated.beforeSend,
    });
    const client = await Client.to(t, server);
    client.send("COUNT\r\n");
    await until(() => gated.asked() > 0);
    t.did("then", "beforeSend returns none from now on; the first promise is pending");
    gated.allow();
    client.send("COUNT\r\n");
    await until(() => counting.calls() === 2);
    await client.isSilent(10);
    t.did("then", "the first promise resolves");
    gated.open();
    await client.receives(":0\r\n:1\r\n");
  },
);

law(
  "before-goodbye",
  "a client is let go after its replies have left, however long beforeSend takes",
  { hint: "Before replies leave" },
  async (t) => {
    for (const goodbye of ["QUIT", "end"] as const) {
      const gated = gate();
      const server = await serverFor(t, { beforeSend: gated.beforeSend });
      const client = await Client.to(t, server);
      client.send(goodbye === "QUIT" ? "PING\r\nQUIT\r\n" : "PING\r\n");
      if (goodbye === "end") client.socket.end();
      await until(() => gated.asked() > 0);
      await client.isSilent(10);
      t.did("then", "its promise resolves");
      gated.open();
      await client.receives(goodbye === "QUIT" ? "+PONG\r\n+OK\r\n" : "+PONG\r\n");
      await client.isLetGo();
    }
  },
);

law(
  "before-send-and-gone",
  "a client that goes while beforeSend is pending harms nobody",
  { hint: "Before replies leave" },
  async (t) => {
    const gated = gate();
    const server = await serverFor(t, { beforeSend: gated.beforeSend });
    const goes = await Client.to(t, server);
    goes.send("PING\r\n");
    await until(() => gated.asked() > 0);
    t.equal(gated.asked(), 1, "calls of beforeSend");
    goes.socket.resetAndDestroy();
    t.did("then", "reset its connection, and its promise resolves");
    await until(() => server.connections === 0);
    gated.open();
    const other = await Client.to(t, server);
    await other.isServed();
  },
);

law(
  "before-send-fails",
  "where beforeSend rejects its client is cut off and reads none of the replies; others stay",
  { hint: "Before replies leave" },
  async (t) => {
    const gated = gate();
    const server = await serverFor(t, { beforeSend: gated.beforeSend });
    const one = await Client.to(t, server);
    one.send("PING\r\n");
    await until(() => gated.asked() > 0);
    const idle = await Client.to(t, server);
    t.did("then", "its promise rejects");
    gated.fail();
    await until(() => one.ended !== undefined);
    t.holds(one.ended !== undefined, "the client is cut off");
    t.bytes(await one.read(0), "");
    await until(() => server.connections === 1);
    t.equal(server.connections, 1, "clients that are left");
    gated.open();
    await idle.isServed();
  },
);

law(
  "linear",
  "the cost of a pipeline is linear: at most twenty bytes are copied for each that comes",
  { hint: "One reply per request, in order" },
  (t) => {
    const connection = connectionWith({ outputHighWaterBytes: 2 ** 30 });
    const chunk = Buffer.from(String(line("PING")).repeat(20_000));
    t.did("received", "PING 20,000 times in one chunk");
    const copied = t.copies(20 * chunk.length, () => {
      connection.receive(chunk);
    });
    t.atMost(copied, 20 * chunk.length, "bytes copied");
    t.equal(connection.pendingOutputBytes, 140_000, "pendingOutputBytes");
  },
);

law(
  "written-together",
  "the replies to the requests of one chunk are written together",
  { hint: "One write for many replies" },
  async (t) => {
    const server = await serverFor(t);
    const client = await Client.to(t, server);
    const writes = countWrites(t, server.port);
    client.send("PING\r\n".repeat(1000));
    await client.receives("+PONG\r\n".repeat(1000));
    // The kernel may cut what the client sent into a few chunks.
    t.atMost(writes(), 8, "writes for a thousand replies");
  },
);

/** Counts what sockets on the server's side write; what is written while a socket is corked goes out together. */
function countWrites(t: Trial, port: number): () => number {
  const { write } = Socket.prototype;
  let writes = 0;
  Socket.prototype.write = function (this: Socket, ...args: never[]) {
    if (this.localPort === port && this.writableCorked === 0) writes++;
    return write.apply(this, args as never);
  } as typeof write;
  t.cleanup(() => {
    Socket.prototype.write = write;
  });
  return () => writes;
}

law(
  "slow-reader",
  "a client that sends and never reads is no longer read nor executed, and others notice nothing",
  { hint: "A client that never reads", seconds: 20 },
  async (t) => {
    const warnings: string[] = [];
    const note = (warning: Error): void => void warnings.push(warning.name);
    process.on("warning", note);
    t.cleanup(() => void process.off("warning", note));
    const { executed, held, read, ping, other } = await floodedBy(t);
    t.atMost(held(), HELD_OUTPUT_BYTES, "bytes of output that the process holds");
    await other.isServed();
    const stopped = executed();
    await sleep(30);
    t.equal(executed(), stopped, "requests executed, a while later");
    t.did("then", "the client reads after all");
    t.equal(await read(), FLOOD * REPLY_BYTES, "bytes that it reads");
    t.did("then", "it sends PING");
    t.equal(await ping(), "+PONG\r\n", "what it reads");
    t.equal(warnings, [], "Node's warnings, of listeners that are added and never removed");
  },
);

/** What slow readers ask for: more than the kernel holds between the two. */
const FLOOD = 3_200;
const MARK = 20_000;
/** Of BIG's replies: `$10000 CRLF`, the content, CRLF. */
const REPLY_BYTES = 10_010;
/** What the process may hold for one client; of input besides one request. */
const HELD_OUTPUT_BYTES = 2 * (MARK + REPLY_BYTES) + 65_536;
const HELD_INPUT_BYTES = 262_144;

/** A server with a low mark whose BIG answers ten thousand bytes, and both ends of a connection to it. */
async function bigServer(t: Trial) {
  const big = bigReply(10_000);
  const server = await serverFor(t, {
    commands: withBase(big.command),
    outputHighWaterBytes: MARK,
  });
  const { socket, itsEnd } = await bothEndsTo(t, server);
  t.did("high-water mark", MARK);
  t.did("BIG", `a command whose reply has ${REPLY_BYTES} bytes`);
  const held = () => heldOutput(itsEnd, big.calls() * REPLY_BYTES);
  return { server, socket, itsEnd, executed: big.calls, held };
}

/** A server, and a client that asks for 32 MB and does not read. */
async function floodedBy(t: Trial) {
  const { server, socket, executed, held } = await bigServer(t);
  t.did("sent", `"BIG\\r\\n" ${FLOOD} times, and read nothing`);
  // Not in one chunk: the server has to stop reading, and to begin again.
  for (let sent = 0; sent < FLOOD; sent += FLOOD / 4) {
    socket.write("BIG\r\n".repeat(FLOOD / 4));
    await sleep(2);
  }
  await standsStill(executed);
  const read = async () => {
    const bytes = readFrom(socket);
    await until(() => bytes() >= FLOOD * REPLY_BYTES, 10_000);
    return bytes();
  };
  const ping = () =>
    new Promise<string>((resolve) => {
      const giveUp = setTimeout(() => resolve("nothing"), 2_000);
      socket.once("data", (chunk: Buffer) => {
        clearTimeout(giveUp);
        resolve(String(chunk));
      });
      socket.write("PING\r\n");
    });
  return { executed, held, read, ping, other: await Client.to(t, server) };
}

law(
  "mark-of-the-server",
  "the mark that a server is started with is its connections' own",
  { hint: "The mark, and one reply more" },
  async (t) => {
    const big = bigReply(MIB);
    const commands = withBase(big.command);
    const server = await serverFor(t, { commands, outputHighWaterBytes: 128 * MIB });
    const socket = await connectedTo(t, server);
    socket.pause();
    t.did("high-water mark", "128 MiB");
    t.did(
      "sent",
      '"BIG\\r\\n" 32 times in one chunk, each with a reply of 1 MiB, and read nothing',
    );
    socket.write("BIG\r\n".repeat(32));
    await until(() => big.calls() === 32);
    t.equal(big.calls(), 32, "requests executed");
  },
);

law(
  "one-large-reply",
  "after a reply larger than the mark, the client is read again",
  { hint: "A client that never reads" },
  async (t) => {
    const server = await serverFor(t, { commands: withBase(bigReply(300_000).command) });
    const client = await Client.to(t, server);
    for (let round = 0; round < 3; round++) {
      client.send("BIG\r\n");
      await client.read(300_011);
      await sleep(5);
      client.send("PING\r\n");
      await client.receives("+PONG\r\n");
    }
  },
);

law(
  "goodbye-waits",
  "a client that is slow to read gets all its replies before the end, after QUIT and after its own end",
  { hint: "A client that never reads" },
  async (t) => {
    const big = bigReply(2 * MIB);
    const commands = withBase(big.command);
    const server = await serverFor(t, { commands, lingerMilliseconds: 20 });
    for (const goodbye of ["QUIT\r\n", ""]) {
      const socket = await connectedTo(t, server);
      t.given(
        "sent",
        `"BIG\\r\\n" eight times, then ${goodbye === "" ? "its end" : '"QUIT\\r\\n"'}`,
      );
      t.did("read", "nothing until the server stood still, then everything");
      socket.write("BIG\r\n".repeat(8) + goodbye);
      if (goodbye === "") socket.end();
      await standsStill(big.calls);
      let bytes = 0;
      let tail = "";
      socket.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        tail = (tail + chunk.subarray(-5).toString("latin1")).slice(-5);
      });
      await t.within(3_000, once(socket, "end"), "the end of the connection");
      t.equal(bytes, 8 * (2 * MIB + 12) + (goodbye === "" ? 0 : 5), "bytes that it read");
      if (goodbye !== "") t.equal(tail, "+OK\r\n", "the last of them");
    }
  },
);

law(
  "input-stops",
  "while a client does not read, the server does not read from it for ever",
  { hint: "A client that never reads", seconds: 20 },
  async (t) => {
    const { socket, itsEnd, executed } = await bigServer(t);
    const request = line(`BIG ${"x".repeat(1_000)}`);
    const total = 6_000;
    t.did("sent", `BIG with 1,000 bytes more, ${total} times, and read nothing`);
    socket.write(Buffer.alloc(total * request.length, request));
    await standsStill(() => itsEnd.bytesRead);
    const held = itsEnd.bytesRead - executed() * request.length;
    t.atMost(held, HELD_INPUT_BYTES + request.length, "bytes read and not executed");
    t.holds(executed() * REPLY_BYTES >= MARK, "execution stops at the mark, not before it");
  },
);

law(
  "input-stops-for-late-replies",
  "while a late reply is awaited, the server does not read on for ever",
  { hint: "A client that never reads", seconds: 20 },
  async (t) => {
    const slow = later();
    const server = await serverFor(t, { commands: withBase(slow.command) });
    const { socket, itsEnd } = await bothEndsTo(t, server);
    t.did("sent", "LATER");
    socket.write("LATER\r\n");
    await until(() => slow.waiting() === 1);
    t.equal(slow.waiting(), 1, "LATERs executed");
    const before = itsEnd.bytesRead;
    const request = line(`ECHO ${"x".repeat(1_000)}`);
    const total = 4_000;
    t.did("sent", `ECHO of 1,000 bytes, ${total} times`);
    socket.write(Buffer.alloc(total * request.length, request));
    await standsStill(() => itsEnd.bytesRead);
    const held = itsEnd.bytesRead - before;
    t.atMost(held, HELD_INPUT_BYTES + request.length, "bytes read and not executed");
    t.did("answered", "LATER, and read everything");
    const bytes = readFrom(socket);
    slow.answer(integer(1));
    const all = 4 + total * 1_009;
    await until(() => bytes() >= all, 10_000);
    t.equal(bytes(), all, "bytes that it read");
  },
);

law(
  "ended-and-slow",
  "a client that ended its side and does not read is not executed without bound",
  { hint: "A client that never reads" },
  async (t) => {
    const { socket, executed, held } = await bigServer(t);
    t.did("sent", `"BIG\\r\\n" ${FLOOD} times, then its end, and read nothing`);
    socket.end("BIG\r\n".repeat(FLOOD));
    await standsStill(executed);
    t.atMost(held(), HELD_OUTPUT_BYTES, "bytes of output that the process holds");
    t.holds(executed() * REPLY_BYTES >= MARK, "execution stops at the mark, not before it");
  },
);

law(
  "let-go-while-paused",
  "a client that is let go while the server does not read it is read again: what it still sends is dropped, and nothing is reset",
  { hint: "A client that never reads", seconds: 10 },
  async (t) => {
    const slow = later();
    const big = bigReply(MIB);
    const commands = withBase(slow.command, big.command);
    const server = await serverFor(t, { commands, lingerMilliseconds: 60_000 });
    for (const [request, times, replyBytes] of [
      ["LATER\r\n", 1, 4],
      ["BIG\r\n", 16, MIB + 12],
    ] as const) {
      const { socket, itsEnd } = await bothEndsTo(t, server);
      const sent = `${request.repeat(times)}QUIT\r\n${"y".repeat(4_000_000)}`;
      t.given(
        "sent",
        `${JSON.stringify(request)} ${times} times, QUIT, and four million bytes more`,
      );
      t.did("read", "nothing until the server stood still, then everything");
      socket.write(sent);
      await until(() => slow.waiting() + big.calls() > 0);
      await standsStill(() => itsEnd.bytesRead + big.calls());
      const bytes = readFrom(socket);
      slow.answer(integer(1));
      await t.within(3_000, once(socket, "end"), "the end of the connection");
      t.equal(bytes(), times * replyBytes + 5, "bytes that it read");
      await until(() => itsEnd.bytesRead === sent.length);
      t.equal(itsEnd.bytesRead, sent.length, "bytes of it that the server read");
    }
  },
);

law(
  "session-apart",
  "what waits in one connection does not hold up another",
  { hint: "A client that never reads" },
  (t) => {
    const first = connectionWith({ outputHighWaterBytes: 1 });
    const second = connectionWith({ id: 2, outputHighWaterBytes: 1 });
    const [one, other] = [echoOf(t, "-one"), echoOf(t, "-other")];
    t.did(
      "received",
      `${visible(utf8(one.sent.repeat(2)))} on one connection, then ${visible(utf8(other.sent))} on another`,
    );
    first.receive(utf8(one.sent.repeat(2)));
    second.receive(utf8(other.sent));
    const sessions: Session[] = [first.session, second.session];
    t.equal(
      sessions.map(({ id }) => id),
      [1, 2],
      "the sessions' ids",
    );
    t.bytes(second.takeOutput(), other.reply);
    t.bytes(utf8(drained(first)), one.reply.repeat(2));
  },
);

law(
  "any-pipeline",
  "any requests, however they are cut and whenever output is taken, get the same replies",
  { hint: "One reply per request, in order" },
  async (t) => {
    const requests = fc.array(
      fc.oneof(
        fc.constant({ sent: "PING\r\n", reply: "+PONG\r\n" }),
        fc
          .string({ unit: fc.constantFrom(..."abcdef"), minLength: 1, maxLength: 30 })
          .map((word) => ({
            sent: line(`ECHO ${word}`).toString("latin1"),
            reply: `$${word.length}\r\n${word}\r\n`,
          })),
      ),
      { minLength: 1, maxLength: 30 },
    );
    const marks = fc.integer({ min: 1, max: 200 });
    await t.forAll([requests, chunkSizes, marks, fc.nat(3)], (all, sizes, mark, every) => {
      const connection = connectionWith({ outputHighWaterBytes: mark });
      const chunks = cut(utf8(all.map(({ sent }) => sent).join("")), sizes);
      t.did("received", shown(chunks));
      t.did(
        "high-water mark",
        `${mark} bytes; output taken after every ${every + 1} chunks, and at the end`,
      );
      let output = "";
      chunks.forEach((chunk, index) => {
        connection.receive(chunk);
        if (index % (every + 1) === every) output += drained(connection);
      });
      output += drained(connection);
      t.bytes(utf8(output), all.map(({ reply }) => reply).join(""));
    });
  },
);

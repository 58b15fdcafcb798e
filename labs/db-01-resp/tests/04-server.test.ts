import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import {
  baseCommands,
  Connection,
  commandTable,
  createSession,
  execute,
  type Limits,
  RequestDecoder,
  splitInline,
  startServer,
} from "@labs/db-01";
import { step, type Trial, visible } from "@labs/grader/testing";
import fc from "fast-check";
import { Client, connectedTo, serverFor, sleep, until } from "./client.ts";
import {
  areLetGo,
  bytewise,
  chunkSizes,
  cut,
  grewAtMost,
  memoryInUse,
  shown,
  utf8,
  wholeAndByByte,
  wire2,
} from "./model.ts";
import { type Asked, echoOf, requested, requestOf } from "./requests.ts";
import { array, bulkString, integer, simpleString } from "./values.ts";

const law = step("server");
const MIB = 1 << 20;

/** The stream holds these requests, in one chunk and byte by byte. */
function asks(t: Trial, stream: string, ...requests: string[][]): void {
  for (const chunks of wholeAndByByte(Buffer.from(stream, "latin1"))) {
    t.given("fed", shown(chunks));
    t.equal(requested(chunks), { requests });
  }
}

function refuses(t: Trial, stream: string, expected: Asked, limits: Partial<Limits> = {}): void {
  for (const chunks of wholeAndByByte(Buffer.from(stream, "latin1"))) {
    t.given("fed", shown(chunks));
    if (Object.keys(limits).length > 0) t.did("limits", limits);
    t.equal(requested(chunks, limits), expected);
  }
}

law(
  "multibulk",
  "a request is an array of bulk strings",
  { hint: "A request is an array of bulk strings" },
  (t) => {
    asks(t, "*1\r\n$4\r\nPING\r\n", ["PING"]);
    asks(t, "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n", ["ECHO", ""]);
    asks(t, "*2\r\n$4\r\nECHO\r\n$4\r\n\r\n\r\n\r\n", ["ECHO", "\r\n\r\n"]);
    asks(t, "*1\r\n$1\r\na\r\n*2\r\n$1\r\nb\r\n$1\r\nc\r\n", ["a"], ["b", "c"]);
  },
);

law(
  "any-chunking",
  "any chunking of any requests gives the same requests",
  { hint: "A request is an array of bulk strings" },
  async (t) => {
    const word = fc
      .uint8Array({ maxLength: 20 })
      .map((bytes) => Buffer.from(bytes).toString("latin1"));
    const requests = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    await t.forAll([requests, chunkSizes], (wanted, sizes) => {
      const stream = Buffer.concat(wanted.map((words) => requestOf(...words)));
      t.did("fed", shown(cut(stream, sizes)));
      t.equal(requested(cut(stream, sizes)), { requests: wanted });
    });
  },
);

law(
  "long-streams",
  "a long stream gives the same requests wherever it is cut",
  { hint: "A request is an array of bulk strings" },
  async (t) => {
    // Pieces of one text: to draw each character would take longer than what is tried.
    const text = "a\r\n\ra\n\n\r\raa\na\raa".repeat(16);
    const piece = fc.nat(9_999).map((n) => text.slice(n % 50, (n % 50) + Math.floor(n / 50)));
    const word = fc.oneof(fc.constant(""), piece);
    const requests = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), {
      minLength: 150,
      maxLength: 200,
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 });
    await t.forAll(
      [requests, sizes],
      (wanted, chunks) => {
        const stream = Buffer.concat(wanted.map((words) => requestOf(...words)));
        t.did(
          "fed",
          `${wanted.length} requests in chunks of ${chunks.join(", ")} bytes, and again from the first`,
        );
        t.equal(requested(cut(stream, chunks)), { requests: wanted });
      },
      { runs: 40 },
    );
  },
);

law(
  "inline",
  "a line that does not begin with * is a request too: words between blanks",
  { hint: "A line is a request too" },
  (t) => {
    asks(t, "PING\r\n", ["PING"]);
    asks(t, "PING\n", ["PING"]);
    asks(t, "  ECHO \t hi  \r\n", ["ECHO", "hi"]);
    asks(t, "\r\n\n   \r\nPING\r\n", ["PING"]);
    asks(
      t,
      'SET greeting "hello world"\r\n*1\r\n$4\r\nPING\r\nECHO x\n',
      ["SET", "greeting", "hello world"],
      ["PING"],
      ["ECHO", "x"],
    );
  },
);

law(
  "quotes",
  "quotes hold blanks and escapes, as in redis-cli",
  { hint: "Quotes and escapes" },
  (t) => {
    const lines: [string, string[] | undefined][] = [
      ['"a b" c', ["a b", "c"]],
      ["'a b' c", ["a b", "c"]],
      ['""', [""]],
      ["''", [""]],
      ['foo"bar baz"', ["foobar baz"]],
      ['"\\x41\\x0a\\n\\r\\t\\b\\a"', ["A\n\n\r\t\b\x07"]],
      ['"\\q\\\\\\""', ['q\\"']],
      ['"\\xg1"', ["xg1"]],
      ['"\\x4"', ["x4"]],
      ["'it\\'s \\n'", ["it's \\n"]],
      ["a\\n", ["a\\n"]],
      ["a\x0bb\x0c", ["a\x0bb\x0c"]],
      ["\x0b\x0ca", ["a"]],
      ["a\rb", ["a", "b"]],
      ["a\0b", ["a\0b"]],
      ["a\xffb '\xc3' \"\xa9\"", ["a\xffb", "\xc3", "\xa9"]],
      ['"a"\x0bb', ["a", "b"]],
      ["", []],
      [" \t ", []],
      ['"a', undefined],
      ["'a", undefined],
      ['"a"b', undefined],
      ["'a'b", undefined],
      ['"a\\', undefined],
      ['"a\\"', undefined],
      ['a "', undefined],
    ];
    for (const [line, words] of lines) {
      t.given("splitInline of", visible(Buffer.from(line, "latin1")));
      t.equal(splitInline(Buffer.from(line, "latin1"))?.map(latin1), words);
    }
  },
);

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

law(
  "any-words",
  "any words, quoted, come back as they were",
  { hint: "Quotes and escapes" },
  async (t) => {
    const plain = fc.string({ unit: fc.constantFrom(..."abc\\x'\"\n\r\t \0é\x0b"), maxLength: 8 });
    const quoted = (word: string): string =>
      `"${[...Buffer.from(word, "latin1")].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}"`;
    const single = (word: string): string => `'${word.replace(/'/g, "\\'")}'`;
    const words = fc.array(fc.tuple(plain, fc.boolean()), { minLength: 1, maxLength: 5 });
    await t.forAll([words], (wanted) => {
      // In single quotes a backslash before the closing quote would escape it.
      const line = wanted
        .map(([word, hex]) => (hex || /\\('|$)/.test(word) ? quoted(word) : single(word)))
        .join(" ");
      t.given("splitInline of", visible(Buffer.from(line, "latin1")));
      t.equal(
        splitInline(Buffer.from(line, "latin1"))?.map(latin1),
        wanted.map(([word]) => word),
      );
    });
  },
);

law(
  "no-request",
  "a count of zero or below, and an empty line, are no requests",
  { hint: "A request is an array of bulk strings" },
  (t) => {
    asks(t, "*0\r\n*-1\r\n*-7\r\n*-1234567890123456789\r\n\r\n*1\r\n$4\r\nPING\r\n", ["PING"]);
    for (const nothing of ["\r\n", "*0\r\n"]) {
      t.given("fed", `${JSON.stringify(nothing)} 50,000 times, then "PING\\r\\n"`);
      t.equal(requested([utf8(`${nothing.repeat(50_000)}PING\r\n`)]), { requests: [["PING"]] });
    }
  },
);

law(
  "bad-counts",
  "a count or a length has one spelling; another is refused, with Redis's words",
  { hint: "Redis's words for what is wrong" },
  (t) => {
    for (const count of [
      "",
      "x",
      "+1",
      "01",
      "-0",
      "1 ",
      "1x",
      "1048577",
      "99999999999999999999",
      "-99999999999999999999",
    ]) {
      refuses(t, `*${count}\r\n`, {
        requests: [],
        code: "invalid-multibulk-length",
        message: "Protocol error: invalid multibulk length",
      });
    }
    for (const length of ["", "x", "+1", "01", "-1", "-0", "536870913"]) {
      refuses(t, `*1\r\n$${length}\r\n`, {
        requests: [],
        code: "invalid-bulk-length",
        message: "Protocol error: invalid bulk length",
      });
    }
  },
);

law(
  "bad-requests",
  "what breaks a request is refused, with Redis's words; whole requests before it come first",
  { hint: "Redis's words for what is wrong" },
  (t) => {
    const before = "*1\r\n$4\r\nPING\r\n";
    asks(t, `${before}*1\r\nx`, ["PING"]);
    const wrong: [string, string, string][] = [
      ["*1\r\n:5\r\n", "expected-bulk", "expected '$', got ':'"],
      ["*2\r\n$1\r\na\r\nxyz\r\n", "expected-bulk", "expected '$', got 'x'"],
      ["*1\r\n\r\n", "expected-bulk", "expected '$', got ' '"],
      ["*1\r\n\xe9\r\n", "expected-bulk", "expected '$', got 'é'"],
      ["*1\r\n$1\r\nabc", "expected-crlf", "expected CRLF"],
      ["*1\r\n$0\r\nab", "expected-crlf", "expected CRLF"],
      ["*1\rx", "expected-crlf", "expected CRLF"],
      ["*1\r\nx\rZ", "expected-bulk", "expected '$', got 'x'"],
      ["*1\r\n$x\rZ", "invalid-bulk-length", "invalid bulk length"],
      ['ECHO "a\r\n', "unbalanced-quotes", "unbalanced quotes in request"],
      ["ECHO 'a'b\n", "unbalanced-quotes", "unbalanced quotes in request"],
    ];
    for (const [stream, code, message] of wrong) {
      refuses(t, before + stream, {
        requests: [["PING"]],
        code,
        message: `Protocol error: ${message}`,
      });
    }
  },
);

law(
  "limits",
  "what is longer than the limits allow is refused as soon as it is known",
  { hint: "A length is a claim here too" },
  (t) => {
    const small = { maxBulkBytes: 4, maxElements: 2, maxInlineBytes: 8 };
    t.did("limits", small);
    const fits = [requestOf("abcd", "abcd"), utf8("12345678\r\n")];
    t.did("fed", shown(fits));
    t.equal(requested(cut(Buffer.concat(fits), [1]), small), {
      requests: [["abcd", "abcd"], ["12345678"]],
    });
    t.equal(requested(fits, small), { requests: [["abcd", "abcd"], ["12345678"]] });
    const wrong: [string, string, string][] = [
      ["*3\r\n", "invalid-multibulk-length", "invalid multibulk length"],
      ["*1\r\n$5\r\n", "invalid-bulk-length", "invalid bulk length"],
      ["123456789", "too-big-inline", "too big inline request"],
      ["123456789\n", "too-big-inline", "too big inline request"],
      ["*12345678", "too-big-count", "too big mbulk count string"],
      ["*1\r\n$12345678", "too-big-count", "too big bulk count string"],
    ];
    for (const [stream, code, message] of wrong) {
      refuses(t, stream, { requests: [], code, message: `Protocol error: ${message}` }, small);
    }
    refuses(t, "x".repeat(65_537), {
      requests: [],
      code: "too-big-inline",
      message: "Protocol error: too big inline request",
    });
  },
);

law(
  "requests-own-bytes",
  "arguments stay as they are when the chunk's memory is used again, and an error stays an error",
  { hint: "A length is a claim here too" },
  (t) => {
    const memory = new Uint8Array(64);
    const decoder = new RequestDecoder();
    const feed = (text: string) => {
      memory.set(utf8(text));
      decoder.push(memory.subarray(0, text.length));
      memory.fill(0x21);
    };
    t.did(
      "fed, always in the same memory",
      '"*2\\r\\n$2\\r\\nab" | "\\r\\n$2\\r\\ncd\\r\\nEC" | "HO x\\r\\n*x\\r\\n"',
    );
    feed("*2\r\n$2\r\nab");
    feed("\r\n$2\r\ncd\r\nEC");
    const first = decoder.next();
    feed("HO x\r\n*x\r\n");
    const second = decoder.next();
    t.equal(first?.map(latin1), ["ab", "cd"]);
    t.equal(second?.map(latin1), ["ECHO", "x"]);
    t.fails(() => decoder.next(), "invalid-multibulk-length");
    feed("PING\r\n");
    t.fails(() => decoder.next(), "invalid-multibulk-length");
  },
);

law(
  "request-costs",
  "an argument of 256 KiB fed one byte at a time is copied at most three times, and an announced one costs nothing",
  { hint: "A length is a claim here too", seconds: 20 },
  async (t) => {
    const stream = requestOf("ECHO", "x".repeat(MIB / 4));
    const decoder = new RequestDecoder();
    t.did(
      "fed",
      "ECHO with an argument of 256 KiB, one byte at a time, asking for a request after each",
    );
    let words = 0;
    const copied = t.copies(MIB, () => {
      for (const chunk of bytewise(stream)) {
        decoder.push(chunk);
        words += decoder.next()?.length ?? 0;
      }
    });
    t.atMost(copied, 3 * stream.length, "bytes copied");
    t.equal(words, 2, "the count of words");
    const before = memoryInUse();
    const decoders = Array.from({ length: 8 }, () => new RequestDecoder());
    t.did("fed", '"*1048576\\r\\n$536870912\\r\\nab" to eight decoders');
    for (const claimed of decoders) {
      claimed.push(utf8("*1048576\r\n$536870912\r\nab"));
      t.equal(claimed.next(), undefined);
    }
    await grewAtMost(t, before, 32);
    t.holds(
      decoders.every((decoder) => decoder !== undefined),
      "the decoders are still there",
    );
  },
);

law(
  "hostile-requests",
  "random, cut short or altered requests give requests or a coded error, and cutting them changes nothing",
  { hint: "Redis's words for what is wrong" },
  async (t) => {
    const noise = fc.string({
      unit: fc.constantFrom(
        "*",
        "$",
        "\r\n",
        "\r",
        "\n",
        "0",
        "1",
        "2",
        '"',
        "'",
        "\\",
        " ",
        "a",
        "-",
      ),
      maxLength: 40,
    });
    const altered = fc
      .tuple(
        fc.array(fc.string({ maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(255),
        fc.nat(),
      )
      .map(([words, at, byte, end]) => {
        const stream = requestOf(...words.map((word) => word.replace(/[^\0-\x7f]/g, "?")));
        stream[at % stream.length] = byte;
        return stream.subarray(0, 1 + (end % stream.length)).toString("latin1");
      });
    await t.forAll(
      [fc.nat(), fc.oneof(noise, altered), chunkSizes],
      (first, text, sizes) => {
        const stream = Buffer.from(`${first}\r\n${text}`, "latin1");
        t.did("fed", visible(stream));
        const whole = requested([stream]);
        t.equal(whole.requests[0], [String(first)], "the first request");
        const pieces = requested(cut(stream, sizes));
        t.did("and then in chunks", shown(cut(stream, sizes)));
        t.equal(pieces.requests, whole.requests);
        const alike = (pieces.code === undefined) === (whole.code === undefined);
        t.holds(alike, "an error in one way of cutting only");
      },
      { runs: 400 },
    );
  },
);

law(
  "execute",
  "a command is found whatever the case of its name, and gets its arguments",
  { hint: "From a request to a reply" },
  (t) => {
    const session = createSession(1);
    const run = (...words: string[]) => {
      t.given("executed", words.join(" "));
      return execute(baseCommands(), session, words.map(utf8));
    };
    t.equal(run("PING"), simpleString("PONG"));
    t.equal(run("pInG", "hello"), bulkString("hello"));
    t.equal(run("echo", ""), bulkString(""));
    const seen: unknown[] = [];
    const commands = commandTable([
      {
        name: "sum",
        arity: -1,
        run(theSession, args, table) {
          seen.push(theSession === session, args.map(latin1), table === commands);
          return integer(args.length);
        },
      },
    ]);
    t.given("executed", "SUM a b, a command of the law's own");
    t.equal(execute(commands, session, ["SUM", "a", "b"].map(utf8)), integer(2));
    t.equal(
      seen,
      [true, ["a", "b"], true],
      "session, arguments and table, as the command got them",
    );
  },
);

law(
  "connection",
  "a connection takes bytes and gives the replies, in order, each once",
  { hint: "From a request to a reply" },
  (t) => {
    const connection = new Connection({ id: 3, commands: baseCommands() });
    t.did("received", '"PING\\r\\n*2\\r\\n$4\\r\\nECHO\\r\\n$2\\r\\nh", then "i\\r\\n"');
    t.equal(
      connection.receive(utf8("PING\r\n*2\r\n$4\r\nECHO\r\n$2\r\nh")),
      true,
      "what receive returned",
    );
    t.equal(connection.pendingOutputBytes, 7, "pendingOutputBytes");
    connection.receive(utf8("i\r\n"));
    const output = connection.takeOutput();
    t.bytes(output, "+PONG\r\n$2\r\nhi\r\n");
    t.bytes(connection.takeOutput(), "");
    t.equal(
      [connection.pendingOutputBytes, connection.finished],
      [0, false],
      "pendingOutputBytes and finished",
    );
    connection.receive(utf8("HELLO 3\r\n"));
    t.did("received", '"HELLO 3\\r\\n"');
    t.bytes(connection.takeOutput().subarray(0, 16), "%7\r\n$6\r\nserver\r\n");
    t.bytes(output, "+PONG\r\n$2\r\nhi\r\n");
  },
);

law(
  "output-owned",
  "output that was taken stays as it is, whatever is answered after it",
  { hint: "From a request to a reply" },
  (t) => {
    const connection = new Connection({ id: 1, commands: baseCommands() });
    const words = Array.from({ length: 40 }, (_, n) => `word-${10 + n}`);
    t.did(
      "received",
      '"ECHO word-10\\r\\n", and so on up to word-49, taking the output after each',
    );
    const taken = words.map((word) => {
      connection.receive(utf8(`ECHO ${word}\r\n`));
      return connection.takeOutput();
    });
    t.equal(
      taken.map(latin1),
      words.map((word) => `$7\r\n${word}\r\n`),
      "what was taken, looked at in the end",
    );
  },
);

law(
  "any-byte",
  "a message is bytes: PING and ECHO give back every one as it came",
  { hint: "From a request to a reply" },
  (t) => {
    const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
    for (const [name, order, bytes] of [
      ["PING", "00 to ff", all.join("")],
      ["ECHO", "ff to 00", all.toReversed().join("")],
    ] as const) {
      const connection = new Connection({ id: 1, commands: baseCommands() });
      t.given("received", `${name} with the bytes ${order}`);
      connection.receive(requestOf(name, bytes));
      t.bytes(connection.takeOutput(), Buffer.from(`$256\r\n${bytes}\r\n`, "latin1"));
    }
  },
);

law(
  "finished-ignores",
  "a connection that is finished keeps nothing of what it receives",
  { hint: "Letting a client go" },
  async (t) => {
    const connection = new Connection({ id: 1, commands: baseCommands() });
    const chunk = new Uint8Array(MIB).fill(0x61);
    const { sent, reply } = echoOf(t);
    t.did("received", `${JSON.stringify(`${sent}QUIT\r\n`)}, then 50 MiB more`);
    connection.receive(utf8(`${sent}QUIT\r\n`));
    const before = memoryInUse();
    for (let n = 0; n < 50; n++) connection.receive(chunk);
    await grewAtMost(t, before, 12);
    t.bytes(connection.takeOutput(), `${reply}+OK\r\n`);
    t.bytes(connection.takeOutput(), "");
  },
);

law(
  "quit",
  "QUIT is answered OK, and what was sent after it is never executed",
  { hint: "Letting a client go" },
  (t) => {
    const connection = new Connection({ id: 1, commands: baseCommands() });
    const { sent, reply } = echoOf(t);
    t.did("received", `${JSON.stringify(`${sent}QUIT now\r\nPING\r\n`)}, then "PING\\r\\n"`);
    connection.receive(utf8(`${sent}QUIT now\r\nPING\r\n`));
    t.equal(connection.finished, true, "finished");
    connection.receive(utf8("PING\r\n"));
    t.bytes(connection.takeOutput(), `${reply}+OK\r\n`);
    t.bytes(connection.takeOutput(), "");
  },
);

law(
  "end",
  "when the client will send no more, what is whole is answered and what is not is dropped",
  { hint: "Letting a client go" },
  (t) => {
    const connection = new Connection({ id: 1, commands: baseCommands() });
    const { sent, reply } = echoOf(t);
    t.did("received", `${JSON.stringify(`${sent}ECHO ha`)}, then the end`);
    connection.receive(utf8(`${sent}ECHO ha`));
    t.equal(connection.finished, false, "finished, before the end");
    connection.end();
    t.bytes(connection.takeOutput(), reply);
    t.equal(connection.finished, true, "finished");
  },
);

law(
  "serves",
  "a server on a free port answers over TCP",
  { hint: "Sockets around a connection" },
  async (t) => {
    const server = await serverFor(t);
    t.holds(server.port > 0, "server.port is the port it listens on");
    const client = await Client.to(t, server);
    client.send("*1\r\n$4\r\nPING\r\n");
    await client.receives("+PONG\r\n");
    client.send("ECHO hel");
    await client.isSilent(10);
    client.send("lo\r\n*2\r\n$4\r\necho\r\n$4\r\na\r\nb\r");
    await client.receives("$5\r\nhello\r\n");
    client.send("\n");
    await client.receives("$4\r\na\r\nb\r\n");
  },
);

law(
  "no-delay",
  "Nagle's algorithm is off for the server's sockets",
  { hint: "Sockets around a connection" },
  async (t) => {
    const server = await serverFor(t);
    const first = await Client.to(t, server);
    // Node has no public way to ask a socket; every way to set it ends in this method of its handle.
    const handle = Reflect.get(first.socket, "_handle") as { setNoDelay(on: boolean): number };
    const prototype = Object.getPrototypeOf(handle) as typeof handle;
    const original = prototype.setNoDelay;
    let calls = 0;
    prototype.setNoDelay = function (on) {
      if (on) calls++;
      return original.call(this, on);
    };
    t.cleanup(() => {
      prototype.setNoDelay = original;
    });
    const socket = connect(server.port, "127.0.0.1");
    t.cleanup(() => void socket.destroy());
    t.did("connected", "a client, which leaves Nagle's algorithm on for itself");
    socket.write("PING\r\n");
    await t.within(2_000, once(socket, "data"), "+PONG");
    t.equal(calls, 1, "sockets on which it was switched off");
    await first.isServed();
  },
);

law(
  "many-clients",
  "clients do not disturb each other; each has an id, from 1 on, and a protocol of its own",
  { hint: "Sockets around a connection" },
  async (t) => {
    const whoAmI = {
      name: "whoami",
      arity: 1,
      run: (session: { id: number }) => integer(session.id),
    };
    const server = await serverFor(t, {
      commands: commandTable([...baseCommands().values(), whoAmI]),
    });
    const clients: Client[] = [];
    for (let n = 0; n < 3; n++) {
      clients.push(await Client.to(t, server));
      await until(() => server.connections === clients.length, 500);
    }
    const [first, second, third] = clients as [Client, Client, Client];
    first.send("*2\r\n$4\r\nECHO\r\n$5\r\nhal");
    second.send("HELLO 3\r\n");
    await second.read(100);
    third.send("WHOAMI\r\n");
    await third.receives(":3\r\n");
    first.send("lo\r\nHELLO\r\n");
    await first.receives("$5\r\nhallo\r\n*14\r\n");
    t.equal(server.connections, 3, "server.connections");
    second.socket.destroy();
    t.did("then", "the second client hung up, and another came");
    await until(() => server.connections === 2);
    const fourth = await Client.to(t, server);
    fourth.send("WHOAMI\r\n");
    await fourth.receives(":4\r\n");
  },
);

law(
  "quit-over-tcp",
  "after QUIT a client reads OK, then the end",
  { hint: "Letting a client go" },
  async (t) => {
    const server = await serverFor(t);
    const client = await Client.to(t, server);
    const { sent, reply } = echoOf(t);
    client.send(`${sent}QUIT\r\nPING\r\n`);
    await client.receives(`${reply}+OK\r\n`);
    await client.isLetGo();
  },
);

law(
  "quit-while-sending",
  "a client that still sends when it is let go reads OK and the end, and no reset",
  { hint: "Letting a client go" },
  async (t) => {
    const server = await serverFor(t);
    const client = await Client.to(t, server);
    const { sent, reply } = echoOf(t);
    t.did("sent", `${JSON.stringify(`${sent}QUIT\r\n`)} and four million bytes more`);
    let isSent = false;
    client.socket.write(`${sent}QUIT\r\n${"y".repeat(4_000_000)}`, () => {
      isSent = true;
    });
    await client.receives(`${reply}+OK\r\n`);
    await client.isLetGo();
    // Sending ends with a reset too; a server that leaves the rest unread is not waited for.
    await until(() => isSent, 100);
    t.equal(client.wasReset, false, "the connection was reset");
  },
);

law(
  "lingers",
  "a client that was let go and does not hang up keeps its socket for lingerMilliseconds, and no longer",
  { hint: "Letting a client go" },
  async (t) => {
    for (const [lingerMilliseconds, connections] of [
      [50, 0],
      [60_000, 1],
    ] as const) {
      t.given("lingerMilliseconds", lingerMilliseconds);
      const server = await serverFor(t, { lingerMilliseconds });
      const socket = await connectedTo(t, server);
      const { sent, reply } = echoOf(t);
      t.did("sent", `${JSON.stringify(`${sent}QUIT\r\n`)}, and never hung up`);
      socket.write(`${sent}QUIT\r\n`);
      const chunks: Buffer[] = [];
      socket.on("data", (chunk: Buffer) => chunks.push(chunk));
      await t.within(2_000, once(socket, "end"), "the end of the server's side");
      t.bytes(Buffer.concat(chunks), `${reply}+OK\r\n`);
      await until(() => server.connections === 0, connections === 0 ? 3_000 : 40);
      t.equal(server.connections, connections, "server.connections");
    }
  },
);

law(
  "half-close",
  "a client that ends its side first still gets the answers to what it sent",
  { hint: "Letting a client go" },
  async (t) => {
    const server = await serverFor(t);
    const client = await Client.to(t, server);
    const { sent, reply } = echoOf(t);
    client.send(`PING\r\n${sent}PIN`);
    t.did("ended", "the client's side");
    client.socket.end();
    await client.receives(`+PONG\r\n${reply}`);
    await client.isLetGo();
  },
);

law(
  "vanish",
  "a client that vanishes in the middle of a request harms nobody",
  { hint: "Letting a client go" },
  async (t) => {
    const server = await serverFor(t);
    const stays = await Client.to(t, server);
    for (const part of ["*2\r\n$4\r\nECHO\r\n$1000\r\nab", "PI", "PING\r\n".repeat(2000)]) {
      const vanishes = await Client.to(t, server);
      vanishes.send(part);
      await sleep(5);
      vanishes.socket.resetAndDestroy();
      t.did("then", "reset its connection");
    }
    await until(() => server.connections === 1);
    await stays.isServed();
    t.equal(server.connections, 1, "server.connections");
  },
);

law(
  "listens-here-only",
  "where no host is given, the server listens on 127.0.0.1 alone",
  { hint: "Sockets around a connection" },
  async (t) => {
    const server = await serverFor(t);
    t.equal(server.host, "127.0.0.1", "server.host");
    const here = await Client.to(t, server);
    await here.isServed();
    const elsewhere = otherAddress();
    if (elsewhere === undefined) return;
    t.did("connected", `to ${elsewhere}, port ${server.port}`);
    const probe = connect(server.port, elsewhere);
    t.cleanup(() => void probe.destroy());
    const met = await once(probe, "connect").then(
      () => "a connection",
      (error) => String(error.code),
    );
    t.equal(met, "ECONNREFUSED", "what a client there meets");
  },
);

/** An address of this machine besides 127.0.0.1; on Linux all of 127/8 is. */
function otherAddress(): string | undefined {
  if (process.platform === "linux") return "127.0.0.2";
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ internal, family }) => !internal && family === "IPv4")?.address;
}

law(
  "port-taken",
  "a port that is taken rejects with EADDRINUSE",
  { hint: "Sockets around a connection" },
  async (t) => {
    const server = await serverFor(t);
    t.did("started a second server", `on port ${server.port}`);
    await t.fails(() => startServer({ port: server.port }), "EADDRINUSE");
    t.did("then", "a client of the first");
    const client = await Client.to(t, server);
    await client.isServed();
  },
);

law(
  "close",
  "close ends every connection of its server, and of no other, and frees the port; it may be called again",
  { hint: "Sockets around a connection" },
  async (t) => {
    const other = await serverFor(t);
    const stays = await Client.to(t, other);
    await until(() => other.connections > 0);
    t.equal(other.connections, 1, "server.connections of another server, with one client");
    const server = await serverFor(t);
    const clients = [await Client.to(t, server), await Client.to(t, server)];
    clients[0]?.send("ECHO half");
    await sleep(10);
    t.did("closed", "the server, with two clients connected");
    await t.within(2_000, Promise.all([server.close(), server.close()]), "close() to resolve");
    await until(() => clients.every(({ ended }) => ended !== undefined));
    for (const client of clients) t.holds(client.ended !== undefined, "every connection has ended");
    const probe = connect(server.port, "127.0.0.1");
    t.cleanup(() => void probe.destroy());
    const [error] = await once(probe, "error");
    t.equal(error.code, "ECONNREFUSED", "what a new client meets");
    const again = await t.within(
      2_000,
      startServer({ port: server.port }),
      "a server on the same port",
    );
    t.cleanup(() => again.close());
    await t.within(2_000, server.close(), "a third close() to resolve");
    t.did("then", "a client of the other server");
    await stays.isServed();
  },
);

law(
  "replies",
  "whatever a command returns is what the client reads",
  { hint: "From a request to a reply" },
  (t) => {
    for (const value of [array([integer(1), bulkString("two"), array([])]), simpleString("x")]) {
      const commands = commandTable([{ name: "give", arity: 1, run: () => value }]);
      const connection = new Connection({ id: 1, commands });
      t.given("received", '"GIVE\\r\\n", a command of the law\'s own');
      t.did("it returns", value);
      connection.receive(utf8("GIVE\r\n"));
      t.bytes(connection.takeOutput(), wire2(value));
    }
  },
);

law(
  "single-quotes",
  "in single quotes a backslash is itself, before another backslash too: only the one right before a quote escapes",
  { hint: "Quotes and escapes" },
  (t) => {
    const lines: [string, string[] | undefined][] = [
      ["'a\\\\b'", ["a\\\\b"]],
      ["'a\\\\'", undefined],
      ["'a\\\\' b'", ["a\\' b"]],
    ];
    for (const [line, words] of lines) {
      t.given("splitInline of", visible(Buffer.from(line, "latin1")));
      t.equal(splitInline(Buffer.from(line, "latin1"))?.map(latin1), words);
    }
  },
);

law(
  "lengths-beyond-32-bits",
  "a count or a length beyond 2^32 is above the limit, and no small number",
  { hint: "A length is a claim here too" },
  (t) => {
    for (const number of ["4294967296", "4294967300", "18446744073709551620"]) {
      const code = (name: string) => ({
        requests: [],
        code: `invalid-${name}-length`,
        message: `Protocol error: invalid ${name} length`,
      });
      refuses(t, `*${number}\r\n$4\r\nPING\r\n`, code("multibulk"));
      refuses(t, `*1\r\n$${number}\r\nPING\r\n`, code("bulk"));
    }
  },
);

law(
  "request-errors-last",
  "after an error every call throws the same error object again, for either kind of request",
  { hint: "A length is a claim here too" },
  (t) => {
    for (const [stream, code] of [
      ["PING\r\n*x\r\n", "invalid-multibulk-length"],
      ['PING\r\n"\r\n', "unbalanced-quotes"],
    ] as const) {
      const decoder = new RequestDecoder();
      t.given("fed", visible(utf8(stream)));
      decoder.push(utf8(stream));
      t.equal(decoder.next()?.map(latin1), ["PING"]);
      const error = t.fails(() => decoder.next(), code);
      decoder.push(utf8("PING\r\n"));
      t.holds(t.fails(() => decoder.next(), code) === error, "it is another error object");
    }
  },
);

law(
  "requests-let-go",
  "a request that was handed out is no longer the decoder's: it keeps nothing of it",
  { hint: "A length is a claim here too" },
  async (t) => {
    const decoder = new RequestDecoder();
    // A function of its own: no variable is left that holds a request.
    const handedOut = () => {
      const refs: WeakRef<object>[] = [];
      decoder.push(Buffer.concat([requestOf("ECHO", "x".repeat(MIB)), utf8("PING\r\n")]));
      for (let words = decoder.next(); words !== undefined; words = decoder.next())
        for (const part of [words, ...words]) refs.push(new WeakRef(part));
      return refs;
    };
    const refs = handedOut();
    t.did("fed", "ECHO with an argument of 1 MiB, and PING, and asked until there was no more");
    t.equal(refs.length, 5, "requests and their words");
    await areLetGo(t, refs, "requests and words");
    decoder.push(utf8("PING\r\n"));
    t.equal(decoder.next()?.map(latin1), ["PING"]);
  },
);

law(
  "requests-read-once",
  "a request whose arguments come one by one is not read again from its start for each",
  { hint: "A length is a claim here too" },
  (t) => {
    const words = Array.from({ length: 1_000 }, () => "x".repeat(100));
    const stream = requestOf(...words);
    const decoder = new RequestDecoder();
    t.did("fed", "1,000 arguments of 100 bytes, one at a time, asking for a request after each");
    let read = 0;
    const copied = t.copies(20 * stream.length, () => {
      for (const chunk of [
        utf8("*1000\r\n"),
        ...words.map((word) => utf8(`$100\r\n${word}\r\n`)),
      ]) {
        decoder.push(chunk);
        read += decoder.next()?.length ?? 0;
      }
    });
    t.atMost(copied, 20 * stream.length, "bytes copied");
    t.equal(read, 1_000, "the count of words");
  },
);

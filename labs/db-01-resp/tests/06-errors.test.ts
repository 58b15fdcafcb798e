import {
  type Command,
  CommandError,
  Connection,
  type ConnectionOptions,
  commandTable,
  createSession,
  errorReply,
  execute,
  type RespValue,
} from "@labs/db-01";
import { step, type Trial } from "@labs/grader/testing";
import { InvariantError } from "@labs/machine";
import fc from "fast-check";
import { Client, serverFor, until } from "./client.ts";
import { drained, settled, withBase } from "./connections.ts";
import { chunkSizes, cut, shown, utf8 } from "./model.ts";
import { requestOf } from "./requests.ts";
import { array, bulkString, integer, simpleError, simpleString } from "./values.ts";

const law = step("errors");

const command = (name: string, run: Command["run"], arity = -1): Command => ({ name, arity, run });

const failing = withBase(
  command("refuse", () => {
    throw new CommandError("ERR not today");
  }),
  command("crash", () => {
    throw new TypeError("secret of the server");
  }),
  command("reject", () => Promise.reject(new Error("secret of the server"))),
  command("refuselater", () => Promise.reject(new CommandError("BUSY come back"))),
  command("odd", () => {
    throw null;
  }),
  command("unsendablelater", async () => array([integer(1), simpleString("a\nb")])),
  command("unsendable", () => array([integer(1), bulkString("x"), simpleString("a\r\nb")])),
);

function executed(t: Trial, ...words: string[]): unknown {
  t.given("executed", words.map((word) => JSON.stringify(word)).join(" "));
  return execute(
    failing,
    createSession(1),
    words.map((word) => Buffer.from(word, "latin1")),
  );
}

/** What a connection answers to these bytes, all at once; late replies are waited for. */
async function answers(t: Trial, received: string, options: Partial<ConnectionOptions> = {}) {
  const connection = new Connection({ id: 1, commands: failing, ...options });
  const bytes = Buffer.from(received, "latin1");
  t.given("received", bytes);
  connection.receive(bytes);
  return { output: await settled(connection), connection };
}

async function answersWith(t: Trial, received: string, output: string): Promise<Connection> {
  const got = await answers(t, received);
  t.bytes(Buffer.from(got.output, "latin1"), Buffer.from(output, "latin1"));
  return got.connection;
}

law(
  "unknown-command",
  "an unknown command is told its name and its arguments, in Redis's words",
  { hint: "Redis's words for an unknown command" },
  (t) => {
    const unknown = (text: string) => simpleError(`ERR unknown command ${text}`);
    t.equal(executed(t, "foo"), unknown("'foo', with args beginning with: "));
    t.equal(
      executed(t, "FOO", "a", "b c", ""),
      unknown("'FOO', with args beginning with: 'a' 'b c' '' "),
    );
    t.equal(executed(t, ""), unknown("'', with args beginning with: "));
    for (const name of ["constructor", "CONSTRUCTOR", "toString", "tostring", "__proto__"]) {
      t.equal(executed(t, name), unknown(`'${name}', with args beginning with: `));
    }
  },
);

law(
  "unknown-command-cut",
  "a long name and long arguments are cut to 128 bytes",
  { hint: "Redis's words for an unknown command" },
  (t) => {
    const long = "n".repeat(200);
    const cutName = "n".repeat(128);
    t.equal(
      executed(t, long),
      simpleError(`ERR unknown command '${cutName}', with args beginning with: `),
    );
    t.equal(
      executed(t, "foo", "a".repeat(100), "b".repeat(100), "c"),
      simpleError(
        `ERR unknown command 'foo', with args beginning with: '${"a".repeat(100)}' '${"b".repeat(25)}' `,
      ),
    );
    t.equal(
      executed(t, "foo", "a".repeat(125), "b"),
      simpleError(`ERR unknown command 'foo', with args beginning with: '${"a".repeat(125)}' `),
    );
    t.equal(
      executed(t, "foo", "a".repeat(124), "bc"),
      simpleError(`ERR unknown command 'foo', with args beginning with: '${"a".repeat(124)}' 'b' `),
    );
  },
);

law(
  "long-names",
  "a name of more than 128 bytes is unknown, even if the table has it",
  { hint: "Redis's words for an unknown command" },
  (t) => {
    const name = "n".repeat(129);
    const commands = commandTable([
      command(name, () => integer(1)),
      command("n".repeat(128), () => integer(2)),
    ]);
    t.did("executed", "a command whose name has 129 bytes, then one of 128");
    t.equal(
      execute(commands, createSession(1), [utf8(name)]),
      simpleError(`ERR unknown command '${"n".repeat(128)}', with args beginning with: `),
    );
    t.equal(execute(commands, createSession(1), [utf8("n".repeat(128))]), integer(2));
  },
);

law(
  "cut-in-bytes",
  "what is cut is cut in bytes, not in characters; other bytes are read as UTF-8",
  { hint: "Redis's words for an unknown command" },
  (t) => {
    const twoBytes = "\xc3\xa9";
    t.equal(
      executed(t, twoBytes.repeat(100)),
      simpleError(`ERR unknown command '${"é".repeat(64)}', with args beginning with: `),
    );
    t.equal(
      executed(t, "foo", twoBytes.repeat(100)),
      simpleError(`ERR unknown command 'foo', with args beginning with: '${"é".repeat(64)}' `),
    );
  },
);

law(
  "ascii-case",
  "only the case of ASCII letters is ignored in a command's name, and in HELLO's options",
  { hint: "Redis's words for an unknown command" },
  (t) => {
    let calls = 0;
    const commands = commandTable([command("walk", () => integer(calls++))]);
    t.did("executed", '"WAL\\u212a", with the Kelvin sign for a K');
    const reply = execute(commands, createSession(1), [utf8("WAL\u212a")]);
    t.equal(calls, 0, "calls of the command walk");
    t.equal(reply, simpleError("ERR unknown command 'WAL\u212a', with args beginning with: "));
    t.given("executed", '"HELLO 3 \\u017fetname x", with a long s');
    t.equal(
      execute(failing, createSession(1), ["HELLO", "3", "\u017fetname", "x"].map(utf8)),
      simpleError("ERR Syntax error in HELLO option '\u017fetname'"),
    );
  },
);

law(
  "no-injection",
  "line breaks in what a client sent cannot end the error early",
  { hint: "No line break gets into an error" },
  async (t) => {
    t.equal(
      executed(t, "foo\r\n+OK"),
      simpleError("ERR unknown command 'foo  +OK', with args beginning with: "),
    );
    t.equal(
      executed(t, "foo", "\n", "\r"),
      simpleError("ERR unknown command 'foo', with args beginning with: ' ' ' ' "),
    );
    t.given("executed", 'HELLO 3 "a\\r\\nb"');
    t.equal(
      execute(failing, createSession(1), ["HELLO", "3", "a\r\nb"].map(utf8)),
      simpleError("ERR Syntax error in HELLO option 'a  b'"),
    );
    t.given("errorReply of", '"ERR a\\r\\n-ERR b"');
    t.equal(errorReply("ERR a\r\n-ERR b"), simpleError("ERR a  -ERR b"));
    await answersWith(
      t,
      `${requestOf("x\r\n+OK\r\n").toString("latin1")}PING\r\n`,
      "-ERR unknown command 'x  +OK  ', with args beginning with: \r\n+PONG\r\n",
    );
  },
);

law(
  "wrong-arguments",
  "a wrong count of arguments is told by the table's name, and run is not called",
  { hint: "Counting before running" },
  (t) => {
    const wrong = (name: string) =>
      simpleError(`ERR wrong number of arguments for '${name}' command`);
    t.equal(executed(t, "ECHO"), wrong("echo"));
    t.equal(executed(t, "Echo", "a", "b"), wrong("echo"));
    t.equal(executed(t, "PING", "a", "b"), wrong("ping"));
    let calls = 0;
    const counted = (arity: number) => commandTable([command("c", () => integer(calls++), arity)]);
    for (const [arity, words] of [
      [2, 1],
      [2, 3],
      [-3, 2],
      [1, 2],
    ] as const) {
      t.given("executed", `a command of arity ${arity} with ${words} words`);
      t.equal(
        execute(counted(arity), createSession(1), new Array(words).fill(utf8("c"))),
        wrong("c"),
      );
    }
    t.equal(calls, 0, "calls of run");
    for (const [arity, words] of [
      [2, 2],
      [-3, 3],
      [-3, 9],
      [1, 1],
      [-1, 1],
    ] as const) {
      t.given("executed", `a command of arity ${arity} with ${words} words`);
      execute(counted(arity), createSession(1), new Array(words).fill(utf8("c")));
    }
    t.equal(calls, 5, "calls of run");
  },
);

law(
  "command-errors",
  "a CommandError is the reply; any other error is told as an internal one, without its text",
  { hint: "What a client is told of a failure" },
  async (t) => {
    t.equal(executed(t, "refuse"), simpleError("ERR not today"));
    t.equal(executed(t, "crash"), simpleError("ERR internal error"));
    t.equal(executed(t, "odd"), simpleError("ERR internal error"));
    t.equal(await executed(t, "reject"), simpleError("ERR internal error"));
    t.equal(await executed(t, "refuselater"), simpleError("BUSY come back"));
    t.given("executed", 'a command that throws CommandError("ERR a\\nb")');
    const commands = commandTable([
      command("c", () => {
        throw new CommandError("ERR a\nb");
      }),
    ]);
    t.equal(execute(commands, createSession(1), [utf8("c")]), simpleError("ERR a b"));
  },
);

law(
  "kinds-of-command-errors",
  "an error that extends CommandError is one",
  { hint: "What a client is told of a failure" },
  (t) => {
    class WrongType extends CommandError {}
    for (const text of ["WRONGTYPE not a list", "WRONGTYPE not a set"]) {
      const commands = commandTable([
        command("c", () => {
          throw new WrongType(text);
        }),
      ]);
      t.given("executed", "a command that throws a class of its own, which extends CommandError");
      t.equal(execute(commands, createSession(1), [utf8("c")]), simpleError(text));
    }
  },
);

law(
  "bugs-are-not-answers",
  "an InvariantError is thrown again: a bug is not an answer",
  { hint: "What a client is told of a failure" },
  async (t) => {
    const commands = commandTable([
      command("fine", () => integer(1)),
      command("bug", () => {
        throw new InvariantError("this cannot be");
      }),
    ]);
    t.given("executed", "a command of the same table, that answers");
    t.equal(execute(commands, createSession(1), [utf8("fine")]), integer(1));
    t.given("executed", "a command that throws InvariantError");
    const error = t.fails(() => execute(commands, createSession(1), [utf8("bug")]));
    t.equal((error as Error).name, "InvariantError", "the name of what was thrown");
    const later = commandTable([
      command("bug", async () => {
        throw new InvariantError("this cannot be");
      }),
    ]);
    t.given("executed", "a command whose promise rejects with InvariantError");
    const rejected = await t.fails(() => execute(later, createSession(1), [utf8("bug")]));
    t.equal((rejected as Error).name, "InvariantError", "the name of what it rejects with");
  },
);

law(
  "still-usable",
  "after any error the next request is answered as if nothing had been",
  { hint: "One reply, whatever happens" },
  async (t) => {
    await answersWith(
      t,
      "nope\r\nPING\r\nECHO\r\nPING\r\nREFUSE\r\nCRASH\r\nREJECT\r\nPING\r\nODD\r\nECHO a\r\n",
      "-ERR unknown command 'nope', with args beginning with: \r\n+PONG\r\n" +
        "-ERR wrong number of arguments for 'echo' command\r\n+PONG\r\n-ERR not today\r\n" +
        "-ERR internal error\r\n-ERR internal error\r\n+PONG\r\n-ERR internal error\r\n$1\r\na\r\n",
    );
  },
);

law(
  "unsendable-replies",
  "a reply that has no encoding becomes an internal error, and nothing of it is sent",
  { hint: "Nothing half sent" },
  async (t) => {
    await answersWith(
      t,
      "PING\r\nUNSENDABLE\r\nPING\r\n",
      "+PONG\r\n-ERR internal error\r\n+PONG\r\n",
    );
    await answersWith(
      t,
      "PING\r\nUNSENDABLELATER\r\nPING\r\n",
      "+PONG\r\n-ERR internal error\r\n+PONG\r\n",
    );
    let told = 0;
    const connection = new Connection({ id: 1, commands: failing, onLateReply: () => told++ });
    t.given(
      "received",
      '"PING\\r\\nUNSENDABLELATER\\r\\nPING\\r\\n", taking no output before all is there',
    );
    connection.receive(utf8("PING\r\nUNSENDABLELATER\r\nPING\r\n"));
    await until(() => told > 0);
    t.bytes(utf8(drained(connection)), "+PONG\r\n-ERR internal error\r\n+PONG\r\n");
  },
);

law(
  "protocol-errors",
  "when a client breaks the protocol, what came before is answered, then the error, then it is let go",
  { hint: "The last reply" },
  async (t) => {
    const cases: [string, string][] = [
      ["*x\r\n", "invalid multibulk length"],
      ["*1\r\n$-1\r\n", "invalid bulk length"],
      ["*1\r\n!1\r\n", "expected '$', got '!'"],
      ['ECHO "\r\n', "unbalanced quotes in request"],
      ["x".repeat(65_537), "too big inline request"],
      [`*${"1".repeat(65_537)}`, "too big mbulk count string"],
    ];
    for (const [bad, message] of cases) {
      const connection = await answersWith(
        t,
        `PING\r\nNOPE\r\n${bad}`,
        `+PONG\r\n-ERR unknown command 'NOPE', with args beginning with: \r\n-ERR Protocol error: ${message}\r\n`,
      );
      t.equal(connection.finished, true, "finished");
      connection.receive(utf8("PING\r\n"));
      t.bytes(connection.takeOutput(), "");
    }
  },
);

law(
  "error-and-goodbye",
  "an error that a command answers while it closes the session is the last reply; a protocol error is told after the client's end too",
  { hint: "The last reply" },
  async (t) => {
    const commands = commandTable([
      ...failing.values(),
      command("leave", (session) => {
        session.closing = true;
        return simpleError("ERR goodbye");
      }),
      command("leaveloudly", (session) => {
        session.closing = true;
        throw new CommandError("ERR goodbye");
      }),
    ]);
    for (const name of ["LEAVE", "LEAVELOUDLY"]) {
      const { output, connection } = await answers(t, `${name}\r\nPING\r\n`, { commands });
      t.bytes(utf8(output), "-ERR goodbye\r\n");
      t.equal(connection.finished, true, "finished");
    }
    const ended = new Connection({ id: 1, commands: failing, outputHighWaterBytes: 5 });
    t.given("received", '"PING\\r\\n*1\\r\\n:1\\r\\n", then the end, with a mark of 5 bytes');
    ended.receive(utf8("PING\r\n*1\r\n:1\r\n"));
    ended.end();
    const output = drained(ended);
    t.bytes(utf8(output), "+PONG\r\n-ERR Protocol error: expected '$', got ':'\r\n");
    t.equal(ended.finished, true, "finished");
  },
);

law(
  "protocol-error-waits",
  "a protocol error behind requests that wait comes in its turn",
  { hint: "The last reply" },
  async (t) => {
    const { output, connection } = await answers(t, "PING\r\nREFUSELATER\r\nPING\r\n*x\r\n", {
      outputHighWaterBytes: 7,
    });
    t.bytes(
      utf8(output),
      "+PONG\r\n-BUSY come back\r\n+PONG\r\n-ERR Protocol error: invalid multibulk length\r\n",
    );
    t.equal(connection.finished, true, "finished");
  },
);

law(
  "let-go-over-tcp",
  "a client that broke the protocol reads the error, then the end; others are served",
  { hint: "The last reply" },
  async (t) => {
    const server = await serverFor(t, { commands: failing });
    const other = await Client.to(t, server);
    const breaks = await Client.to(t, server);
    breaks.send(`PING\r\n*1\r\n$x\r\n${"y".repeat(100_000)}`);
    await breaks.receives("+PONG\r\n-ERR Protocol error: invalid bulk length\r\n");
    await breaks.isLetGo();
    other.send("CRASH\r\nREJECT\r\nPING\r\n");
    await other.receives("-ERR internal error\r\n-ERR internal error\r\n+PONG\r\n");
  },
);

law(
  "limits-over-tcp",
  "the limits that a server is started with hold for its clients",
  { hint: "The last reply" },
  async (t) => {
    const server = await serverFor(t, { limits: { maxInlineBytes: 8 } });
    t.did("limits", { maxInlineBytes: 8 });
    const client = await Client.to(t, server);
    client.send("PING 123\r\nECHO 123456\r\n");
    await client.receives("$3\r\n123\r\n-ERR Protocol error: too big inline request\r\n");
    await client.isLetGo();
  },
);

law(
  "errors-in-resp3",
  "errors look the same to a client of RESP3",
  { hint: "One reply, whatever happens" },
  async (t) => {
    const { output } = await answers(t, "HELLO 3\r\nNOPE\r\nCRASH\r\nUNSENDABLE\r\n*x\r\n");
    const tail =
      "-ERR unknown command 'NOPE', with args beginning with: \r\n-ERR internal error\r\n-ERR internal error\r\n" +
      "-ERR Protocol error: invalid multibulk length\r\n";
    t.bytes(utf8(output.slice(-tail.length)), tail);
    const values: RespValue[] = [errorReply("ERR x")];
    t.equal(values, [simpleError("ERR x")]);
  },
);

law(
  "any-mixture",
  "any mixture of good and bad requests gets one reply each, in order",
  { hint: "One reply, whatever happens" },
  async (t) => {
    const kinds = fc.constantFrom(
      ["PING", "+PONG\r\n"],
      ["ECHO x", "$1\r\nx\r\n"],
      ["ECHO", "-ERR wrong number of arguments for 'echo' command\r\n"],
      ["WHAT x", "-ERR unknown command 'WHAT', with args beginning with: 'x' \r\n"],
      ["REFUSE", "-ERR not today\r\n"],
      ["CRASH", "-ERR internal error\r\n"],
      ["REFUSELATER", "-BUSY come back\r\n"],
      ["UNSENDABLE", "-ERR internal error\r\n"],
      ["HELLO 9", "-NOPROTO unsupported protocol version\r\n"],
    );
    await t.forAll(
      [
        fc.array(kinds, { minLength: 1, maxLength: 12 }),
        chunkSizes,
        fc.integer({ min: 1, max: 60 }),
      ],
      async (requests, sizes, mark) => {
        const connection = new Connection({ id: 1, commands: failing, outputHighWaterBytes: mark });
        const chunks = cut(utf8(requests.map(([request]) => `${request}\r\n`).join("")), sizes);
        t.did("received", shown(chunks));
        t.did("high-water mark", mark);
        for (const chunk of chunks) connection.receive(chunk);
        const output = await settled(connection);
        t.bytes(utf8(output), requests.map(([, reply]) => reply).join(""));
      },
    );
  },
);

law(
  "only-line-breaks-change",
  "CR and LF become spaces in an error, and nothing else does: a tab, a blank of another kind and a byte order mark stay",
  { hint: "No line break gets into an error" },
  (t) => {
    const others = "a\tb\v\f\u00a0\u2028\u2029\u3000\ufeff";
    t.given("errorReply of", JSON.stringify(others));
    t.equal(errorReply(`${others}\r\n.`), simpleError(`${others}  .`));
    t.given("executed", `${JSON.stringify(others)} with the argument ${JSON.stringify(others)}`);
    t.equal(
      execute(failing, createSession(1), [`\ufeff${others}`, `\ufeff${others}`].map(utf8)),
      simpleError(
        `ERR unknown command '\ufeff${others}', with args beginning with: '\ufeff${others}' `,
      ),
    );
  },
);

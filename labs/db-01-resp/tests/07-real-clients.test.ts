import { baseCommands, createSession, execute, type RespValue, SERVER_VERSION } from "@labs/db-01";
import { step, type Trial, visible } from "@labs/grader/testing";
import { exchange, INSTALL_REDIS, redisServer, run } from "@labs/grader/testing/programs";
import { createClient } from "@redis/client";
import { Redis } from "ioredis";
import { serverFor } from "./client.ts";
import { utf8 } from "./model.ts";
import { line, requestOf } from "./requests.ts";
import {
  array,
  bulkString,
  integer,
  map,
  nil,
  simpleError,
  simpleString,
  verbatimString,
} from "./values.ts";

const law = step("real-clients");
const install = INSTALL_REDIS;

function asker(t: Trial): (...words: string[]) => unknown {
  const session = createSession(5);
  const commands = baseCommands();
  return (...words) => {
    t.given("executed", words.map((word) => JSON.stringify(word)).join(" "));
    return execute(commands, session, words.map(utf8));
  };
}

law("select", "there is one database, 0", { hint: "Only database 0" }, (t) => {
  const ask = asker(t);
  t.equal(ask("SELECT", "0"), simpleString("OK"));
  for (const index of ["1", "16", "-1", "1234567890", "-2147483648"])
    t.equal(ask("SELECT", index), simpleError("ERR DB index is out of range"));
  for (const index of ["x", "01", "", "-0", "1.0", "+1", "9223372036854775808"]) {
    t.equal(ask("SELECT", index), simpleError("ERR value is not an integer or out of range"));
  }
});

law(
  "client",
  "CLIENT tells the connection's id, and keeps its name",
  { hint: "A name that was never given is null" },
  (t) => {
    const ask = asker(t);
    t.equal(ask("CLIENT", "ID"), integer(5));
    t.equal(ask("CLIENT", "GETNAME"), nil);
    t.equal(ask("client", "SetName", "worker-1"), simpleString("OK"));
    t.equal(ask("CLIENT", "GETNAME"), bulkString("worker-1"));
    t.equal(
      ask("CLIENT", "SETNAME", "a b"),
      simpleError("ERR Client names cannot contain spaces, newlines or special characters."),
    );
    t.equal(ask("CLIENT", "SETNAME", ""), simpleString("OK"));
    t.equal(ask("CLIENT", "GETNAME"), nil);
    t.equal(ask("CLIENT", "SETINFO", "LIB-NAME", "x"), simpleString("OK"));
    for (const index of ["2147483648", "-2147483649", "9223372036854775807"]) {
      t.equal(
        ask("SELECT", index),
        simpleError("ERR value is out of range, value must between -2147483648 and 2147483647"),
      );
    }
  },
);

law(
  "subcommands",
  "an unknown subcommand and a wrong count of arguments are told in Redis's words",
  { hint: "An unknown subcommand is an answer" },
  (t) => {
    const ask = asker(t);
    t.equal(
      ask("CLIENT", "Foo", "x"),
      simpleError("ERR unknown subcommand 'Foo'. Try CLIENT HELP."),
    );
    t.equal(ask("config", "\r\n"), simpleError("ERR unknown subcommand '  '. Try CONFIG HELP."));
    t.equal(
      ask("CLIENT", "x".repeat(200)),
      simpleError(`ERR unknown subcommand '${"x".repeat(128)}'. Try CLIENT HELP.`),
    );
    t.equal(
      ask("CLIENT", "é".repeat(100)),
      simpleError(`ERR unknown subcommand '${"é".repeat(64)}'. Try CLIENT HELP.`),
    );
    t.equal(
      ask("CLIENT", "__proto__"),
      simpleError("ERR unknown subcommand '__proto__'. Try CLIENT HELP."),
    );
    const wrong = (name: string) =>
      simpleError(`ERR wrong number of arguments for '${name}' command`);
    t.equal(ask("CLIENT"), wrong("client"));
    t.equal(ask("CLIENT", "SETNAME"), wrong("client|setname"));
    t.equal(ask("CLIENT", "GETNAME", "x"), wrong("client|getname"));
    t.equal(ask("CONFIG", "GET"), wrong("config|get"));
  },
);

law(
  "info",
  "INFO tells the sections that are asked for, in the order of the table",
  { hint: "INFO is text for people" },
  (t) => {
    const ask = asker(t);
    const server = `# Server\r\nredis_version:${SERVER_VERSION}\r\nredis_mode:standalone\r\n`;
    const persistence = "# Persistence\r\nloading:0\r\n";
    const replication = "# Replication\r\nrole:master\r\n";
    const all = verbatimString("txt", [server, persistence, replication].join("\r\n"));
    for (const words of [[], ["all"], ["DEFAULT"], ["everything"], ["server", "all"]])
      t.equal(ask("INFO", ...words), all);
    t.equal(
      ask("INFO", "Replication", "server", "server"),
      verbatimString("txt", `${server}\r\n${replication}`),
    );
    t.equal(ask("INFO", "nothing"), verbatimString("txt", ""));
    t.equal(ask("INFO", "constructor", "__proto__"), verbatimString("txt", ""));
  },
);

law(
  "command",
  "COMMAND lists the table: name, arity, and what we do not know as empty",
  { hint: "COMMAND has ten fields" },
  (t) => {
    const ask = asker(t);
    const item = (name: string, arity: number): RespValue => {
      const none = array([]);
      const zero = integer(0);
      return array([
        bulkString(name),
        integer(arity),
        none,
        zero,
        zero,
        zero,
        none,
        none,
        none,
        none,
      ]);
    };
    t.equal(
      ask("COMMAND", "INFO", "Echo", "nope", "ping", "constructor", "__proto__"),
      array([item("echo", 2), nil, item("ping", -1), nil, nil]),
    );
    t.equal(ask("COMMAND", "COUNT"), integer(baseCommands().size));
    t.equal(ask("COMMAND", "DOCS"), map([]));
    const all = [...baseCommands().values()].map(({ name, arity }) => item(name, arity));
    t.equal(ask("COMMAND"), array(all));
    t.equal(ask("COMMAND", "INFO"), array(all));
  },
);

law(
  "config",
  "CONFIG GET tells the settings that are there, each once",
  { hint: "CONFIG GET answers a map" },
  (t) => {
    const ask = asker(t);
    const save: [RespValue, RespValue] = [bulkString("save"), bulkString("")];
    const appendonly: [RespValue, RespValue] = [bulkString("appendonly"), bulkString("no")];
    t.equal(ask("CONFIG", "GET", "SAVE"), map([save]));
    t.equal(ask("CONFIG", "GET", "appendonly", "save", "save", "other"), map([save, appendonly]));
    t.equal(ask("CONFIG", "GET", "nothing"), map([]));
    t.equal(ask("CONFIG", "GET", "*"), map([]));
    t.equal(ask("CONFIG", "GET", "constructor", "tostring", "__proto__"), map([]));
  },
);

law(
  "redis-cli",
  "redis-cli gets its answers, in RESP2 and in RESP3",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const { port } = await serverFor(t);
    const cli = (...args: string[]) =>
      run(t, "redis-cli", ["-p", String(port), ...args], { install });
    t.equal(await cli("PING"), "PONG\n");
    t.equal(await cli("ECHO", "naïve \r\n漢字"), "naïve \r\n漢字\n");
    t.equal(
      await cli("NOPE", "x"),
      "ERR unknown command 'NOPE', with args beginning with: 'x' \n\n",
    );
    t.equal(await cli("--no-raw", "ECHO", "a\nb"), '"a\\nb"\n');
    t.equal(await cli("-3", "CONFIG", "GET", "appendonly"), "appendonly no\n");
    const input = "PING\nCLIENT SETNAME w\nCLIENT GETNAME\nSELECT 1\nPING last\n";
    const lines = await run(t, "redis-cli", ["-p", String(port)], { install, input });
    t.equal(lines, "PONG\nOK\nw\nERR DB index is out of range\n\nlast\n");
  },
);

law(
  "redis-benchmark",
  "redis-benchmark runs through, with fifty clients and pipelines of sixteen",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const { port } = await serverFor(t);
    const common = ["-p", String(port), "-c", "50", "-n", "1600", "-P", "16", "--csv"];
    const report = await run(t, "redis-benchmark", [...common, "-t", "ping_inline,ping_mbulk"], {
      install,
    });
    t.holds(
      /"PING_INLINE","[\d.]+"/.test(report) && /"PING_MBULK","[\d.]+"/.test(report),
      `it reported:\n${report}`,
    );
    const echo = await run(t, "redis-benchmark", [...common, "ECHO", "hello"], { install });
    t.holds(/"ECHO hello","[\d.]+"/.test(echo), `it reported:\n${echo}`);
    t.holds(!/error|warning/i.test(report + echo), `it reported:\n${report}${echo}`);
  },
);

law(
  "ioredis",
  "ioredis connects, pipelines and hangs up",
  { hint: "The client is the judge", seconds: 10 },
  async (t) => {
    const { port } = await serverFor(t);
    const client = new Redis({
      port,
      host: "127.0.0.1",
      retryStrategy: () => null,
      lazyConnect: true,
    });
    client.on("error", () => {});
    t.cleanup(() => client.disconnect());
    t.did("connected", "ioredis");
    await t.within(3_000, client.connect(), "ioredis to be ready");
    t.equal(await client.ping(), "PONG");
    t.equal(await client.echo("naïve 漢字"), "naïve 漢字");
    t.equal(await client.client("GETNAME"), null);
    const words = Array.from({ length: 500 }, (_, n) => `word ${n}`);
    t.did("sent", "500 ECHOs in one pipeline");
    const pipeline = client.pipeline();
    for (const word of words) pipeline.echo(word);
    t.equal(
      await t.within(3_000, pipeline.exec(), "the pipeline's replies"),
      words.map((word) => [null, word]),
    );
    t.did("sent", "NOPE");
    const error = await t.fails(() => client.call("NOPE", "x"));
    t.equal((error as Error).message, "ERR unknown command 'NOPE', with args beginning with: 'x' ");
    t.equal(await t.within(2_000, client.quit(), "the answer to QUIT"), "OK");
  },
);

law(
  "node-redis",
  "node-redis connects and gets its answers, in RESP2 and in RESP3",
  { hint: "The client is the judge", seconds: 10 },
  async (t) => {
    const { port } = await serverFor(t);
    for (const RESP of [2, 3] as const) {
      const client = createClient({
        RESP,
        socket: { port, host: "127.0.0.1", reconnectStrategy: false },
      });
      client.on("error", () => {});
      t.cleanup(() => client.destroy());
      t.given("connected", `node-redis, RESP ${RESP}`);
      await t.within(3_000, client.connect(), "node-redis to be ready");
      t.equal(await client.ping(), "PONG");
      t.equal(await client.echo("a\r\nb"), "a\r\nb");
      t.equal({ ...(await client.configGet("appendonly")) }, { appendonly: "no" });
      t.equal(await client.clientId(), RESP === 2 ? 1 : 2);
      const many = await Promise.all(
        Array.from({ length: 500 }, (_, n) => client.echo(`word ${n}`)),
      );
      t.equal(many.at(-1), "word 499");
      const error = await t.fails(() => client.sendCommand(["NOPE"]));
      t.equal((error as Error).message, "ERR unknown command 'NOPE', with args beginning with: ");
      await t.within(2_000, client.close(), "node-redis to hang up");
    }
  },
);

law(
  "same-as-redis",
  "a real redis-server answers the same, byte for byte, to requests good and bad",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const theirs = await redisServer(t);
    const { port: ours } = await serverFor(t);
    const long = "x".repeat(300);
    const sent = [
      "PING\r\n",
      'PING "a b"\r\n',
      "ping a b\r\n",
      "ECHO\r\n",
      "\r\n\r\nPING\r\n",
      "*0\r\n*-1\r\nPING\r\n",
      `${requestOf("PING").toString()}${line("ECHO hello").toString()}`,
      `FOO ${long} ${long}\r\n`,
      `${long} a 'b c'\r\n`,
      requestOf("a\r\nb", "c\nd").toString(),
      `foo ${"a".repeat(125)} b\r\n`,
      `foo ${"a".repeat(124)} bc d\r\n`,
      "*x\r\n",
      "*1\r\n$-1\r\n",
      "*1\r\n$x\r\n",
      "*1\r\n:5\r\n",
      'ECHO "a\r\n',
      "ECHO 'a'b\r\n",
      'ECHO "\\x41\\n\\q"\r\n',
      "ECHO 'it\\'s'\r\n",
      "SELECT 0\r\nSELECT 99\r\nSELECT x\r\nSELECT 2147483648\r\nSELECT 99999999999999999999\r\n",
      "HELLO 99999999999999999999\r\nHELLO 9223372036854775807\r\n",
      "*-1234567890123456789\r\nPING\r\n",
      "*-99999999999999999999\r\n",
      "CONSTRUCTOR\r\n__proto__ a\r\nCLIENT __proto__\r\nCONFIG GET constructor\r\n",
      "HELLO 3 \xc5\xbfetname x\r\n",
      "HELLO 9\r\nHELLO x\r\nHELLO 3 SETNAME\r\nHELLO 3 BOGUS\r\nHELLO 2 AUTH a b\r\n",
      "CLIENT GETNAME\r\nCLIENT SETNAME w\r\nCLIENT GETNAME\r\nCLIENT SETNAME ''\r\nCLIENT GETNAME\r\n",
      "CLIENT NOPE\r\nCLIENT\r\nCLIENT SETNAME\r\n",
      "CONFIG GET appendonly\r\nCONFIG GET nothing\r\n",
      "HELLO 3 SETNAME w\r\nCLIENT GETNAME\r\nCONFIG GET appendonly\r\nCLIENT SETNAME ''\r\nCLIENT GETNAME\r\n",
      "PING\r\nQUIT\r\nPING\r\n",
      "PING\r\nNOPE\r\nPING\r\n*x\r\nPING\r\n",
    ];
    const replies = await Promise.all(
      sent.map(async (bytes) => ({
        bytes,
        expected: await exchange(theirs, bytes),
        actual: await exchange(ours, bytes),
      })),
    );
    for (const { bytes, expected, actual } of replies) {
      t.given("sent", visible(Buffer.from(bytes, "latin1")));
      t.bytes(sameId(actual), sameId(expected));
    }
  },
);

/** HELLO's map holds the connection's id and the server's version. */
function sameId(reply: string): Uint8Array {
  const plain = reply
    .replace(/(\$2\r\nid\r\n:)\d+/, "$1N")
    .replace(/(\$7\r\nversion\r\n)\$\d+\r\n[^\r]+/, "$1V");
  return Buffer.from(plain, "latin1");
}

import { encode, type RespServer, type RespValue, startServer } from "@labs/db-01";
import { Keyspace, keyspaceCommands } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import { INSTALL_REDIS, run } from "@labs/grader/testing/programs";
import { seededRandom } from "@labs/machine";
import fc from "fast-check";
import { Redis } from "ioredis";
import { createClient } from "redis";
import {
  anyCommand,
  COLLECTIONS,
  DEADLINES,
  LEXICAL_SETS,
  SORTED_SETS,
  STRINGS,
} from "./any-commands.ts";
import { CountedSet } from "./counted-sets.ts";
import { Judge } from "./judge.ts";
import { Shell, watched } from "./shell.ts";

const law = step("real-clients");

/** How many sequences of commands are compared with redis-server, and how long each is. */
const SEQUENCES = 200;
const SEQUENCE_LENGTH = 24;
/** So many draws from four members: that one is never among them, or always, has a chance below 1 in 10^20. */
const TURNS = 400;
/** More than a function takes as arguments. */
const LARGE = 150_000;
/** For ten that are drawn. */
const MEMBERS_PASSED_MAX = 1_000;
/** What is seldom drawn: replies that look alike, where nothing was asked for or nothing is there. */
const LOOK_ALIKE = [
  ...["LPOP a", "LPOP a 0", "RPOP a 2", "RPUSH a x", "LPOP a 0", "RPOP a 0", "LPOP a 2"],
  ...["LRANGE a 0 -1", "HGETALL b", "HMGET b m", "SMEMBERS b", "SPOP b", "SPOP b 0", "SPOP b 2"],
  ...["SRANDMEMBER b", "SRANDMEMBER b 2", "SADD b m", "SRANDMEMBER b", "SRANDMEMBER b 2"],
  ...["SRANDMEMBER b -2", "SPOP b 0", "SPOP b 2", "SADD b m", "SPOP b", "EXISTS b"],
];

/**
 * A server of the submission's on a free port, closed with the law. If a command threw what is no answer, the law ends
 * with that error: the client only read `ERR internal error`.
 */
async function served(t: Trial): Promise<RespServer> {
  const keyspace = new Keyspace({ random: seededRandom(t.seed) });
  const bugs: unknown[] = [];
  const commands = watched(keyspaceCommands(keyspace), (error) => bugs.push(error));
  const server = await startServer({ commands });
  t.cleanup(async () => {
    await server.close();
    if (bugs.length > 0) throw bugs[0];
  });
  return server;
}

/** What redis-cli prints for these words. */
function cli(t: Trial, server: RespServer, ...words: readonly string[]): Promise<string> {
  const args = ["-p", String(server.port), ...words];
  return run(t, "redis-cli", args, { install: INSTALL_REDIS });
}

/** The members that a reply names: one, or several. */
function membersOf(reply: RespValue): string[] {
  if (reply.kind === "bulkString") return [Buffer.from(reply.bytes).toString()];
  return reply.kind === "array" || reply.kind === "set" ? reply.items.flatMap(membersOf) : [];
}

async function sameAsRedis(t: Trial, patterns: readonly string[]): Promise<void> {
  const judge = await Judge.start(t);
  const sequence = fc.array(anyCommand(patterns), { minLength: 1, maxLength: SEQUENCE_LENGTH });
  await t.forAll(
    [sequence, fc.constantFrom(2, 3)],
    (requests, protocol) => judge.agrees(t, requests, protocol as 2 | 3),
    { runs: SEQUENCES },
  );
}

law(
  "info",
  "INFO tells of memory, statistics and the keyspace, among the sections of @labs/db-01",
  { hint: "INFO, for people and programs" },
  (t) => {
    const shell = new Shell(t);
    const text = (line: string): string => {
      const reply = shell.run(line);
      return reply.kind === "verbatimString" ? Buffer.from(reply.bytes).toString() : reply.kind;
    };
    t.equal(text("INFO keyspace"), "# Keyspace\r\n");
    shell.run("SET a 1");
    shell.run("SET b 1 EX 100");
    t.equal(text("INFO Keyspace"), "# Keyspace\r\ndb0:keys=2,expires=1\r\n");
    t.equal(
      text("INFO keyspace stats"),
      [
        "# Stats\r\nexpired_keys:0\r\nevicted_keys:0\r\n",
        "# Keyspace\r\ndb0:keys=2,expires=1\r\n",
      ].join("\r\n"),
    );
    shell.clock.advance(100_001);
    shell.run("GET b");
    t.equal(text("INFO stats"), "# Stats\r\nexpired_keys:1\r\nevicted_keys:0\r\n");
    t.equal(text("INFO nothing"), "");
    const headings = text("INFO").match(/^# .*$/gm);
    t.equal(
      headings?.join(" "),
      "# Server # Memory # Persistence # Stats # Replication # Keyspace",
    );
  },
);

law(
  "spop",
  "SPOP takes members out at random, and the set goes with its last one",
  { hint: "Chance that can be had again" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SPOP none
      (nil)
      > SPOP none 2
      (empty array)
      > SADD s a
      (integer) 1
      > SPOP s 0
      (empty array)
      > SPOP s
      "a"
      > EXISTS s
      (integer) 0
      > SADD s a
      (integer) 1
      > SPOP s 10
      1) "a"
      > TYPE s
      none
      > SPOP s -1
      (error) ERR value is out of range, must be positive
      > SPOP s x
      (error) ERR value is out of range, must be positive
      > SPOP s 1 2
      (error) ERR syntax error
      > SET string v
      OK
      > SPOP string x
      (error) ERR value is out of range, must be positive
      > SPOP string 0
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
    `,
    );
    const all = Array.from({ length: 30 }, (_, i) => `m${i}`);
    for (const count of [1, 5, 12, 29, 30]) {
      shell.run(`SADD s ${all.join(" ")}`);
      const before = shell.keyspace.changes;
      const popped = membersOf(shell.run(`SPOP s ${count}`));
      t.did("popped", popped.join(" "));
      t.equal(new Set(popped).size, count, `different members of SPOP s ${count}`);
      t.equal(shell.keyspace.changes - before, count, "changes");
      const left = membersOf(shell.run("SMEMBERS s"));
      t.equal([...popped, ...left].sort(), [...all].sort(), "what was popped, and what is left");
    }
  },
);

law(
  "srandmember",
  "SRANDMEMBER shows members at random and takes none; below 0 each is drawn from all",
  { hint: "Chance that can be had again" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SRANDMEMBER none
      (nil)
      > SRANDMEMBER none 3
      (empty array)
      > SADD one a
      (integer) 1
      > SRANDMEMBER one
      "a"
      > SRANDMEMBER one 3
      1) "a"
      > SRANDMEMBER one -3
      1) "a"
      2) "a"
      3) "a"
      > SRANDMEMBER one 0
      (empty array)
      > SRANDMEMBER one x
      (error) ERR value is not an integer or out of range
      > SRANDMEMBER one -1048577
      (error) ERR value is out of range
      > SRANDMEMBER one -9223372036854775808
      (error) ERR value is out of range
      > SRANDMEMBER one 9223372036854775807
      1) "a"
      > SRANDMEMBER one 1 2
      (error) ERR syntax error
      > SET string v
      OK
      > SRANDMEMBER string 1 2
      (error) ERR syntax error
      > SRANDMEMBER string x
      (error) ERR value is not an integer or out of range
      > SRANDMEMBER string -1048577
      (error) ERR value is out of range
      > SRANDMEMBER string 0
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > SRANDMEMBER string -1
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
      > SRANDMEMBER string
      (error) WRONGTYPE Operation against a key holding the wrong kind of value
    `,
    );
    const all = Array.from({ length: 20 }, (_, i) => `m${i}`);
    shell.run(`SADD s ${all.join(" ")}`);
    const before = shell.keyspace.changes;
    for (const count of [1, 4, 12, 20]) {
      const drawn = membersOf(shell.run(`SRANDMEMBER s ${count}`));
      t.equal(new Set(drawn).size, count, `different members of SRANDMEMBER s ${count}`);
    }
    t.equal(membersOf(shell.run("SRANDMEMBER s -60")).length, 60, "members of SRANDMEMBER s -60");
    t.equal(shell.ask("SCARD s"), "(integer) 20");
    shell.run("CONFIG SET maxmemory-policy allkeys-lfu lfu-log-factor 0");
    const frequency = shell.ask("OBJECT FREQ one");
    for (const line of ["SRANDMEMBER one", "SRANDMEMBER one 0", "SRANDMEMBER one -9"])
      shell.run(line);
    t.did("ran", "SRANDMEMBER one, SRANDMEMBER one 0 and SRANDMEMBER one -9, under allkeys-lfu");
    t.equal(
      [frequency, shell.ask("OBJECT FREQ one")],
      ["(integer) 5", "(integer) 8"],
      "OBJECT FREQ one before and after: each is one use",
    );
    t.equal(shell.keyspace.changes, before, "changes");
  },
);

law(
  "random-replies",
  "with a count SPOP answers a set and SRANDMEMBER an array; without one, a member",
  { hint: "Chance that can be had again" },
  (t) => {
    const shell = new Shell(t);
    for (const [line, expected] of [
      ["SPOP s 2", "~0\r\n"],
      ["SRANDMEMBER s 2", "*0\r\n"],
      ["SPOP s", "_\r\n"],
      ["SADD s a", ":1\r\n"],
      ["SRANDMEMBER s", "$1\r\na\r\n"],
      ["SRANDMEMBER s 2", "*1\r\n$1\r\na\r\n"],
      ["SRANDMEMBER s -2", "*2\r\n$1\r\na\r\n$1\r\na\r\n"],
      ["SPOP s 0", "~0\r\n"],
      ["SPOP s 2", "~1\r\n$1\r\na\r\n"],
    ] as const) {
      t.did("ran, in RESP3", line);
      t.bytes(encode(shell.run(line), 3), expected);
    }
  },
);

law(
  "large-sets",
  "a few members of a large set are drawn without passing the others; all of it can be popped at once",
  { hint: "Chance that can be had again", seconds: 20 },
  (t) => {
    const shell = new Shell(t);
    const set = new CountedSet();
    for (let i = 0; i < LARGE; i++) set.add(Buffer.from(String(i)));
    t.did("made", `a set s of ${LARGE.toLocaleString("en")} members`);
    shell.keyspace.put(Buffer.from("s"), set);
    for (const line of [
      "SRANDMEMBER s",
      "SRANDMEMBER s 9",
      "SRANDMEMBER s -9",
      "SPOP s",
      "SPOP s 9",
    ]) {
      t.did("ran", line);
      set.passed = 0;
      shell.run(line);
      t.atMost(set.passed, MEMBERS_PASSED_MAX, "members passed");
    }
    t.did("ran", `SPOP s ${LARGE}`);
    t.equal(membersOf(shell.run(`SPOP s ${LARGE}`)).length, LARGE - 10, "how many were popped");
    t.equal(shell.ask("EXISTS s"), "(integer) 0", "EXISTS s");
  },
);

law(
  "any-member",
  "every member may be the one: SPOP and SRANDMEMBER favour none for ever",
  { hint: "Chance that can be had again" },
  (t) => {
    const shell = new Shell(t);
    const all = ["a", "b", "c", "d"];
    for (const line of [
      "SRANDMEMBER s",
      "SRANDMEMBER s 2",
      "SRANDMEMBER s -2",
      "SPOP s",
      "SPOP s 2",
    ]) {
      const times = new Map<string, number>();
      for (let turn = 0; turn < TURNS; turn++) {
        shell.run(`SADD s ${all.join(" ")}`);
        for (const member of new Set(membersOf(shell.run(line)))) {
          times.set(member, (times.get(member) ?? 0) + 1);
        }
      }
      t.equal([...times.keys()].sort(), all, `the members that ${TURNS} times ${line} ever gave`);
      t.atMost(
        Math.max(...times.values()),
        TURNS - 1,
        `times the same member, of ${TURNS} times ${line}`,
      );
    }
  },
);

law(
  "several-clients",
  "several clients at once: every command is whole, and none is lost",
  { hint: "One command at a time", seconds: 10 },
  async (t) => {
    const server = await served(t);
    const clients = Array.from({ length: 8 }, () => new Redis(server.port, "127.0.0.1", QUIET));
    t.cleanup(() => clients.forEach((client) => void client.disconnect()));
    const replies = await Promise.all(
      clients.map(async (client, i) => {
        const counted: Promise<unknown>[] = [];
        for (let turn = 0; turn < 50; turn++) {
          counted.push(client.incr("counter"), client.rpush("list", `${i}:${turn}`));
        }
        const won = await client.msetnx("winner", String(i), "again", String(i));
        await Promise.all(counted);
        return won;
      }),
    );
    t.equal(
      replies.reduce((sum, won) => sum + won, 0),
      1,
      "how many clients MSETNX let win",
    );
    const [first] = clients;
    t.equal(await first?.get("counter"), "400", "GET counter, after 8 times 50 INCR");
    t.equal(await first?.get("again"), await first?.get("winner"), "GET again and GET winner");
    const order = (await first?.lrange("list", 0, -1)) ?? [];
    for (let i = 0; i < clients.length; i++) {
      const own = order.filter((item) => item.startsWith(`${i}:`));
      t.equal(
        own,
        Array.from({ length: 50 }, (_, turn) => `${i}:${turn}`),
        `what client ${i} pushed`,
      );
    }
  },
);

/** ioredis, which otherwise reconnects for ever and prints what it thinks. */
const QUIET = { retryStrategy: () => null, lazyConnect: false } as const;

law(
  "redis-cli",
  "redis-cli works with it as with a real server",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const server = await served(t);
    const turns: readonly (readonly [string, string])[] = [
      ["SET greeting hello EX 100", "OK"],
      ["APPEND greeting !", "6"],
      ["TTL greeting", "100"],
      ["HSET user name Ada born 1815", "2"],
      ["-3 HGETALL user", "born 1815\nname Ada"],
      ["ZADD scores 3 c 1 a 2 b", "3"],
      ["ZRANGE scores 0 -1 WITHSCORES", "a\n1\nb\n2\nc\n3"],
      ["RPUSH list 1 2 3", "3"],
      ["LRANGE list 0 -1", "1\n2\n3"],
      ["TYPE list", "list"],
      ["INCR greeting", "ERR value is not an integer or out of range"],
      ["--scan --pattern [gu]*", "greeting\nuser"],
      ["DBSIZE", "4"],
    ];
    for (const [line, expected] of turns) {
      const lines = (await cli(t, server, ...line.split(" "))).trim().split("\n");
      // Neither fields nor keys have an order.
      const isUnordered = line.includes("HGETALL") || line.includes("--scan");
      t.equal((isUnordered ? lines.sort() : lines).join("\n"), expected);
    }
  },
);

law(
  "bigkeys",
  "redis-cli --bigkeys finds the largest key of each type",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const server = await served(t);
    const client = new Redis(server.port, "127.0.0.1", QUIET);
    t.cleanup(() => void client.disconnect());
    for (let i = 0; i < 200; i++) await client.set(`string:${i}`, "x".repeat(i));
    await client.rpush("list:long", ..."abcdefgh");
    await client.rpush("list:short", "a");
    await client.sadd("set:long", ..."abcdef");
    await client.hset("hash:long", { a: 1, b: 2, c: 3 });
    await client.zadd("zset:long", 1, "a", 2, "b");
    const printed = await cli(t, server, "--bigkeys");
    for (const line of [
      "Sampled 205 keys in the keyspace!",
      "Biggest   list found '\"list:long\"' has 8 items",
      "Biggest   hash found '\"hash:long\"' has 3 fields",
      "Biggest string found '\"string:199\"' has 199 bytes",
      "Biggest    set found '\"set:long\"' has 6 members",
      "Biggest   zset found '\"zset:long\"' has 2 members",
    ]) {
      t.holds(printed.includes(line), `redis-cli --bigkeys does not print: ${line}\n${printed}`);
    }
  },
);

law(
  "redis-benchmark",
  "redis-benchmark runs its commands through, with fifty clients and pipelines of sixteen",
  { hint: "The client is the judge", seconds: 20 },
  async (t) => {
    const server = await served(t);
    const tests = "set,get,incr,lpush,rpush,lpop,rpop,sadd,hset,spop,zadd,zpopmin,lrange_100,mset";
    const printed = await run(
      t,
      "redis-benchmark",
      ["-p", String(server.port), "-n", "1000", "-r", "100", "-P", "16", "-t", tests, "--csv"],
      { install: INSTALL_REDIS },
    );
    const rows = printed.split("\n").filter((line) => /^"(?!test)/.test(line));
    t.did("printed", printed);
    t.equal(rows.length, 15, "the lines of redis-benchmark, LPUSH for LRANGE among them");
    t.holds(!/ERR|WRONGTYPE|Error/.test(printed), "redis-benchmark was answered with an error");
  },
);

law(
  "ioredis",
  "ioredis sees the types it expects",
  { hint: "The client is the judge", seconds: 10 },
  async (t) => {
    const server = await served(t);
    const client = new Redis(server.port, "127.0.0.1", QUIET);
    t.cleanup(() => void client.disconnect());
    t.equal(
      await client.set("k", "v", "PX", 100_000, "NX"),
      "OK",
      'set("k", "v", "PX", 100000, "NX")',
    );
    t.equal(await client.set("k", "v", "NX"), null, 'set("k", "v", "NX")');
    t.equal(await client.getBuffer("k"), Buffer.from("v"), 'getBuffer("k")');
    t.equal(await client.hset("h", { a: "1", b: "2" }), 2, 'hset("h", …)');
    t.equal(await client.hgetall("h"), { a: "1", b: "2" }, 'hgetall("h")');
    t.equal(await client.zadd("z", 1, "a", 2.5, "b"), 2, 'zadd("z", …)');
    t.equal(
      await client.zrange("z", "0", "-1", "WITHSCORES"),
      ["a", "1", "b", "2.5"],
      'zrange("z", …)',
    );
    const keys: string[] = [];
    for await (const batch of client.scanStream({ match: "?", count: 1 })) keys.push(...batch);
    t.equal([...new Set(keys)].sort(), ["h", "k", "z"], "scanStream");
    const results = await client.pipeline().incr("n").lpush("n", "x").get("n").exec();
    t.equal(
      results?.[1]?.[0]?.message.slice(0, 9),
      "WRONGTYPE",
      'lpush("n", "x"), within a pipeline',
    );
    t.equal(results?.[2]?.[1], "1", 'get("n"), behind it');
  },
);

law(
  "node-redis",
  "node-redis, which speaks RESP3, sees maps, sets and doubles",
  { hint: "The client is the judge", seconds: 10 },
  async (t) => {
    const server = await served(t);
    const client = createClient({ socket: { port: server.port, host: "127.0.0.1" }, RESP: 3 });
    client.on("error", () => {});
    await client.connect();
    t.cleanup(() => client.destroy());
    await client.hSet("h", { a: "1", b: "2" });
    t.equal({ ...(await client.hGetAll("h")) }, { a: "1", b: "2" }, 'hGetAll("h")');
    await client.sAdd("s", ["x", "y", "x"]);
    t.equal((await client.sMembers("s")).sort(), ["x", "y"], 'sMembers("s")');
    await client.zAdd("z", [
      { score: 0.5, value: "half" },
      { score: Number.NEGATIVE_INFINITY, value: "least" },
    ]);
    t.equal(await client.zScore("z", "half"), 0.5, 'zScore("z", "half")');
    t.equal(
      await client.zRangeWithScores("z", 0, -1),
      [
        { score: Number.NEGATIVE_INFINITY, value: "least" },
        { score: 0.5, value: "half" },
      ],
      'zRangeWithScores("z", 0, -1)',
    );
    t.equal(await client.get("none"), null, 'get("none")');
  },
);

law(
  "strings-as-redis",
  "commands on strings and keys answer what redis-server answers, byte for byte",
  { hint: "The judge disagrees", seconds: 20 },
  (t) => sameAsRedis(t, STRINGS),
);

law(
  "deadlines-as-redis",
  "deadlines are given, kept and dropped as by redis-server",
  { hint: "The judge disagrees", seconds: 20 },
  (t) => sameAsRedis(t, DEADLINES),
);

law(
  "collections-as-redis",
  "lists, hashes and sets answer what redis-server answers, byte for byte",
  { hint: "The judge disagrees", seconds: 20 },
  async (t) => {
    const judge = await Judge.start(t);
    const requests = LOOK_ALIKE.map((line) => line.split(" "));
    for (const protocol of [2, 3] as const) {
      t.given("protocol", `RESP${protocol}`);
      await judge.agrees(t, requests, protocol);
    }
    await sameAsRedis(t, COLLECTIONS);
  },
);

law(
  "sorted-sets-as-redis",
  "sorted sets answer what redis-server answers, byte for byte",
  { hint: "The judge disagrees", seconds: 20 },
  async (t) => {
    await sameAsRedis(t, SORTED_SETS);
    await sameAsRedis(t, LEXICAL_SETS);
  },
);

law(
  "all-as-redis",
  "all types together, on the same keys, answer what redis-server answers",
  { hint: "The judge disagrees", seconds: 20 },
  (t) => sameAsRedis(t, [...STRINGS, ...DEADLINES, ...COLLECTIONS, ...SORTED_SETS]),
);

import { cpSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { step, type Trial } from "@labs/grader/testing";
import { emptyFolder, INSTALL_REDIS, run } from "@labs/grader/testing/programs";
import { SimDisk } from "@labs/machine/sim";
import { afterPowerCut, DIR, firstLineBytes, Kept, MANIFEST, path } from "./kept.ts";
import {
  check,
  clientOf,
  keysOf,
  type Ours,
  oursHere,
  oursIn,
  redisIn,
  send,
} from "./real-servers.ts";
import { settled, stateOf } from "./server.ts";
import { pictureOf, START_MS } from "./shell.ts";

const law = step("real-server");

/** A manifest with this base and this increment. */
const manifestOf = (base: number, increment: number) =>
  `file appendonly.aof.${base}.base.rdb seq ${base} type b\n` +
  `file appendonly.aof.${increment}.incr.aof seq ${increment} type i\n`;

/** Some of every type, with values that Redis packs and values that it does not, and deadlines far away. */
const SOME_OF_ALL: readonly string[] = [
  ...["SET text hello", "SET number 12345", "SET negative -7", `SET long ${"abcabc".repeat(60)}`],
  ...["SET mortal soon PXAT 4102444800123", "SET mayfly x PX 1", "SET counter 1", "INCR counter"],
  ...["RPUSH list a b 3 -4 70000", `RPUSH longer ${"item ".repeat(200).trim()}`],
  ...["SADD words b a c", "SADD numbers 1 2 300 70000", "SADD many x", "SPOP many"],
  ...["HSET hash name kim age 31", `HSET wide big ${"z".repeat(100)}`, "HINCRBY hash age 5"],
  ...["ZADD scores 1.5 a -inf b inf c 0.1 d", "ZADD ranks 3 three", "ZINCRBY ranks 2 three"],
  ...["EXPIRE list 100000", "EXPIREAT words 4102444800", "PERSIST hash", "RENAME numbers digits"],
];

law(
  "tools-approve",
  "redis-check-rdb and redis-check-aof find nothing wrong with what we write",
  { hint: "The tools", seconds: 30 },
  async (t) => {
    const folder = emptyFolder(t);
    const ours = await oursHere(t, folder, { appendfsync: "always" });
    await send(ours.client, SOME_OF_ALL);
    await ours.persistence.rewrite();
    await ours.persistence.save();
    await send(ours.client, ["SET later 1", "RPUSH list x", "FLUSHALL", "SET last 1"]);
    await ours.stop();
    const base = await check(t, "redis-check-rdb", join(folder, path("1.base.rdb")));
    t.holds(base.includes("\\o/ RDB looks OK! \\o/"), `redis-check-rdb says: ${base}`);
    t.holds(base.includes("aof-base = '1'"), `aof-base is not 1: ${base}`);
    const dump = await check(t, "redis-check-rdb", join(folder, "dump.rdb"));
    t.holds(dump.includes("\\o/ RDB looks OK! \\o/"), `redis-check-rdb says: ${dump}`);
    const aof = await check(t, "redis-check-aof", join(folder, MANIFEST));
    t.holds(aof.includes("All AOF files and manifest are valid"), `redis-check-aof says: ${aof}`);
  },
);

law(
  "redis-loads-ours",
  "redis-server loads our directory, base, increments and sums: every key as it was",
  { hint: "What Redis reads", seconds: 30 },
  async (t) => {
    const folder = emptyFolder(t);
    const ours = await oursHere(t, folder, { appendfsync: "no" });
    await send(ours.client, SOME_OF_ALL);
    await ours.persistence.rewrite();
    await send(ours.client, [
      "APPEND text !",
      "LPOP list",
      "SPOP digits",
      "GETDEL number",
      "SET later 1 EX 9999",
    ]);
    const expected = await keysOf(ours.client);
    t.did("wrote", `${expected.length} keys of every type`);
    await ours.stop();
    const again = await oursHere(t, folder);
    t.equal(await keysOf(again.client), expected, "the keys, loaded by us");
    await send(again.client, ["SET third 3", "SADD words d"]);
    const third = await keysOf(again.client);
    await again.stop();
    const redis = await redisIn(t, folder);
    t.equal(await keysOf(redis.client), third, "the keys, loaded by redis-server");
  },
);

law(
  "redis-goes-on",
  "redis-server goes on with our files, stops or is killed, and we load what it wrote",
  { hint: "What Redis reads", seconds: 40 },
  async (t) => {
    for (const way of ["stop", "kill"] as const) {
      const folder = emptyFolder(t);
      const ours = await oursHere(t, folder);
      await send(ours.client, [...SOME_OF_ALL, "SET ours 1"]);
      await ours.stop();
      const redis = await redisIn(t, folder, ["--appendonly", "yes", "--appendfsync", "always"]);
      t.given("after us redis-server wrote, and then", way === "kill" ? "kill -9" : "SHUTDOWN");
      await send(redis.client, ["SET theirs 2", "INCR counter", "SPOP words", "EXPIRE text 99999"]);
      await redis.client.multi().set("in", "a transaction").rpush("list", "y").exec();
      const expected = await keysOf(redis.client);
      await redis[way]();
      const back = await oursHere(t, folder);
      t.equal(await keysOf(back.client), expected, "the keys, loaded by us");
      t.equal(back.persistence.loaded.cut, undefined, "loaded.cut");
      await send(back.client, ["SET back 3"]);
      await back.persistence.rewrite();
      const last = await keysOf(back.client);
      await back.stop();
      const end = await redisIn(t, folder);
      t.equal(
        await keysOf(end.client),
        last,
        "the keys, rewritten by us and loaded by redis-server",
      );
      await end.stop();
    }
  },
);

/** Values near the sizes at which Redis changes how it packs them. */
function packed(): readonly string[] {
  const items = (count: number, item: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => item(i)).join(" ");
  return [
    ...SOME_OF_ALL,
    `RPUSH biglist ${items(600, (i) => `${"x".repeat(i % 90)}${i}`)}`,
    ...[16, 600].map((count) => `SADD intset${count} ${items(count, (i) => String(i * 1e9))}`),
    ...[20, 200].map((count) => `HSET hash${count} ${items(count, (i) => `f${i} ${i * 7}`)}`),
    ...[20, 200].map((count) => `ZADD zset${count} ${items(count, (i) => `${i / 8} m${i}`)}`),
    `SADD words200 ${items(200, (i) => `word${i}`)}`,
    `SET compressed ${"All work and no play. ".replaceAll(" ", "_").repeat(50)}`,
  ];
}

law(
  "we-load-a-dump",
  "we load a dump.rdb of redis-server, with everything that it packs and compresses, and it loads ours",
  { hint: "What Redis writes", seconds: 30 },
  async (t) => {
    const folder = emptyFolder(t);
    const noLog = ["--appendonly", "no"];
    const redis = await redisIn(t, folder, noLog);
    await send(redis.client, packed());
    await send(redis.client, ["SAVE"]);
    const expected = await keysOf(redis.client);
    await redis.stop();
    const ours = await oursHere(t, folder, { appendonly: false });
    t.equal(await keysOf(ours.client), expected, "the keys, loaded by us");
    await send(ours.client, ["SET ours 1", "DEL biglist"]);
    await ours.persistence.save();
    const saved = await keysOf(ours.client);
    await ours.stop();
    const again = await redisIn(t, folder, noLog);
    t.equal(await keysOf(again.client), saved, "the keys, loaded by redis-server");
  },
);

law(
  "we-load-a-directory",
  "we load redis-server's own directory, with a base of either kind and its end cut off, and rewrite it",
  { hint: "What Redis writes", seconds: 60 },
  async (t) => {
    for (const preamble of ["yes", "no"]) {
      const folder = emptyFolder(t);
      const settings = ["--appendonly", "yes", "--aof-use-rdb-preamble", preamble];
      const redis = await redisIn(t, folder, [...settings, "--appendfilename", "log file.aof"]);
      await send(redis.client, packed());
      await send(redis.client, ["BGREWRITEAOF"]);
      await until(t, async () => {
        return /aof_rewrite_in_progress:0/.test(await redis.client.info("persistence"));
      });
      await send(redis.client, ["SET last 1", "SET cut off"]);
      const expected = (await keysOf(redis.client)).filter((line) => !line.startsWith("cut "));
      await redis.stop();
      t.given(
        "aof-use-rdb-preamble",
        `${preamble}; and the last command of the increment is not whole`,
      );
      const directory = join(folder, DIR);
      const increment = readdirSync(directory).find((name) => name.endsWith(".incr.aof"))!;
      const { length } = readFileSync(join(directory, increment));
      truncateSync(join(directory, increment), length - 5);
      const ours = await oursHere(t, folder, { appendfilename: "log file.aof" });
      t.equal(await keysOf(ours.client), expected, "the keys, loaded by us");
      const { cut } = ours.persistence.loaded;
      t.equal(cut?.path, `${DIR}/${increment}`, "the path of loaded.cut");
      await send(ours.client, ["BGREWRITEAOF"]);
      await send(ours.client, ["SET ours 1"]);
      await until(t, async () => {
        return /aof_rewrite_in_progress:0/.test(await ours.client.info("persistence"));
      });
      const rewritten = await keysOf(ours.client);
      await ours.stop();
      t.equal(readdirSync(directory).length, 3, "files in the directory");
      const again = await redisIn(t, folder, [...settings, "--appendfilename", "log file.aof"]);
      t.equal(await keysOf(again.client), rewritten, "the keys, loaded by redis-server");
      await again.stop();
    }
  },
);

async function until(t: Trial, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  t.inconclusive("waited 10 s for a rewrite to end");
}

/** How often redis-benchmark is started at most. */
const ROUNDS = 10;

/** Rewrites and saves while redis-benchmark runs once. @returns how often while commands came */
async function jobsUnderLoad(t: Trial, { persistence, port }: Ours): Promise<number> {
  const commands = ["-n", "800", "-r", "300", "-P", "8", "-c", "10", "-q"];
  const kinds = ["-t", "set,lpush,sadd,hset,incr"];
  let isRunning = true;
  const load = run(t, "redis-benchmark", ["-p", String(port), ...commands, ...kinds], {
    install: INSTALL_REDIS,
  }).finally(() => {
    isRunning = false;
  });
  // It may fail before it is waited for.
  load.catch(() => {});
  let served = 0;
  while (isRunning) {
    const { changes } = persistence.keyspace;
    await persistence.rewrite();
    await persistence.save();
    if (persistence.keyspace.changes > changes) served += 1;
  }
  t.did("redis-benchmark printed", await load);
  return served;
}

law(
  "rewritten-under-load",
  "rewrites and saves under redis-benchmark lose nothing: redis-server finds every key",
  { hint: "What Redis reads", seconds: 40 },
  async (t) => {
    const folder = emptyFolder(t);
    const ours = await oursHere(t, folder, { appendfsync: "everysec" });
    let served = 0;
    for (let round = 0; round < ROUNDS && served < 2; round++) {
      served += await jobsUnderLoad(t, ours);
    }
    t.floor("times that a rewrite and a save were made while commands came", served, 2);
    const expected = await keysOf(ours.client);
    t.floor("keys", expected.length, 200);
    await ours.stop();
    const redis = await redisIn(t, folder);
    const found = await keysOf(redis.client);
    t.equal(found.length, expected.length, "keys, loaded by redis-server");
    t.equal(found, expected, "the keys, loaded by redis-server");
  },
);

/** How many clients write, and how many replies they have had when the server is killed. */
const CLIENTS = 8;
const REPLIES = 400;

law(
  "killed",
  "after kill -9 under always every write that was acknowledged is there, and redis-server finds it too",
  { hint: "What Redis reads", seconds: 60 },
  async (t) => {
    const folder = emptyFolder(t);
    const ours = await oursIn(t, folder, "always");
    const sent = new Array<number>(CLIENTS).fill(0);
    const acknowledged = new Array<number>(CLIENTS).fill(0);
    let replies = 0;
    let isKilled = false;
    const write = async (client: ReturnType<typeof clientOf>, i: number): Promise<void> => {
      while (!isKilled) {
        sent[i]! += 1;
        const reply = await client.incr(`count${i}`).catch(() => undefined);
        if (reply === undefined) return;
        acknowledged[i] = reply;
        replies += 1;
        if (replies === REPLIES / 2) void ours.client.call("BGREWRITEAOF").catch(() => {});
        if (replies === REPLIES) {
          isKilled = true;
          await ours.kill();
        }
      }
    };
    const clients = Array.from({ length: CLIENTS }, () => clientOf(t, ours.port));
    await Promise.all(clients.map(write));
    t.given("kill -9 after", `${replies} replies to ${CLIENTS} clients, a rewrite among them`);
    t.floor("replies", replies, REPLIES);
    const copy = emptyFolder(t);
    const again = await oursHere(t, folder, { appendfsync: "always" });
    const counts = async (client: ReturnType<typeof clientOf>) =>
      Promise.all(sent.map(async (_, i) => Number(await client.get(`count${i}`))));
    const found = await counts(again.client);
    for (const [i, count] of found.entries()) {
      t.holds(
        count >= acknowledged[i]! && count <= sent[i]!,
        `client ${i} had ${acknowledged[i]} replies to ${sent[i]} commands, and ${count} are there`,
      );
    }
    // As if it were killed, too.
    cpSync(folder, copy, { recursive: true });
    await again.stop();
    const redis = await redisIn(t, copy);
    t.equal(await counts(redis.client), found, "the counts, loaded by redis-server");
  },
);

law(
  "by-hand",
  "redis-cli saves, looks and shuts the server down, which ends and comes up again as it was",
  { hint: "The tools", seconds: 40 },
  async (t) => {
    const folder = emptyFolder(t);
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const ours = await oursHere(t, folder, { appendfsync: "everysec", onShutdown: end });
    const cli = async (...words: readonly string[]) =>
      (
        await run(t, "redis-cli", ["-p", String(ours.port), ...words], { install: INSTALL_REDIS })
      ).trim();
    t.equal(await cli("SET", "a", "1"), "OK", "SET a 1");
    t.equal(await cli("SAVE"), "OK", "SAVE");
    t.equal(
      await cli("BGREWRITEAOF"),
      "Background append only file rewriting started",
      "BGREWRITEAOF",
    );
    t.equal(await cli("CONFIG", "GET", "appendfsync"), "appendfsync\neverysec", "CONFIG GET");
    t.equal(
      /^aof_enabled:1\r?$/m.test(await cli("INFO", "persistence")),
      true,
      "aof_enabled:1 in INFO",
    );
    t.equal(await cli("SET", "b", "2"), "OK", "SET b 2");
    const shutDown = cli("SHUTDOWN");
    await t.within(2000, ended, "onShutdown to be called");
    await ours.stop();
    t.equal(await shutDown, "", "SHUTDOWN");
    const again = await oursHere(t, folder);
    t.equal(await again.client.mget("a", "b"), ["1", "2"], "MGET a b, after it was started again");
    t.holds(
      Number(await again.client.lastsave()) > 1_700_000_000,
      "LASTSAVE is seconds since 1970",
    );
  },
);

law(
  "one-at-a-time",
  "BGREWRITEAOF, BGSAVE and SAVE say what Redis says, and one runs at a time",
  { hint: "Commands about files" },
  async (t) => {
    const server = await Kept.start();
    const asks = async (turns: readonly (readonly [string, string])[]) => {
      for (const [line, reply] of turns) {
        t.did("sent", line);
        t.equal(await server.ask(line), reply, `the reply to ${line}`);
      }
    };
    const saves = () => server.disk.log().match(/ to dump\.rdb$/gm)?.length ?? 0;
    await asks([
      ["BGREWRITEAOF", "Background append only file rewriting started"],
      ["BGREWRITEAOF", "(error) ERR Background append only file rewriting already in progress"],
      [
        "BGSAVE",
        "(error) ERR Another child process is active (AOF?): can't BGSAVE right now. Use BGSAVE SCHEDULE in order to " +
          "schedule a BGSAVE whenever possible.",
      ],
      ["BGSAVE now", "(error) ERR syntax error"],
      ["BGSAVE SCHEDULE", "Background saving scheduled"],
      ["bgsave schedule", "Background saving scheduled"],
    ]);
    t.equal(await server.info("aof_rewrite_in_progress"), "1", "aof_rewrite_in_progress");
    t.equal(await server.info("rdb_bgsave_in_progress"), "0", "rdb_bgsave_in_progress");
    await server.idle();
    t.equal(server.manifest(), manifestOf(1, 2), "the manifest, later");
    t.equal(saves(), 1, "how often dump.rdb was saved, later");
    await asks([
      ["BGSAVE", "Background saving started"],
      ["BGSAVE", "(error) ERR Background save already in progress"],
      ["BGSAVE now", "(error) ERR syntax error"],
      ["SAVE", "(error) ERR Background save already in progress"],
      ["BGREWRITEAOF", "Background append only file rewriting scheduled"],
      ["BGREWRITEAOF", "Background append only file rewriting scheduled"],
    ]);
    t.equal(await server.info("rdb_bgsave_in_progress"), "1", "rdb_bgsave_in_progress");
    t.equal(await server.info("aof_rewrite_scheduled"), "1", "aof_rewrite_scheduled");
    await server.idle();
    t.equal(server.manifest(), manifestOf(2, 3), "the manifest, later");
    t.equal(saves(), 2, "how often dump.rdb was saved, later");
    await asks([["BGREWRITEAOF", "Background append only file rewriting started"]]);
    t.did("sent", "SAVE, while the rewrite is under way");
    const saved = await t.within(2000, server.ask("SAVE"), "the reply to SAVE");
    t.equal(saved, "OK", "the reply to SAVE");
    t.equal(server.manifest(), manifestOf(3, 4), "the manifest when SAVE is answered");
    t.equal(saves(), 3, "how often dump.rdb was saved then");
    await asks([
      ["BGREWRITEAOF", "Background append only file rewriting started"],
      ["BGSAVE SCHEDULE", "Background saving scheduled"],
    ]);
    t.did("sent", "SAVE, while the rewrite is under way and a save waits");
    const later = await t.within(2000, server.ask("SAVE"), "the reply to SAVE");
    t.equal(later, "OK", "the reply to SAVE");
    t.holds(saves() > 3, "dump.rdb was saved once more then");
    await server.idle();
    await asks([
      ["BGSAVE now", "(error) ERR syntax error"],
      ["BGSAVE SCHEDULE now", "(error) ERR syntax error"],
      ["SAVE", "OK"],
      ["LASTSAVE", `(integer) ${START_MS / 1000}`],
    ]);
    server.disk.failWrites({ path: "dump.rdb.tmp" });
    await asks([["SAVE", "(error) ERR"]]);
    server.disk.failWrites({ path: "dump.rdb.tmp" });
    await asks([["BGSAVE", "Background saving started"]]);
    await server.idle();
    t.equal(await server.info("rdb_last_bgsave_status"), "err", "rdb_last_bgsave_status");
    const without = await Kept.start(new SimDisk(), { appendonly: false });
    t.equal(
      await without.ask("BGREWRITEAOF"),
      "(error) ERR Can't execute an AOF background rewriting. Please check the server logs for more information.",
      "the reply to BGREWRITEAOF without appendonly",
    );
    await server.persistence.close();
  },
);

law(
  "info",
  "INFO persistence tells what was saved, what was not, and how it went",
  { hint: "Commands about files" },
  async (t) => {
    const server = await Kept.start(new SimDisk(), { appendfsync: "no" });
    await server.send("SET a 1", "INCR a", "GET a");
    server.clock.advance(2500);
    const lines = async () => (await server.ask("INFO persistence")).split("\r\n").slice(1, -1);
    const size = server.disk.contents(path("1.incr.aof")).length;
    const expected = [
      ...["loading:0", "rdb_changes_since_last_save:2", "rdb_bgsave_in_progress:0"],
      ...[`rdb_last_save_time:${START_MS / 1000}`, "rdb_last_bgsave_status:ok", "aof_enabled:1"],
      ...["aof_rewrite_in_progress:0", "aof_rewrite_scheduled:0", "aof_last_bgrewrite_status:ok"],
      ...["aof_last_write_status:ok", `aof_current_size:${size}`, "aof_base_size:0"],
    ];
    t.equal(await lines(), expected, "the lines after two changes");
    await server.persistence.save();
    await server.persistence.rewrite();
    const base = server.disk.contents(path("1.base.rdb")).length + firstLineBytes();
    await server.send("SET b 2");
    const all = base + server.disk.contents(path("2.incr.aof")).length - firstLineBytes();
    const later = new Map((await lines()).map((line) => line.split(":") as [string, string]));
    t.equal(later.get("rdb_changes_since_last_save"), "1", "rdb_changes_since_last_save");
    t.equal(later.get("rdb_last_save_time"), String(START_MS / 1000 + 2), "rdb_last_save_time");
    t.equal(later.get("aof_base_size"), String(base), "aof_base_size");
    t.equal(later.get("aof_current_size"), String(all), "aof_current_size");
    server.disk.failWrites({ path: path("2.base.rdb.tmp") });
    await t.fails(() => server.persistence.rewrite());
    const status = "aof_last_bgrewrite_status";
    t.equal(await server.info(status), "err", `${status} after a rewrite that failed`);
    await server.persistence.rewrite();
    t.equal(await server.info(status), "ok", `${status} after one that did not`);
    server.disk.failWrites();
    await server.send("SET c 3");
    t.equal(await server.info("aof_last_write_status"), "err", "aof_last_write_status");
    t.equal(
      await server.ask("SET d 4"),
      "(error) MISCONF Errors writing to the AOF file: Input/output error",
      "the reply to SET d 4",
    );
    t.equal(await server.ask("GET c"), "3", "the reply to GET c");
    t.equal(
      await server.ask("BGREWRITEAOF"),
      "(error) ERR Can't execute an AOF background rewriting. Please check the server logs for more information.",
      "the reply to BGREWRITEAOF",
    );
    const without = await Kept.start(new SimDisk(), { appendonly: false });
    t.equal(await without.info("aof_enabled"), "0", "aof_enabled without appendonly");
    t.equal(await without.info("aof_current_size"), undefined, "aof_current_size without it");
  },
);

law(
  "config",
  "CONFIG knows the settings of persistence, and some of them can be changed",
  { hint: "Commands about files" },
  async (t) => {
    const names = { appenddirname: "aofs", appendfilename: "log.aof", dbfilename: "all.rdb" };
    const disk = new SimDisk();
    const server = await Kept.start(disk, { ...names, dir: "/data", save: "10 1 5 2" });
    for (const [name, value] of Object.entries({
      ...names,
      ...{ appendonly: "yes", dir: "/data", save: "10 1 5 2", appendfsync: "always" },
      ...{ "auto-aof-rewrite-percentage": "100", "auto-aof-rewrite-min-size": "67108864" },
    })) {
      t.equal(await server.ask(`CONFIG GET ${name}`), `${name} ${value}`, `CONFIG GET ${name}`);
    }
    for (const [name, value, shown] of [
      ["save", '"3600 1 60 10000"', "3600 1 60 10000"],
      ["save", '""', ""],
      ["appendfsync", "EverySec", "everysec"],
      ["auto-aof-rewrite-percentage", "0", "0"],
      ["auto-aof-rewrite-min-size", "2kb", "2048"],
    ] as const) {
      t.equal(await server.ask(`CONFIG SET ${name} ${value}`), "OK", `CONFIG SET ${name} ${value}`);
      t.equal(await server.ask(`CONFIG GET ${name}`), `${name} ${shown}`, `CONFIG GET ${name}`);
    }
    for (const [name, value, why] of [
      ["save", "x", "Invalid save parameters"],
      ["save", "1", "Invalid save parameters"],
      ["save", '"0 1"', "Invalid save parameters"],
      ["save", '"1 1 1"', "Invalid save parameters"],
      ["save", '"1  1"', "Invalid save parameters"],
      ["appendfsync", "x", "argument(s) must be one of the following: everysec, always, no"],
      ["auto-aof-rewrite-percentage", "x", "argument couldn't be parsed into an integer"],
      ["auto-aof-rewrite-percentage", "-1", "argument must be between 0 and 2147483647 inclusive"],
      ["auto-aof-rewrite-min-size", "x", "argument must be a memory value"],
      ["appendfilename", "x", "can't set immutable config"],
    ] as const) {
      const failed = `CONFIG SET failed (possibly related to argument '${name}') - ${why}`;
      const reply = await server.ask(`CONFIG SET ${name} ${value}`);
      t.equal(reply, `(error) ERR ${failed}`, `CONFIG SET ${name} ${value}`);
    }
    await server.send("SET a 1");
    await server.persistence.rewrite();
    await server.persistence.save();
    t.equal(disk.list(""), ["all.rdb", "aofs"], "the files");
    t.equal(
      disk.list("aofs"),
      ["log.aof.1.base.rdb", "log.aof.2.incr.aof", "log.aof.manifest"],
      "the files of the directory",
    );
    await server.send("SET b 2");
    t.equal(server.disk.pendingSyncs, 0, "syncs that a reply waits for under everysec");
    await server.ask("CONFIG SET appendfsync always");
    await server.send("SET c 3");
    const found = await Kept.start(afterPowerCut(disk), names);
    t.equal(found.persistence.loaded.keys, 3, "keys after a power cut under always");
    await server.persistence.close();
  },
);

law(
  "shutdown",
  "SHUTDOWN saves and closes before it ends, and where it cannot save the server goes on",
  { hint: "Commands about files" },
  async (t) => {
    for (const [line, save, isSaved] of [
      ["SHUTDOWN", "", false],
      ["SHUTDOWN", "60 1", true],
      ["SHUTDOWN NOSAVE", "60 1", false],
      ["shutdown save now", "", true],
      ["SHUTDOWN NOSAVE now NoSave", "60 1", false],
      ["SHUTDOWN SAVE force SAVE", "", true],
    ] as const) {
      let ended = 0;
      const onShutdown = () => {
        ended += 1;
      };
      const server = await Kept.start(new SimDisk(), { save, onShutdown, appendfsync: "no" });
      await server.send("SET a 1");
      const rewriting = server.persistence.rewrite();
      rewriting.catch(() => {});
      t.given("sent while a rewrite is under way", `${line}; the save points are "${save}"`);
      const answer = server.ask(line);
      server.run("SET late 1");
      const late = server.persistence.beforeSend();
      t.holds(late !== undefined, "replies wait once SHUTDOWN has begun");
      await t.fails(() => late);
      for (let i = 0; i < 500 && ended === 0; i++) await settled(1);
      t.equal(ended, 1, "calls of onShutdown");
      t.equal(await stateOf(answer), "waits", `the reply to ${line}`);
      t.equal(server.disk.exists("dump.rdb"), isSaved, "whether there is dump.rdb");
      t.equal(server.disk.openFiles, 0, "handles that are open");
      t.equal(server.clock.pending, 0, "timers that wait");
      t.equal(
        server.disk.list(DIR).filter((name) => name.endsWith(".tmp")),
        [],
        "files half made",
      );
      await t.fails(() => server.persistence.beforeSend());
      const found = await Kept.start(afterPowerCut(server.disk));
      t.equal(await found.ask("GET a"), "1", "GET a after a power cut");
    }
    let ended = 0;
    const broken = await Kept.start(new SimDisk(), {
      appendfsync: "no",
      onShutdown() {
        ended += 1;
      },
    });
    broken.disk.failWrites();
    await broken.send("SET a 1");
    t.given("sent, after the log had failed", "SHUTDOWN");
    const answer = broken.ask("SHUTDOWN");
    answer.catch(() => {});
    for (let i = 0; i < 500 && ended === 0; i++) await settled(1);
    t.equal(ended, 1, "calls of onShutdown");
    t.equal(await stateOf(answer), "waits", "the reply");
    t.equal(broken.disk.openFiles, 0, "handles that are open");
    const server = await Kept.start(new SimDisk(), { onShutdown() {} });
    for (const line of ["SHUTDOWN x", "SHUTDOWN SAVE NOSAVE", "SHUTDOWN ABORT NOW"]) {
      t.equal(await server.ask(line), "(error) ERR syntax error", `the reply to ${line}`);
    }
    const abort = await server.ask("SHUTDOWN ABORT");
    t.equal(abort, "(error) ERR No shutdown in progress.", "the reply to SHUTDOWN ABORT");
    server.disk.failWrites({ path: "dump.rdb.tmp" });
    for (const [line, save] of [
      ["SHUTDOWN FORCE", "60 1"],
      ["SHUTDOWN SAVE FORCE", ""],
    ] as const) {
      let forced = 0;
      const onShutdown = () => {
        forced += 1;
      };
      const full = await Kept.start(new SimDisk(), { save, onShutdown });
      await full.send("SET a 1");
      full.disk.failWrites({ path: "dump.rdb.tmp" });
      t.given("sent where the save fails", `${line}; the save points are "${save}"`);
      const reply = full.ask(line);
      reply.catch(() => {});
      for (let i = 0; i < 500 && forced === 0; i++) await settled(1);
      t.equal(forced, 1, "calls of onShutdown");
      t.equal(await stateOf(reply), "waits", `the reply to ${line}`);
      t.equal(full.disk.openFiles, 0, "handles that are open");
    }
    t.given("sent, where the save fails", "SHUTDOWN SAVE");
    const reply = server.ask("SHUTDOWN SAVE");
    server.run("SET a 1");
    const waiting = server.send("INCR n");
    const said = await t.within(2000, reply, "the reply to SHUTDOWN SAVE");
    t.equal(said, "(error) ERR Errors trying to SHUTDOWN. Check logs.", "its reply");
    t.equal(await waiting, true, "whether the reply leaves that waited meanwhile");
    const found = await Kept.start(afterPowerCut(server.disk));
    t.equal(found.pictures[0], pictureOf(server.keyspace), "the keyspace after a power cut");
    t.equal(
      (await (await Kept.start()).ask("SHUTDOWN")).startsWith("(error) ERR unknown command"),
      true,
      "whether SHUTDOWN is unknown where nobody wants to hear of it",
    );
  },
);

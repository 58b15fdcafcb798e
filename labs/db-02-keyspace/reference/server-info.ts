/**
 * INFO: what the server tells of itself, by section.
 *
 *     # Memory
 *     used_memory:1048576
 *     maxmemory:2097152
 *
 * The sections of @labs/db-01 stand among ours, in Redis's order. Programs read these lines by name, so a name that is
 * here means what it means in Redis, and what is not known is not here.
 *
 * Source: https://redis.io/docs/latest/commands/info/ ; genRedisInfoString in Redis 7.0's server.c.
 *
 * Left out: most lines; avg_ttl.
 */
import { baseCommands, createSession, type RespValue, textOf, verbatimString } from "@labs/db-01";
import type { Keyspace } from "./keyspace.ts";

/** One section: its name in lower case, and its lines without the heading. */
export type InfoSection = {
  readonly name: string;
  lines(): readonly string[];
};

/** The names that ask for every section. */
const ALL = ["all", "default", "everything"];

/**
 * What a keyspace tells, in this order; each number is the keyspace's own.
 *
 *     server        db-01's own (`base`)
 *     memory        used_memory (bytes), maxmemory (bytes), maxmemory_policy
 *     persistence   db-01's own
 *     stats         expired_keys, evicted_keys
 *     replication   db-01's own
 *     keyspace      db0:keys=N,expires=M   M of the N have a deadline; no line where there is no key
 *
 * A line is `name:value`. What it tells is what is true when INFO is asked.
 *
 * @step 9
 */
export function keyspaceSections(keyspace: Keyspace): readonly InfoSection[] {
  return [
    base("server"),
    {
      name: "memory",
      lines: () => [
        `used_memory:${keyspace.usedBytes}`,
        `maxmemory:${keyspace.eviction.maxMemoryBytes}`,
        `maxmemory_policy:${keyspace.eviction.policy}`,
      ],
    },
    base("persistence"),
    {
      name: "stats",
      lines: () => [`expired_keys:${keyspace.expiredKeys}`, `evicted_keys:${keyspace.evictedKeys}`],
    },
    base("replication"),
    {
      name: "keyspace",
      lines: () =>
        keyspace.size === 0 ? [] : [`db0:keys=${keyspace.size},expires=${keyspace.deadlineCount}`],
    },
  ];
}

/**
 * INFO [section …]: a verbatim string of the sections that are named (any case, each once, in the order of `sections`),
 * with an empty line between two. All of them if none is named, or one of the names is `all`, `default` or `everything`.
 *
 * A section is a line `# Name`, the first letter in upper case, and its lines; every line ends in CRLF.
 *
 * @step 9
 */
export function info(sections: readonly InfoSection[], args: readonly Uint8Array[]): RespValue {
  const wanted = new Set(args.map((arg) => textOf(arg).toLowerCase()));
  const all = args.length === 0 || ALL.some((name) => wanted.has(name));
  const shown = sections.filter(({ name }) => all || wanted.has(name));
  const texts = shown.map(({ name, lines }) => {
    const heading = `# ${name[0]?.toUpperCase()}${name.slice(1)}`;
    return [heading, ...lines(), ""].join("\r\n");
  });
  return verbatimString("txt", texts.join("\r\n"));
}

/** A section of db-01's. */
function base(name: string): InfoSection {
  return {
    name,
    lines() {
      const reply = baseCommands()
        .get("info")
        ?.run(createSession(0), [Buffer.from(name)], new Map());
      if (reply === undefined || reply instanceof Promise || reply.kind !== "verbatimString")
        return [];
      return textOf(reply.bytes).split("\r\n").slice(1, -1);
    },
  };
}

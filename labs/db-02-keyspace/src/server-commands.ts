/**
 * Commands about the server and about what it knows of its keys.
 *
 *     INFO CONFIG           of settings and sections, to which later labs add theirs
 *     OBJECT MEMORY         of one key, without counting as a use of it
 *
 * Source: objectCommand and memoryCommand in Redis 7.0's object.c.
 *
 * Left out: OBJECT ENCODING and REFCOUNT, every other MEMORY subcommand, HELP.
 */

import {
  type Command,
  commandTable,
  type RespValue,
  runSubcommand,
  simpleString,
} from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import type { Keyspace } from "./keyspace.ts";
import { type InfoSection, info, keyspaceSections } from "./server-info.ts";
import { configGet, configSet, keyspaceSettings, type Setting } from "./settings.ts";

/** What a later lab adds to a server, or says in another way: the later one of two with the same name counts. */
export type ServerParts = {
  readonly settings?: readonly Setting[];
  readonly sections?: readonly InfoSection[];
};

/** The commands of this file, on `keyspace`. */
export function serverCommands(keyspace: Keyspace, parts: ServerParts = {}): readonly Command[] {
  const settings = byName([...keyspaceSettings(keyspace), ...(parts.settings ?? [])]);
  const sections = () => byName([...keyspaceSections(keyspace), ...(parts.sections ?? [])]);
  const commands: readonly Command[] = [
    { name: "info", arity: -1, run: (_, args) => info(sections(), args) },
    container("config", [
      { name: "config|get", arity: -3, run: (_, args) => configGet(settings, args) },
      { name: "config|set", arity: -4, run: (_, args) => configSet(settings, args) },
      { name: "config|resetstat", arity: 2, run: () => resetStatistics(keyspace) },
    ]),
    container("object", [
      { name: "object|freq", arity: 3, run: (_, args) => objectFrequency(keyspace, args) },
      { name: "object|idletime", arity: 3, run: (_, args) => objectIdleTime(keyspace, args) },
    ]),
    container("memory", [
      { name: "memory|usage", arity: -3, run: (_, args) => memoryUsage(keyspace, args) },
    ]),
  ];
  return commands.map((command) => atOneTime(keyspace, command));
}

/** `command`, which sees the keyspace's time stand still, as those of command.ts do. */
function atOneTime(keyspace: Keyspace, command: Command): Command {
  return {
    ...command,
    run(...request) {
      keyspace.beginCommand();
      return command.run(...request);
    },
  };
}

/** A command of subcommands, named `name|subcommand`. */
export function container(name: string, subcommands: readonly Command[]): Command {
  const table = commandTable(subcommands);
  return {
    name,
    arity: -2,
    run: (session, args, commands) => runSubcommand(name, table, session, args, commands),
  };
}

function byName<T extends { readonly name: string }>(parts: readonly T[]): readonly T[] {
  return [...new Map(parts.map((part) => [part.name, part])).values()];
}

function resetStatistics(keyspace: Keyspace): RespValue {
  keyspace.expiredKeys = 0;
  keyspace.evictedKeys = 0;
  return simpleString("OK");
}

/**
 * OBJECT FREQ key: how often it is used, decayed until now; null without such a key, whatever the policy. Else, under
 * a policy that is not LFU: `ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note
 * that when switching between policies at runtime LRU and LFU data will take some time to adjust.` (one line)
 *
 * @step 8
 */
export function objectFrequency(keyspace: Keyspace, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-02 step 8: objectFrequency");
}

/**
 * OBJECT IDLETIME key: whole seconds since it was last used, 0 if the clock was set back since; null without such a
 * key, whatever the policy. Else, under an LFU policy: `ERR An LFU maxmemory policy is selected, idle time not tracked.
 * Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.` (one line)
 *
 * @step 8
 */
export function objectIdleTime(keyspace: Keyspace, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-02 step 8: objectIdleTime");
}

/**
 * MEMORY USAGE key [SAMPLES n]: what the key is accounted for, in bytes; null without such a key. How many elements
 * are sampled changes nothing here, but must be an integer (`ERR value is not an integer or out of range`) of at
 * least 0 (`ERR syntax error`, as for any other word). The options are read before the key is looked at.
 *
 * @step 8
 */
export function memoryUsage(keyspace: Keyspace, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-02 step 8: memoryUsage");
}

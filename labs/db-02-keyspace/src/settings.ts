/**
 * Settings: what CONFIG GET shows and CONFIG SET changes while the server runs.
 *
 *     CONFIG SET a 1 b x      every setting is checked before any is changed: all of them, or none
 *
 * Source: configGetCommand, configSetCommand and memtoull in Redis 7.0's config.c and util.c.
 *
 * Left out: CONFIG REWRITE and configuration files; percentages.
 */

import type { RespValue } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";
import { EVICTION_POLICIES, type EvictionPolicy } from "./eviction.ts";
import { parseInteger } from "./integers.ts";
import type { Keyspace } from "./keyspace.ts";

/** One setting. */
export type Setting = {
  /** In lower case. */
  readonly name: string;
  /** What CONFIG GET shows. */
  read(): string;
  /**
   * Checks what CONFIG SET was given, and returns how it is applied; throws SettingError with what is wrong. Absent
   * where the setting cannot be changed.
   */
  readonly prepare?: (text: string) => () => void;
};

/** Why a setting cannot have a value, as the end of a sentence: `argument must be a memory value`. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** The settings of a keyspace, and the two that redis-benchmark asks for. */
export function keyspaceSettings(keyspace: Keyspace): readonly Setting[] {
  const { eviction } = keyspace;
  const whole = (
    name: string,
    key: "samples" | "lfuLogFactor" | "lfuDecayMinutes",
    least: number,
  ): Setting => ({
    name,
    read: () => String(eviction[key]),
    prepare(text) {
      const value = wholeNumber(text, least);
      return () => {
        eviction[key] = value;
      };
    },
  });
  return [
    {
      name: "maxmemory",
      read: () => String(eviction.maxMemoryBytes),
      prepare(text) {
        const bytes = memoryValue(text);
        return () => {
          eviction.maxMemoryBytes = bytes;
          keyspace.accountAll();
        };
      },
    },
    {
      name: "maxmemory-policy",
      read: () => eviction.policy,
      prepare(text) {
        const policy = policyNamed(text);
        return () => {
          eviction.policy = policy;
        };
      },
    },
    whole("maxmemory-samples", "samples", 1),
    whole("lfu-log-factor", "lfuLogFactor", 0),
    whole("lfu-decay-time", "lfuDecayMinutes", 0),
    { name: "save", read: () => "" },
    { name: "appendonly", read: () => "no" },
  ];
}

const MEMORY_UNITS: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["b", 1],
  ["k", 1_000],
  ["kb", 1_024],
  ["m", 1_000_000],
  ["mb", 1_048_576],
  ["g", 1_000_000_000],
  ["gb", 1_073_741_824],
]);
const INT_MAX = 2_147_483_647;

/**
 * A number of bytes: digits, then perhaps a unit in any case: `b`; `k`, `m`, `g` are powers of 1,000; `kb`, `mb`, `gb`
 * powers of 1,024. No digits at all, with or without a unit, are 0.
 *
 * @throws SettingError `argument must be a memory value`, also above 2^53 - 1: from 2^53 on a number is not exact
 * @step 8
 */
export function memoryValue(text: string): number {
  throw new NotImplemented("db-02 step 8: memoryValue");
}

/** @throws SettingError */
function wholeNumber(text: string, least: number): number {
  const value = parseInteger(Buffer.from(text));
  if (value === undefined) {
    throw new SettingError("argument couldn't be parsed into an integer");
  }
  if (value < least || value > INT_MAX) {
    throw new SettingError(`argument must be between ${least} and ${INT_MAX} inclusive`);
  }
  return Number(value);
}

/** @throws SettingError */
function policyNamed(text: string): EvictionPolicy {
  const policy = EVICTION_POLICIES.find((name) => name === text.toLowerCase());
  if (policy === undefined) {
    const names = EVICTION_POLICIES.join(", ");
    throw new SettingError(`argument(s) must be one of the following: ${names}`);
  }
  return policy;
}

/**
 * CONFIG GET pattern …: a map of the names and values of every setting that one of the patterns (globs, any case)
 * matches, each once, in the order of `settings`.
 *
 * @step 8
 */
export function configGet(settings: readonly Setting[], args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-02 step 8: configGet");
}

/**
 * CONFIG SET name value [name value …]: `OK` when all are changed. Names in any case.
 *
 * Nothing is changed if one of them cannot be. A name without a value: `ERR syntax error`. Then the names are looked
 * at, one after the other:
 *
 * - no such setting: `ERR Unknown option or number of arguments for CONFIG SET - 'NAME'`
 * - no `prepare`: FAILED - `can't set immutable config`
 * - the same setting stood there before: FAILED - `duplicate parameter`
 *
 * and then the values: FAILED - what `prepare` throws. FAILED is `ERR CONFIG SET failed (possibly related to argument
 * 'NAME')`, and NAME is as it was sent.
 *
 * @step 8
 */
export function configSet(settings: readonly Setting[], args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-02 step 8: configSet");
}

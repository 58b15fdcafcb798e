/**
 * db-02: the keyspace of a Redis server. What tests and later labs use.
 *
 * Left out: everything that only these files use among themselves.
 */
export { compareBytes, equalBytes, hashBytes } from "./bytes.ts";
export type { Access, KeyspaceCommand } from "./command.ts";
export { Dict, type DictOptions } from "./dict.ts";
export {
  CYCLE_BUDGET,
  CYCLE_EVERY_MS,
  type CycleReport,
  expireCycle,
  KEYS_PER_SAMPLE,
  startExpiring,
} from "./expire-cycle.ts";
export { Hash } from "./hash.ts";
export { type Entry, Keyspace, type KeyspaceOptions, type RemovalReason } from "./keyspace.ts";
export { keyspaceCommands } from "./keyspace-commands.ts";
export { type End, List } from "./list.ts";
export { MemberSet } from "./member-set.ts";
export type { ServerParts } from "./server-commands.ts";
export type { InfoSection } from "./server-info.ts";
export { type Setting, SettingError } from "./settings.ts";
export { SortedIndex } from "./sorted-index.ts";
export { type ScoredMember, SortedSet } from "./sorted-set.ts";
export { type StringValue, stringValue, type Value } from "./value.ts";

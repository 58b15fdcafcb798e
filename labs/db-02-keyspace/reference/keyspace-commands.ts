/**
 * The table of all commands that a keyspace answers, with those of @labs/db-01 beside them.
 *
 * Left out: MULTI, pub/sub, streams, scripts: see db-45.
 *
 * @given
 */
import { baseCommands, type CommandTable, commandTable } from "@labs/db-01";
import { bind, type Definition } from "./command.ts";
import { EXPIRY_COMMANDS } from "./expiry-commands.ts";
import { HASH_COMMANDS } from "./hash-commands.ts";
import { KEY_COMMANDS } from "./key-commands.ts";
import type { Keyspace } from "./keyspace.ts";
import { LIST_COMMANDS } from "./list-commands.ts";
import { SCAN_COMMANDS } from "./scan-commands.ts";
import { type ServerParts, serverCommands } from "./server-commands.ts";
import { SET_COMMANDS } from "./set-commands.ts";
import { SET_RANDOM_COMMANDS } from "./set-random-commands.ts";
import { SORTED_SET_COMMANDS } from "./sorted-set-commands.ts";
import { STRING_COMMANDS } from "./string-commands.ts";

const DEFINITIONS: readonly Definition[] = [
  ...STRING_COMMANDS,
  ...KEY_COMMANDS,
  ...EXPIRY_COMMANDS,
  ...SCAN_COMMANDS,
  ...LIST_COMMANDS,
  ...HASH_COMMANDS,
  ...SET_COMMANDS,
  ...SET_RANDOM_COMMANDS,
  ...SORTED_SET_COMMANDS,
];

/** Every command on `keyspace`, and what a connection needs; with what a later lab adds to INFO and CONFIG. */
export function keyspaceCommands(keyspace: Keyspace, parts: ServerParts = {}): CommandTable {
  return commandTable([
    ...baseCommands().values(),
    ...DEFINITIONS.map((definition) => bind(keyspace, definition)),
    ...serverCommands(keyspace, parts),
  ]);
}

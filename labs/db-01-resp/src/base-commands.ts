/**
 * The commands that every server here has: those about the connection, and those that clients ask
 * for before they trust a server with anything else.
 *
 *     HELLO                               step 3, in session.ts
 *     PING ECHO QUIT                      step 4
 *     SELECT CLIENT COMMAND INFO CONFIG   step 7: what redis-cli, redis-benchmark, ioredis and
 *                                         node-redis send of their own accord
 *
 * Source: https://redis.io/docs/latest/commands/ ; texts as Redis 7.0.15 answers them.
 *
 * Left out: databases other than 0, HELP, the documentation behind COMMAND DOCS, every setting but
 * two.
 */
import { NotImplemented } from "@labs/machine";
import {
  type Command,
  type CommandTable,
  commandTable,
  type Reply,
  runSubcommand,
} from "./commands.ts";
import { hello, SERVER_VERSION, type Session } from "./session.ts";
import { integer, map, type RespValue, simpleString } from "./value.ts";

/** A table of PING, ECHO, QUIT, HELLO, SELECT, INFO, CLIENT, COMMAND and CONFIG. */
export function baseCommands(): CommandTable {
  return commandTable([
    { name: "ping", arity: -1, run: ping },
    { name: "echo", arity: 2, run: echo },
    { name: "quit", arity: -1, run: quit },
    { name: "hello", arity: -1, run: hello },
    { name: "select", arity: 2, run: select },
    { name: "info", arity: -1, run: (_, args) => info(args) },
    container("client", -2, [
      { name: "client|id", arity: 2, run: (session) => integer(session.id) },
      { name: "client|getname", arity: 2, run: clientGetName },
      { name: "client|setname", arity: 3, run: clientSetName },
      { name: "client|setinfo", arity: 4, run: () => simpleString("OK") },
    ]),
    container("command", -1, [
      { name: "command|count", arity: 2, run: (_, __, commands) => integer(commands.size) },
      { name: "command|docs", arity: -2, run: () => map([]) },
      { name: "command|info", arity: -2, run: (_, args, commands) => commandInfo(args, commands) },
    ]),
    container("config", -2, [{ name: "config|get", arity: -3, run: (_, args) => configGet(args) }]),
  ]);
}

function container(name: string, arity: number, subcommands: readonly Command[]): Command {
  const table = commandTable(subcommands);
  return {
    name,
    arity,
    run(session, args, commands): Reply {
      // COMMAND alone is the one container that means something.
      if (args.length === 0) return commandInfo(args, commands);
      return runSubcommand(name, table, session, args, commands);
    },
  };
}

/**
 * PING: the simple string `PONG`. PING message: the message as a bulk string. With more:
 * `wrongArguments("ping")`.
 *
 * @step 4
 */
export function ping(_session: Session, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 4: ping");
}

/**
 * ECHO message: the message as a bulk string. There is exactly one argument.
 *
 * @step 4
 */
export function echo(_session: Session, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 4: echo");
}

/**
 * QUIT, with any arguments: `session.closing` becomes true, the reply is the simple string `OK`.
 *
 * @step 4
 */
export function quit(session: Session): RespValue {
  throw new NotImplemented("db-01 step 4: quit");
}

/**
 * SELECT index: `OK` for `0`. Another integer of 32 bits: `ERR DB index is out of range`. One of up
 * to 64 bits: `ERR value is out of range, value must between -2147483648 and 2147483647`. None
 * (`x`, `01`, an empty word, more than 64 bits): `ERR value is not an integer or out of range`.
 *
 * @step 7
 */
export function select(_session: Session, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 7: select");
}

/**
 * CLIENT GETNAME: the name as a bulk string, null if there is none.
 *
 * @step 7
 */
export function clientGetName(session: Session): RespValue {
  throw new NotImplemented("db-01 step 7: clientGetName");
}

/**
 * CLIENT SETNAME name: `OK`, or the error of `setName`.
 *
 * @step 7
 */
export function clientSetName(session: Session, args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 7: clientSetName");
}

/** What INFO tells, by section. */
const INFO_SECTIONS: Readonly<Record<string, string>> = {
  server: `# Server\r\nredis_version:${SERVER_VERSION}\r\nredis_mode:standalone\r\n`,
  persistence: "# Persistence\r\nloading:0\r\n",
  replication: "# Replication\r\nrole:master\r\n",
};

/**
 * INFO [section …]: a verbatim string in the format `txt`, which holds the sections of
 * INFO_SECTIONS that are named (any case, each once, in the order of the table), with an empty line
 * (CRLF) between two. All of them if none is named, or if one of the names is `all`, `default` or
 * `everything`. A name that is not known adds nothing.
 *
 * @step 7
 */
export function info(args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 7: info");
}

/**
 * COMMAND, and COMMAND INFO [name …]: an array with one item per command of the table, or per name
 * asked for (any case).
 *
 * A command's item is an array of ten, as in Redis 7: the name as a bulk string, the arity as an
 * integer, then what we do not know: an empty array (flags), the integers 0 0 0 (positions of
 * keys), four empty arrays. An unknown name's is null.
 *
 * @step 7
 */
export function commandInfo(names: readonly Uint8Array[], commands: CommandTable): RespValue {
  throw new NotImplemented("db-01 step 7: commandInfo");
}

/** The settings that CONFIG GET knows: those which redis-benchmark asks for. */
const SETTINGS: Readonly<Record<string, string>> = { save: "", appendonly: "no" };

/**
 * CONFIG GET name …: a map from each name of SETTINGS that is asked for (any case, each once, in
 * the order of the table) to its value, both bulk strings. A name that is not there adds nothing;
 * patterns are not understood.
 *
 * @step 7
 */
export function configGet(args: readonly Uint8Array[]): RespValue {
  throw new NotImplemented("db-01 step 7: configGet");
}

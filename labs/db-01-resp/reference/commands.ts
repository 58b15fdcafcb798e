/**
 * Commands: a table of them, and how a request becomes a reply.
 *
 *     request  ──>  name in the table?  ──>  count of arguments right?  ──>  run  ──>  reply
 *                     │ no                     │ no                          │ throws
 *                     unknownCommand           wrongArguments                failureReply
 *
 * Every request gets exactly one reply, whatever happens in between, because the client matches
 * replies to its requests by counting. An error is a reply like any other, and the next request is
 * executed as if nothing had been.
 *
 * Source: `processCommand` in Redis 7.0's `server.c`, for the order of the checks and the texts.
 *
 * Left out: keys, flags and everything else that Redis knows of a command besides name and arity.
 */
import { InvariantError } from "@labs/machine";
import { commandKey } from "./command-key.ts";
import { CommandError, type ProtocolError } from "./errors.ts";
import type { Request } from "./request.ts";
import { type Session, textOf } from "./session.ts";
import { type RespValue, simpleError } from "./value.ts";

// @solution
const MAX_SHOWN_BYTES = 128;

/**
 * What a command answers: at once, or later. A later reply holds back all that follow on its
 * connection.
 */
export type Reply = RespValue | Promise<RespValue>;

/** A command that clients can call. */
export type Command = {
  /** ASCII, in lower case; that of a subcommand as `client|id`. */
  readonly name: string;
  /**
   * How many words a request has, the name included: exactly so many, or, negative, at least so
   * many.
   */
  readonly arity: number;
  /**
   * Executes the command. `args` are the words after the name, already counted; they are the
   * command's to keep. `commands` is the table in which it was found. To answer an error, return
   * one or throw a CommandError.
   */
  run(session: Session, args: readonly Uint8Array[], commands: CommandTable): Reply;
};

/** Commands by name in lower case, in the order in which they were added. */
export type CommandTable = ReadonlyMap<string, Command>;

/** A table of `commands`; of two with one name, the later counts. */
export function commandTable(commands: Iterable<Command>): CommandTable {
  const table = new Map<string, Command>();
  for (const command of commands) table.set(command.name, command);
  return table;
}

/**
 * Executes one request and returns its reply.
 *
 * - The name is looked up without regard to case (ASCII). Not in the table, or longer than 128
 *   bytes: `unknownCommand` (step 6).
 * - The count of words does not fit the arity: `wrongArguments` with the table's name (step 6); run
 *   is not called.
 * - Otherwise what `run` returns. If it throws, or its promise rejects: `failureReply` (step 6).
 *
 * @throws InvariantError if run did: a bug is not an answer (step 6)
 * @step 4
 */
export function execute(commands: CommandTable, session: Session, request: Request): Reply {
  const command = request[0] && find(commands, request[0]);
  if (command === undefined) return unknownCommand(request);
  if (!takes(command, request.length)) return wrongArguments(command.name);
  try {
    const reply = command.run(session, request.slice(1), commands);
    return reply instanceof Promise ? reply.catch(failureReply) : reply;
  } catch (error) {
    return failureReply(error);
  }
}

/** @solution */
function find(commands: CommandTable, name: Uint8Array): Command | undefined {
  // No command is called so; and a name of 512 MB would be longer than a string can be.
  if (name.length > MAX_SHOWN_BYTES) return undefined;
  const key = commandKey(name);
  return commands.get(key);
}

/** Whether a request of `count` words, the name included, fits the command's arity. */
export function takes(command: Command, count: number): boolean {
  return command.arity < 0 ? count >= -command.arity : count === command.arity;
}

/**
 * The error `text` as a reply: CR and LF become spaces, so that it cannot end its line early.
 *
 * @step 6
 */
export function errorReply(text: string): RespValue {
  return simpleError(text.replace(/[\r\n]/g, " "));
}

/**
 * `ERR unknown command 'NAME', with args beginning with: 'A' 'B' ` as Redis 7 says it:
 *
 * - the name as it was sent, at most its first 128 bytes;
 * - of each argument `'`, its bytes, `'` and a space; arguments are added while the list is shorter
 *   than 128 bytes, and each is cut to 128 minus the list's length before it. Without arguments the
 *   text ends in `with: `;
 * - CR and LF are shown as spaces. Other bytes as they are, read as UTF-8 (Redis stops at NUL; we
 *   do not).
 *
 * @step 6
 */
export function unknownCommand(request: Request): RespValue {
  const [name, ...args] = request;
  const shown: string[] = [];
  let length = 0;
  for (const arg of args) {
    if (length >= MAX_SHOWN_BYTES) break;
    const cut = arg.subarray(0, MAX_SHOWN_BYTES - length);
    shown.push(`'${textOf(cut)}' `);
    length += cut.length + 3;
  }
  const nameShown = name === undefined ? "" : textOf(name.subarray(0, MAX_SHOWN_BYTES));
  return errorReply(
    `ERR unknown command '${nameShown}', with args beginning with: ${shown.join("")}`,
  );
}

/**
 * `ERR wrong number of arguments for 'NAME' command`.
 *
 * @step 6
 */
export function wrongArguments(name: string): RespValue {
  return errorReply(`ERR wrong number of arguments for '${name}' command`);
}

/**
 * What a client is told when a command threw `error`.
 *
 * - CommandError: its message, by `errorReply`.
 * - InvariantError: thrown again. Our program is wrong, and whoever runs it must see that; an
 *   answer would hide it.
 * - Anything else: `ERR internal error`, and nothing of the error: its message may hold what is not
 *   the client's business.
 *
 * @step 6
 */
export function failureReply(error: unknown): RespValue {
  if (error instanceof InvariantError) throw error;
  return error instanceof CommandError
    ? errorReply(error.message)
    : simpleError("ERR internal error");
}

/**
 * The last reply on a connection whose client broke the protocol: `ERR ` and the error's message.
 *
 * @step 6
 */
export function protocolFailure(error: ProtocolError): RespValue {
  return errorReply(`ERR ${error.message}`);
}

/**
 * Executes the subcommand `args[0]` of the command `parent` out of `subcommands`, whose names are
 * `parent|name`.
 *
 * The subcommand's name is looked up without regard to case. Not there: `ERR unknown subcommand
 * 'X'. Try PARENT HELP.`, X as it was sent, at most its first 128 bytes, PARENT in upper case.
 * Arity counts both words; if it does not fit: `wrongArguments` with the name `parent|name`. `run`
 * gets the words after the subcommand.
 *
 * @step 7
 */
export function runSubcommand(
  parent: string,
  subcommands: CommandTable,
  session: Session,
  args: readonly Uint8Array[],
  commands: CommandTable,
): Reply {
  const name = args[0] ?? new Uint8Array();
  const command = subcommands.get(`${parent}|${textOf(name).toLowerCase()}`);
  if (command === undefined) {
    const shown = textOf(name.subarray(0, MAX_SHOWN_BYTES));
    return errorReply(`ERR unknown subcommand '${shown}'. Try ${parent.toUpperCase()} HELP.`);
  }
  if (!takes(command, args.length + 1)) return wrongArguments(command.name);
  return command.run(session, args.slice(1), commands);
}

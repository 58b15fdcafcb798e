/**
 * Arguments of commands: words that are options, and words that are numbers. Everything else stays bytes.
 *
 * The errors' texts are Redis's, which clients and people match.
 *
 * Source: `getLongLongFromObjectOrReply` and its like in Redis 7.0's object.c; `shared.syntaxerr` in server.c.
 *
 * Left out: a NUL in an option ends it for Redis, which compares C strings; here it is a byte like any other.
 *
 * @given
 */
import { CommandError } from "@labs/db-01";
import { parseDouble } from "./doubles.ts";
import { parseInteger } from "./integers.ts";

/** No option is longer. */
const MAX_WORD_BYTES = 32;

/** An option as it is compared: ASCII letters in lower case. What is too long for an option is the empty word. */
export function wordOf(argument: Uint8Array): string {
  if (argument.length > MAX_WORD_BYTES) return "";
  return Buffer.from(argument).toString("latin1").toLowerCase();
}

/** `ERR syntax error`: an option that is not known, comes twice, or not together with another. To be thrown. */
export function syntaxError(): CommandError {
  return new CommandError("ERR syntax error");
}

/** To be thrown. */
export function notAnInteger(): CommandError {
  return new CommandError("ERR value is not an integer or out of range");
}

/** The argument as a 64-bit integer. @throws CommandError */
export function integerArgument(argument: Uint8Array): bigint {
  const value = parseInteger(argument);
  if (value === undefined) throw notAnInteger();
  return value;
}

/** The same for an index or a count: as a number, rounded where it is beyond 2^53. @throws CommandError */
export function indexArgument(argument: Uint8Array): number {
  return Number(integerArgument(argument));
}

/** An index that is not negative. @throws CommandError `value is out of range, must be positive`, whatever is wrong */
export function positiveArgument(argument: Uint8Array): number {
  const value = parseInteger(argument);
  if (value === undefined || value < 0n) {
    throw new CommandError("ERR value is out of range, must be positive");
  }
  return Number(value);
}

/** The argument as a double, infinite ones included. @throws CommandError */
export function doubleArgument(argument: Uint8Array): number {
  const value = parseDouble(argument);
  if (value === undefined) throw new CommandError("ERR value is not a valid float");
  return value;
}

/**
 * Deadlines as clients tell them: how long from now or until when, in seconds or in milliseconds.
 *
 *     EX 10       now + 10,000        EXPIRE
 *     PX 10       now + 10            PEXPIRE
 *     EXAT 10     10,000              EXPIREAT
 *     PXAT 10     10                  PEXPIREAT
 *
 * The keyspace knows one form only: milliseconds since 1970. What is relative is made absolute when the command runs,
 * so that a log can repeat the command later and the key still dies at the same time (db-04 needs that).
 *
 * Source: `getExpireMillisecondsOrReply` in Redis 7.0's t_string.c, `expireGenericCommand` in expire.c.
 *
 * Left out: deadlines beyond 2^53 - 1, in the year 287,396. Redis refuses those beyond 2^63 - 1.
 */

import { CommandError } from "@labs/db-01";
import { NotImplemented } from "@labs/machine";

/** How a time is told. */
export type TimeForm = {
  readonly millisecondsPerUnit: 1n | 1000n;
  /** Counted from now, not from 1970. */
  readonly isRelative: boolean;
};

/** The forms by the word that announces them, as SET and GETEX have it. */
export const TIME_FORMS: ReadonlyMap<string, TimeForm> = new Map([
  ["ex", { millisecondsPerUnit: 1000n, isRelative: true }],
  ["px", { millisecondsPerUnit: 1n, isRelative: true }],
  ["exat", { millisecondsPerUnit: 1000n, isRelative: false }],
  ["pxat", { millisecondsPerUnit: 1n, isRelative: false }],
]);

/** The latest deadline there is, in milliseconds since 1970. */
export const MAX_DEADLINE = Number.MAX_SAFE_INTEGER;

/**
 * The deadline that `amount` tells in this form, in milliseconds since 1970. It may lie in the past, and below 1970.
 *
 * An amount in milliseconds below -2^63, or a deadline above MAX_DEADLINE: `invalidExpireTime`. Nothing may be rounded
 * or wrap around on the way there.
 *
 * @param command the command's name, in lower case
 * @throws CommandError
 * @step 2
 */
export function deadlineOf(amount: bigint, form: TimeForm, now: number, command: string): number {
  throw new NotImplemented("db-02 step 2: deadlineOf");
}

/**
 * The same for SET, SETEX, PSETEX and GETEX, from the word itself: no integer is an error of `integerArgument`, and an
 * amount that is 0 or less is an invalid expire time too, whatever the form.
 *
 * @throws CommandError
 * @step 2
 */
export function futureDeadline(
  word: Uint8Array,
  form: TimeForm,
  now: number,
  command: string,
): number {
  throw new NotImplemented("db-02 step 2: futureDeadline");
}

/** `ERR invalid expire time in 'NAME' command`, to be thrown. */
export function invalidExpireTime(command: string): CommandError {
  return new CommandError(`ERR invalid expire time in '${command}' command`);
}

/**
 * AofReader: an append-only file becomes a keyspace again.
 *
 *     SELECT 0 │ SET a 1 │ #TS:… │ INCR a │ MULTI │ SET b 2 │ DEL a │ EXEC │ SET c
 *     skipped    applied   skipped applied  └── applied, all at EXEC ────┘    torn: the file ends inside
 *                                                                            ▲ at
 *
 * Two things may be wrong with a file, and they are told apart. A crash leaves one that ends inside a command: nobody
 * was told that it is done, so the file may be cut there, and the server starts. Anything else was written whole once
 * and has changed since. Then nobody knows what else has, and the server must not start as if nothing had been.
 *
 * What a plain file cannot tell: a length that has changed and now points beyond the file's end looks like a crash.
 * And zeros, which a crash leaves as well, look like rot. Step 2 mends both.
 *
 * Source: loadSingleAppendOnlyFile in Redis 7.0's aof.c (`aof-load-truncated yes`).
 *
 * Left out: commands as plain lines, which Redis refuses too; an RDB file in front (`offset` is for it: step 6).
 */
import { type DiskFile, NotImplemented } from "@labs/machine";
import type { LoggedRequest } from "./propagation.ts";

/** How a file ends. */
export type AofEnd = {
  /**
   * How many requests were applied, in the whole file, also where from some offset on the plain rules hold: those of a
   * transaction each, and SELECT, MULTI and EXEC not at all.
   */
  readonly commands: number;
  /** How long the file is, in bytes. */
  readonly size: number;
  /**
   * Step 2: so many bytes, from the beginning, are known to have been durable: what the last good line says.
   * Undefined where the file ends by the plain rules.
   */
  readonly durable: number | undefined;
} & (
  | { readonly kind: "whole" }
  /** From `at` on it is not to be used; `why` is for people. */
  | { readonly kind: "torn"; readonly at: number; readonly why: string }
);

/**
 * Reads a file from `offset` on, and calls `apply` with each request, in order. `apply` may keep what it is given: no
 * word keeps more than 16 KiB of other memory alive.
 *
 * The plain rules:
 *
 * - A request is `*COUNT CRLF`, and COUNT times `$LENGTH CRLF`, so many bytes, `CRLF`. COUNT is 1 or more; numbers are
 *   decimal digits, with no zero in front but for 0 itself, and no more than 15 of them.
 * - What begins with `#`, where a request would, is an annotation, up to LF: it is skipped.
 * - `SELECT 0` is skipped. Names of commands are in any case.
 * - What stands between MULTI and EXEC is applied when EXEC is reached.
 * - If the file ends inside a request or an annotation, and all that there is of it is as it should be, the file is
 *   torn, at the beginning of that. If it ends, whole or torn, after a MULTI without EXEC, it is torn at that MULTI.
 * - Everything else is a CorruptionError at the beginning of the request (or whatever stands there), also behind a
 *   MULTI, and then at once, whether an EXEC follows or not: bytes that are no request, `*0` among them (what a file is
 *   that ends with `*0`, before any CRLF, is open); SELECT of another database (any word but `0`), which it tells;
 *   MULTI after MULTI, EXEC without MULTI, one of the three with a wrong count of words; a request for which `apply`
 *   throws a CommandError, whose text it tells. What stands before it has been applied, but for an open transaction.
 *
 * The file is read in pieces: a read asks for 4 to 64 KiB, wherever the file ends; or for a word that is longer (with
 * its CRLF or not), once the file is known to have it. No byte is read more than twice; that `isSummed` looks at the
 * first five does not count. Memory: a piece and a request, or the requests of a transaction. What is announced takes
 * no memory.
 *
 * Step 2: a file that begins with `#SUM:` is read by `readSummed`, if `offset` is 0.
 *
 * @throws CorruptionError @throws DiskError
 * @step 1
 */
export function readAof(
  file: DiskFile,
  apply: (request: LoggedRequest) => void,
  offset = 0,
): AofEnd {
  throw new NotImplemented("db-04 step 1: readAof");
}

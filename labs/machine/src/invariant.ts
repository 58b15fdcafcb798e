/**
 * Invariants: what is true whatever the input, unless our own code is wrong.
 *
 * An InvariantError is a bug report. Nothing catches it: a program that goes on after one has stopped knowing
 * what it knows. For bad input there are error classes with a `code`, for expected outcomes there are return
 * types; see each lab's `errors.ts`.
 */

/** A bug in the program itself. Never caught. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/** Throws InvariantError with `message` unless `condition` is true. Always on. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** The end of a switch over a tagged union: does not compile while a case is missing, throws if reached. */
export function unreachable(value: never): never {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
}

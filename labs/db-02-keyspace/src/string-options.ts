/**
 * What may stand behind SET key value, and behind GETEX key.
 *
 *     SET      [NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]
 *     GETEX                    [EX s | PX ms | EXAT s | PXAT ms | PERSIST]
 *
 * Any case, any order. The same word twice is allowed, and of a time told twice the later one counts; two words that
 * exclude each other are a syntax error.
 *
 * Source: `parseExtendedStringArgumentsOrReply` in Redis 7.0's t_string.c.
 */
import { NotImplemented } from "@labs/machine";
import type { TimeForm } from "./deadline.ts";

/** What becomes of the deadline: none from now on, as it was, or a new one. */
export type Lifetime =
  | { readonly kind: "unbounded" }
  | { readonly kind: "keep" }
  /** `amount` is the word as it was sent: whether it is a number is looked at later. */
  | { readonly kind: "until"; readonly amount: Uint8Array; readonly form: TimeForm };

/** What SET was asked for besides setting. */
export type SetOptions = {
  /** Only if there is no such key (`nx`), only if there is one (`xx`), or always. */
  readonly condition: "nx" | "xx" | undefined;
  /** Reply what the key held before. */
  readonly isGet: boolean;
  readonly lifetime: Lifetime;
};

/**
 * The options of SET. NX with XX; two of EX, PX, EXAT, PXAT and KEEPTTL; a time without an amount behind it; a word
 * that is none of these: `syntaxError`. What stands behind EX, PX, EXAT or PXAT is its amount, even if it is the name
 * of an option. Without any of the last five the lifetime is `unbounded`.
 *
 * @throws CommandError
 * @step 2
 */
export function setOptions(words: readonly Uint8Array[]): SetOptions {
  throw new NotImplemented("db-02 step 2: setOptions");
}

/**
 * The options of GETEX, by the same rules: `unbounded` for PERSIST, and `keep` if there is no option.
 *
 * @throws CommandError
 * @step 2
 */
export function getexOptions(words: readonly Uint8Array[]): Lifetime {
  throw new NotImplemented("db-02 step 2: getexOptions");
}

/**
 * Errors: what went wrong, and whose fault it was.
 *
 *     ProtocolError   the peer sent bytes that are not the protocol: what follows has no meaning
 *     EncodeError     we were asked to send a value that has no encoding
 *     CommandError    a command refuses: its text is the reply, and the connection goes on
 *
 * A bug in our own code is an InvariantError (@labs/machine) and none of these.
 *
 * The texts of ProtocolError are those of Redis 7.0's `networking.c` where it has one, word for
 * word, because people search for them. Programs match `code`.
 *
 * Left out: the offset of the bad byte. Redis does not tell it either.
 *
 * @given
 */

/**
 * What is wrong with the bytes.
 *
 * | code | message: `Protocol error: ` and … | met by |
 * | --- | --- | --- |
 * | `invalid-bulk-length` | `invalid bulk length` (Redis's) | both decoders |
 * | `invalid-multibulk-length` | `invalid multibulk length` (Redis's) | both decoders |
 * | `expected-crlf` | `expected CRLF` | both decoders |
 * | `expected-bulk` | `expected '$', got 'x'` (Redis's) | requests |
 * | `too-big-inline` | `too big inline request` (Redis's) | requests |
 * | `too-big-count` | `too big mbulk count string`, or `bulk` (Redis's) | requests |
 * | `unbalanced-quotes` | `unbalanced quotes in request` (Redis's) | requests |
 * | `unknown-type` | `unknown type 'x'` | values |
 * | `too-big-line` | `too big line` | values |
 * | `invalid-number` | `invalid integer`, `invalid double`, `invalid big number` | values |
 * | `invalid-value` | `invalid null`, `invalid boolean`, `invalid verbatim string` | values |
 * | `too-deep` | `nested too deep` | values |
 * | `misplaced-part` | `misplaced part of a stream` | values |
 */
export type ProtocolErrorCode =
  | "invalid-bulk-length"
  | "invalid-multibulk-length"
  | "expected-crlf"
  | "expected-bulk"
  | "too-big-inline"
  | "too-big-count"
  | "unbalanced-quotes"
  | "unknown-type"
  | "too-big-line"
  | "invalid-number"
  | "invalid-value"
  | "too-deep"
  | "misplaced-part";

/** The peer broke the protocol. The stream is lost: what follows the bad bytes has no meaning. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ProtocolErrorCode;

  /** @param detail the message without its beginning `Protocol error: ` */
  constructor(code: ProtocolErrorCode, detail: string) {
    super(`Protocol error: ${detail}`);
    this.code = code;
  }
}

/**
 * Why a value has no encoding: a simple string or error holds CR or LF (`line-break`), an integer
 * is not one or needs more than 64 bits (`not-an-integer`), a verbatim string's format is not three
 * ASCII characters from `!` to `~` (`bad-format`).
 */
export type EncodeErrorCode = "line-break" | "not-an-integer" | "bad-format";

/** A value that cannot be sent. Nothing of it was. */
export class EncodeError extends Error {
  override readonly name = "EncodeError";
  readonly code: EncodeErrorCode;

  constructor(code: EncodeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Thrown by a command to answer an error: `throw new CommandError("ERR value is not an integer")`.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

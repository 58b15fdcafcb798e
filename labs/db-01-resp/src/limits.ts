/**
 * Limits: how much a peer may ask of us before we have seen the bytes.
 *
 * A length on the wire is a promise by a stranger. Each limit here bounds one such promise, so that
 * the memory a peer costs is bounded by the bytes it has really sent. Every limit is inclusive: a
 * length equal to it is accepted, one more is a ProtocolError.
 *
 * The sizes are Redis's own where it has one. Tests pass small ones.
 *
 * Left out: a limit on a whole request or reply (Redis's client-query-buffer-limit, 1 GiB).
 * Elements times bytes bounds it, far too high; a server open to strangers should set both low.
 *
 * @given
 */

/** Longest bulk, verbatim string or bulk error, in bytes: 512 MB, Redis's `proto-max-bulk-len`. */
export const MAX_BULK_BYTES = 536_870_912;

/**
 * Most elements of one aggregate; a map's entry counts as two. Redis's limit up to 6.2
 * (`networking.c`).
 */
export const MAX_ELEMENTS = 1_048_576;

/**
 * Deepest nesting of aggregates: an array of arrays has depth 2. Ours. Replies of Redis's commands
 * nest fewer than ten deep; hiredis, its C client, allowed 9 before version 1.0.
 */
export const MAX_DEPTH = 128;

/**
 * Longest line without its CRLF, in bytes: 64 KiB, `PROTO_INLINE_MAX_SIZE` in Redis's `server.h`.
 */
export const MAX_INLINE_BYTES = 65_536;

/**
 * Replies that one connection may have waiting before it stops executing requests, in bytes. Ours:
 * large enough that a pipeline of small requests never meets it, small enough for many connections.
 * Redis has no such mark for ordinary clients; it buffers replies without end
 * (`client-output-buffer-limit normal 0 0 0`).
 */
export const OUTPUT_HIGH_WATER_BYTES = 262_144;

/** What a decoder accepts; see the constants above for each. */
export type Limits = {
  readonly maxBulkBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
  readonly maxInlineBytes: number;
};

/** The limits in force where none are given. */
export const DEFAULT_LIMITS: Limits = {
  maxBulkBytes: MAX_BULK_BYTES,
  maxElements: MAX_ELEMENTS,
  maxDepth: MAX_DEPTH,
  maxInlineBytes: MAX_INLINE_BYTES,
};

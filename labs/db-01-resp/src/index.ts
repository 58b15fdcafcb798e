/**
 * db-01: Redis's wire protocol, and a server that speaks it. What tests and later labs use.
 *
 *     value.ts     what can be said          encode.ts, decode.ts   values to bytes and back
 *     request.ts   what clients send         commands.ts            requests to replies
 *     connection.ts  one client, no socket   server.ts              sockets
 *
 * Left out: everything that only these files use among themselves.
 */
export { baseCommands } from "./base-commands.ts";
export { ByteWriter } from "./byte-writer.ts";
export {
  type Command,
  type CommandTable,
  commandTable,
  errorReply,
  execute,
  type Reply,
  runSubcommand,
} from "./commands.ts";
export { Connection, type ConnectionOptions } from "./connection.ts";
export { RespDecoder } from "./decode.ts";
export { encode, type ProtocolVersion } from "./encode.ts";
export {
  CommandError,
  EncodeError,
  type EncodeErrorCode,
  ProtocolError,
  type ProtocolErrorCode,
} from "./errors.ts";
export {
  DEFAULT_LIMITS,
  type Limits,
  MAX_BULK_BYTES,
  MAX_DEPTH,
  MAX_ELEMENTS,
  MAX_INLINE_BYTES,
  OUTPUT_HIGH_WATER_BYTES,
} from "./limits.ts";
export { type Request, RequestDecoder } from "./request.ts";
export { type RespServer, type ServerOptions, startServer } from "./server.ts";
export { createSession, hello, SERVER_VERSION, type Session, textOf } from "./session.ts";
export { splitInline } from "./split-inline.ts";
export {
  type Attribute,
  array,
  attribute,
  type BigNumber,
  type BulkError,
  type BulkString,
  bigNumber,
  boolean,
  bulkError,
  bulkString,
  type Double,
  double,
  type Entry,
  type Integer,
  integer,
  map,
  type Null,
  type NullArray,
  nil,
  nilArray,
  type Push,
  push,
  type RespArray,
  type RespBoolean,
  type RespMap,
  type RespSet,
  type RespValue,
  type SimpleError,
  type SimpleString,
  set,
  simpleError,
  simpleString,
  type VerbatimString,
  verbatimString,
} from "./value.ts";

/**
 * What every lab runs on: a disk, a clock, a network, chance, and the words for what must not happen.
 *
 * A core is given these and asks for nothing else, so that the same code runs on the real machine and on the
 * simulated one, `@labs/machine/sim`, where one seed reproduces everything.
 */
export { type Clock, realClock } from "./clock.ts";
export type { Disk, DiskFile } from "./disk.ts";
export { CorruptionError, DiskError, type DiskErrorCode } from "./errors.ts";
export { assert, InvariantError, unreachable } from "./invariant.ts";
export type { Machine, Network } from "./network.ts";
export { NotImplemented } from "./not-implemented.ts";
export { type Random, seededRandom, unseededRandom } from "./random.ts";
export {
  type Codec,
  type TcpCounts,
  type TcpNetwork,
  type TcpNetworkOptions,
  tcpNetwork,
} from "./tcp-network.ts";

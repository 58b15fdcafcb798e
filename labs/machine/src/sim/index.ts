/**
 * The simulated machine: a disk that crashes and fails on demand, and a clock that a test moves.
 *
 * Tests import it; what learners write cannot, so that no program behaves in one way under
 * examination and in another way outside.
 *
 * Left out: a network, which comes with the labs that first need it.
 */
export { CRASH_MODES, type CrashMode } from "./crash.ts";
export { type Crash, type CrashesOptions, crashes } from "./crashes.ts";
export { type Counts, DEVICES, type Device, type DeviceProfile } from "./device.ts";
export type { Fault, FaultCounts, SyncFault } from "./faults.ts";
export { PowerLoss, type SyncPace } from "./kernel.ts";
export type { FailedPages } from "./operation.ts";
export { SimClock } from "./sim-clock.ts";
export { type CrashPoint, SimDisk, type SimDiskOptions } from "./sim-disk.ts";
export type { LossReason, NodeId, NodeState, SimEvent } from "./trace.ts";

/**
 * The simulated machine: a disk that crashes and fails on demand, a clock that a test moves, and several machines
 * with a network between them that does to messages what a plan says, or all that can be done to them, in turn.
 *
 * Tests import it; what learners write cannot, so that no program behaves in one way under
 * examination and in another way outside.
 */

export { type Choice, choiceText } from "./choices.ts";
export { addCounts, noCounts, type SimCounts } from "./counts.ts";
export { CRASH_MODES, type CrashMode } from "./crash.ts";
export { type Crash, type CrashesOptions, crashes } from "./crashes.ts";
export { type Counts, DEVICES, type Device, type DeviceProfile } from "./device.ts";
export type { Budget, ExecutionOptions } from "./execution.ts";
export {
  type Explored,
  type ExploreOptions,
  explore,
  replayPath,
  type Searched,
} from "./explore.ts";
export type { Fault, FaultCounts, SyncFault } from "./faults.ts";
export { PowerLoss, type SyncPace } from "./kernel.ts";
export { type Cluster, type Failure, Violation } from "./laws.ts";
export type { FailedPages } from "./operation.ts";
export {
  type Act,
  type Fault as PlannedFault,
  faultText,
  type Moment,
  type Plan,
  type Weather,
} from "./plan.ts";
export { type IsBroken, type Shrunk, shrink } from "./shrink.ts";
export { SimClock } from "./sim-clock.ts";
export { type CrashPoint, SimDisk, type SimDiskOptions } from "./sim-disk.ts";
export { type Ending, Simulation, type SimulationOptions } from "./simulation.ts";
export { drawStorm, type StormOptions } from "./storm.ts";
export type { LossReason, NodeId, NodeState, SimEvent } from "./trace.ts";

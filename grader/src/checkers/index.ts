/**
 * Verdicts on histories: what tests of replicated and transactional stores are judged by.
 *
 *     linearizability   operations on one object, in real time: registers, keys, queues
 *     serializability   transactions over many keys: the named anomalies of isolation
 *
 * They know no lab. A verdict is data, with a witness that a person can check, and a text that draws it.
 */
export {
  type CheckOptions,
  checkLinearizable,
  type Linearizability,
  type PartOrder,
} from "./linearizability/check.ts";
export { drawExplanation } from "./linearizability/drawing.ts";
export type {
  Explanation,
  PartialOrder,
  ShownOperation,
} from "./linearizability/explanation.ts";
export { type KvInput, type KvOutput, type KvState, kvModel } from "./linearizability/kv.ts";
export type { Model } from "./linearizability/model.ts";
export type { Operation, Outcome } from "./linearizability/operation.ts";
export { type QueueInput, type QueueOutput, queueModel } from "./linearizability/queue.ts";
export {
  type RegisterInput,
  type RegisterOutput,
  registerModel,
} from "./linearizability/register.ts";
export type {
  Anomaly,
  AnomalyName,
  CycleName,
  DependencyKind,
  Level,
  Step,
} from "./serializability/anomaly.ts";
export {
  checkSerializable,
  type Isolation,
  type IsolationOptions,
  type Observed,
} from "./serializability/check.ts";
export type { Action, Ending, Transaction } from "./serializability/transaction.ts";

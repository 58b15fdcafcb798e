/**
 * Histories to check: clients that work on one object, which really is what its model says.
 *
 *     a turn   one client, by chance, goes one step on:   idle ─call─▶ waiting ─effect─▶ served ─return─▶ idle
 *     time     counts the calls and returns
 *
 * So every operation takes effect at one moment between its call and its return, and the history is linearizable. A
 * client whose answer is lost goes on with something else; its operation takes effect late, or never.
 */
import type { KvInput, KvOutput, Model, Operation } from "@labs/grader/checkers";
import { type Random, seededRandom } from "@labs/machine";

/** What a history is made of. */
export interface Workload<Input> {
  readonly clients: number;
  readonly operations: number;
  readonly seed: number;
  /** What the operation of this number asks. */
  readonly draw: (random: Random, number: number) => Input;
  /** Which share of the answers is lost; none unless said. */
  readonly lost?: number;
}

interface Call<Input, Output> {
  readonly client: string;
  readonly input: Input;
  readonly calledAt: number;
  output?: { readonly of: Output };
}

/** A linearizable history of `model`, in order of the calls. */
export function linearizableHistory<State, Input, Output>(
  model: Model<State, Input, Output>,
  { clients, operations, seed, draw, lost = 0 }: Workload<Input>,
): readonly Operation<Input, Output>[] {
  const random = seededRandom(seed);
  const states = new Map<string | undefined, State>();
  const history: Operation<Input, Output>[] = [];
  const calls: (Call<Input, Output> | undefined)[] = Array.from({ length: clients });
  const late: Call<Input, Output>[] = [];
  let time = 0;
  const serve = (call: Call<Input, Output>) => {
    const part = model.partOf?.(call.input);
    const { state, output } = model.apply(states.get(part) ?? model.initial, call.input);
    states.set(part, state);
    call.output = { of: output };
  };
  for (let called = 0; called < operations || calls.some((call) => call !== undefined); ) {
    if (late.length > 0 && random.below(clients) === 0) serve(late.pop()!);
    const at = random.below(clients);
    const call = calls[at];
    if (call === undefined) {
      if (called === operations) continue;
      const input = draw(random, called++);
      calls[at] = { client: String(at), input, calledAt: time++ };
    } else if (random.next() < lost / 2) {
      history.push({ ...asked(call), outcome: { kind: "unknown" } });
      if (call.output === undefined && random.below(2) === 0) late.push(call);
      calls[at] = undefined;
    } else if (call.output === undefined) {
      serve(call);
    } else {
      const outcome = { kind: "returned", output: call.output.of, at: time++ } as const;
      history.push({ ...asked(call), outcome });
      calls[at] = undefined;
    }
  }
  return history.sort((a, b) => a.calledAt - b.calledAt);
}

function asked<Input>({ client, input, calledAt }: Call<Input, unknown>) {
  return { client, input, calledAt };
}

/** Half gets, the rest mostly puts of values that nobody else puts; over so many keys. */
export function kvDraw(keys: number): (random: Random, number: number) => KvInput {
  return (random, number) => {
    const key = `k${random.below(keys)}`;
    const value = String(number);
    const kind = random.below(10);
    if (kind < 5) return { kind: "get", key };
    if (kind < 8) return { kind: "put", key, value };
    if (kind === 8) return { kind: "cas", key, expected: String(random.below(number + 1)), value };
    return { kind: "delete", key };
  };
}

/** The history with the answer of its get number `at`, or of the first one behind it, exchanged for `value`. */
export function withGet(
  history: readonly Operation<KvInput, KvOutput>[],
  at: number,
  value: string,
): readonly Operation<KvInput, KvOutput>[] {
  const changed = history.findIndex(
    ({ input, outcome }, index) =>
      index >= at && input.kind === "get" && outcome.kind === "returned",
  );
  return history.map((operation, index) => {
    const { outcome } = operation;
    if (index !== changed || outcome.kind !== "returned") return operation;
    return { ...operation, outcome: { ...outcome, output: { kind: "value", value } } };
  });
}

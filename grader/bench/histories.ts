/**
 * Histories to check: clients that work on one object, which really is what its model says.
 *
 *     a turn   one client, by chance, goes one step on:   idle ─call─▶ waiting ─effect─▶ served ─return─▶ idle
 *     time     counts the calls and returns
 *
 * So every operation takes effect at one moment between its call and its return, and the history is linearizable. A
 * client whose answer is lost goes on with something else; its operation takes effect late, or never.
 */
import type {
  Action,
  KvInput,
  KvOutput,
  Model,
  Operation,
  Transaction,
} from "@labs/grader/checkers";
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

/** What a history of transactions is made of. */
export interface Serial {
  readonly transactions: number;
  readonly clients: number;
  /** How many lists are in use at a time; one that is long gives way to a new one. */
  readonly keys: number;
  readonly seed: number;
}

const LIST_MOST = 32;

interface Running {
  readonly startedAt: number;
  ran?: { readonly actions: readonly Action[]; readonly isAborted: boolean };
}

/**
 * Transactions of one to four actions that overlap, and that a store ran one after the other, each at one moment between
 * its start and its commit. One in ten is aborted, and saw nothing; of one in twenty the outcome is unknown.
 */
export function serialHistory({
  transactions,
  clients,
  keys,
  seed,
}: Serial): readonly Transaction[] {
  const random = seededRandom(seed);
  const store = new Lists(keys, random);
  const history: Transaction[] = [];
  const running: (Running | undefined)[] = [];
  let time = 0;
  const end = (client: number, outcome: Transaction["outcome"]) => {
    const { startedAt, ran } = running[client]!;
    const actions = ran?.actions ?? [];
    running[client] = undefined;
    history.push({
      id: `T${history.length + 1}`,
      client: String(client),
      startedAt,
      outcome,
      actions,
    });
  };
  while (history.length < transactions) {
    const client = random.below(clients);
    const now = running[client];
    if (now === undefined) {
      running[client] = { startedAt: time++ };
    } else if (now.ran === undefined) {
      const isAborted = random.below(10) === 0;
      now.ran = { actions: store.run(isAborted), isAborted };
    } else if (now.ran.isAborted) {
      end(client, { kind: "aborted" });
    } else {
      end(client, random.below(20) === 0 ? { kind: "unknown" } : { kind: "committed", at: time++ });
    }
  }
  for (const client of running.keys()) {
    if (running[client] !== undefined) end(client, { kind: "unknown" });
  }
  return history;
}

/** The lists of a store, and what is done to them. */
class Lists {
  readonly #random: Random;
  readonly #lists = new Map<string, readonly number[]>();
  readonly #names: string[];
  #count = 0;

  constructor(keys: number, random: Random) {
    this.#random = random;
    this.#names = Array.from({ length: keys }, () => this.#fresh());
  }

  /** One transaction; one that is aborted leaves nothing. */
  run(isAborted: boolean): readonly Action[] {
    return Array.from({ length: 1 + this.#random.below(4) }, (): Action => {
      const at = this.#random.below(this.#names.length);
      const key = this.#names[at]!;
      const values = this.#lists.get(key) ?? [];
      if (this.#random.below(2) === 0) {
        return { kind: "read", key, values: isAborted ? undefined : values };
      }
      const value = this.#count++;
      if (!isAborted) this.#lists.set(key, [...values, value]);
      if (values.length >= LIST_MOST) this.#names[at] = this.#fresh();
      return { kind: "append", key, value };
    });
  }

  #fresh(): string {
    return `k${this.#count++}`;
  }
}

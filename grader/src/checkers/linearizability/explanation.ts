/**
 * Why a part is not linearizable, as data.
 *
 *     returns   │ 1  2  3  …  k │ k+1 …          the first k-1 returns can be put in order, the first k cannot
 *
 *     order 1   put x 1, put x 2   leaves 2      as many of them as can be in an order together
 *     order 2   put x 2, put x 1   leaves 1
 *     ✗         get x -> 3                       would return 2, or 1
 *
 * The prefix ends with the earliest return after which no order exists. What returns later is pending in it: it may
 * have happened, and its answer counts for nothing. So nothing that came later is needed to see the fault.
 *
 * In every order that fits all that returned before the operation that cannot be placed, it answers otherwise than
 * the client saw. It is the last of the prefix, or an earlier one where that last one only fits in another place.
 *
 * Left out: which of the two lies, the last operation or one before it. No history can tell.
 */
import type { Model } from "./model.ts";
import { type Entry, layOut, type Part } from "./part.ts";
import { search } from "./search.ts";

const ORDERS_MOST = 4;
const ANSWERS_MOST = 6;

/** An operation of the prefix, as text. */
export interface ShownOperation {
  /** Which one of the history it is. */
  readonly index: number;
  readonly client: string;
  readonly input: string;
  /** Empty where there is nothing to say, and where it is pending. */
  readonly output: string;
  readonly calledAt: number;
  /** `undefined` where it is unknown, or later than the prefix. */
  readonly returnedAt: number | undefined;
}

/** Operations in an order that the model accepts, and what they leave behind. */
export interface PartialOrder {
  /** Indexes into the explanation's `operations`. */
  readonly order: readonly number[];
  readonly state: string;
}

/** Plain data: it survives JSON. */
export interface Explanation {
  /** What the model calls the part; `undefined` where it has one alone. */
  readonly part: string | undefined;
  /** The shortest prefix that has no order: what was called in it, in order of the calls. */
  readonly operations: readonly ShownOperation[];
  /** Whether the prefix is known to be the shortest. It is not where the budget did not suffice for a shorter one. */
  readonly isShortest: boolean;
  /** Index into `operations` of the one that cannot be placed. */
  readonly misplaced: number;
  /** Index into `operations` of the one whose return ends the prefix. */
  readonly last: number;
  /** The longest orders that were found, with different states; at most four. */
  readonly orders: readonly PartialOrder[];
  /** What the misplaced one would have returned; at most six. */
  readonly answers: readonly string[];
  /** Whether no order was left out for want of budget: then there are no answers but these, up to six. */
  readonly isThorough: boolean;
  /** All that in a sentence. */
  readonly reason: string;
}

/** What is known of the part. */
export interface Refuted<Input, Output> {
  readonly part: string | undefined;
  readonly entries: readonly Entry<Input, Output>[];
  /** How many returns can be in an order together, at least. */
  readonly reached: number;
  /** For each of the searches. */
  readonly budget: number;
}

/** Explains a part that a search within `budget` has refuted. Costs a few more such searches. */
export function explain<State, Input, Output>(
  model: Model<State, Input, Output>,
  refuted: Refuted<Input, Output>,
): Explanation {
  const { entries, budget } = refuted;
  const { returnCount, isShortest, ...pruned } = shortestPrefix(model, refuted);
  const part = layOut(entries, returnCount);
  // A search that leaves out what must fail later would not see all that the misplaced one may answer.
  const thorough = { ...model, mayLeadTo: () => true };
  const whole = search(thorough, part, budget);
  const isThorough = whole.kind === "none";
  const reached = isThorough ? whole.reached : pruned.reached;
  const ends = endsAt(isThorough ? thorough : model, part, reached, budget);
  const misplaced = part.byReturn[reached]!;
  const { input } = part.entries[misplaced]!.operation;
  const answers = ends.map(({ state }) =>
    withOutput(model.showInput(input), model.showOutput(model.apply(state, input).output)),
  );
  const place = places(part);
  const explanation = {
    part: refuted.part,
    operations: place.nodes.map((node) => shown(model, part, node)),
    isShortest,
    misplaced: place.of[misplaced]!,
    last: place.of[part.byReturn.at(-1)!]!,
    orders: ends.slice(0, ORDERS_MOST).map(({ state, order }) => ({
      order: order.map((node) => place.of[node]!),
      state: model.showState(state),
    })),
    answers: [...new Set(answers)].slice(0, ANSWERS_MOST),
    isThorough,
  };
  return { ...explanation, reason: reasonOf(explanation) };
}

/** `get x -> 1`, or the input alone. */
export function withOutput(input: string, output: string): string {
  return output === "" ? input : `${input} -> ${output}`;
}

/** Doubles its way from what is known to be in order, then halves. A search that gives up counts as in order. */
function shortestPrefix<State, Input, Output>(
  model: Model<State, Input, Output>,
  { entries, reached, budget }: Refuted<Input, Output>,
): { readonly returnCount: number; readonly reached: number; readonly isShortest: boolean } {
  let good = reached;
  let bad = { returnCount: layOut(entries).completedCount, reached };
  let isShortest = true;
  for (let stride = 1; bad.returnCount - good > 1; stride *= 2) {
    const middle = Math.floor((good + bad.returnCount) / 2);
    const returnCount = Math.min(good + stride, middle);
    const result = search(model, layOut(entries, returnCount), budget);
    if (result.kind === "none") bad = { returnCount, reached: result.reached };
    else good = returnCount;
    if (result.kind === "exhausted") isShortest = false;
  }
  return { ...bad, isShortest };
}

interface End<State> {
  readonly state: State;
  readonly order: readonly number[];
}

/** The configurations that pass `rank` returns: the longest for each state, in the order in which they are met. */
function endsAt<State, Input, Output>(
  model: Model<State, Input, Output>,
  part: Part<Input, Output>,
  rank: number,
  budget: number,
): readonly End<State>[] {
  const ends = new Map<string, End<State>>();
  search(model, part, budget, (at, state, order) => {
    if (at < rank) return;
    const key = model.keyOf(state);
    const isLonger = order.length > (ends.get(key)?.order.length ?? -1);
    if (isLonger) ends.set(key, { state, order: [...order] });
  });
  return [...ends.values()];
}

/** Nodes in order of their calls, and the place of each in it. */
function places({ calledAt, entries }: Part<unknown, unknown>) {
  const nodes = [...entries.keys()].sort((a, b) => calledAt[a]! - calledAt[b]! || a - b);
  const of: number[] = [];
  for (const [place, node] of nodes.entries()) of[node] = place;
  return { nodes, of };
}

function shown<State, Input, Output>(
  model: Model<State, Input, Output>,
  part: Part<Input, Output>,
  node: number,
): ShownOperation {
  const { index, operation } = part.entries[node]!;
  const { client, calledAt, outcome } = operation;
  const isCompleted = node < part.completedCount && outcome.kind === "returned";
  return {
    index,
    client,
    input: model.showInput(operation.input),
    output: isCompleted ? model.showOutput(outcome.output) : "",
    calledAt,
    returnedAt: isCompleted ? outcome.at : undefined,
  };
}

function reasonOf(explanation: Omit<Explanation, "reason">): string {
  const { input, output, client } = explanation.operations[explanation.misplaced]!;
  const isLast = explanation.misplaced === explanation.last;
  const fits = `that fits all that returned before it${isLast ? "" : ", and the last one where it is in it,"}`;
  const every = explanation.isThorough ? "every order" : "each of the orders that were tried,";
  const answers = explanation.answers.join(", or ");
  return `client ${client} saw ${withOutput(input, output)}; ${every} ${fits} gives ${answers}`;
}

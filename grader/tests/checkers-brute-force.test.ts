/**
 * The checker against one that is too simple to be wrong: every order that real time allows, replayed.
 *
 * Random histories of at most six operations, on few values, so that both verdicts are frequent: floors hold that.
 */
import {
  checkLinearizable,
  drawExplanation,
  type Explanation,
  type KvInput,
  type KvOutput,
  kvModel,
  type Model,
  type Operation,
  type QueueInput,
  queueModel,
  type RegisterInput,
  registerModel,
} from "@labs/grader/checkers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const RUNS = 4_000;
const SEED = 20_260_101;

/** Whether `rest` has an order from `state` on. Tries all: unknown operations at every place, and at none. */
function hasOrder<State, Input, Output>(
  model: Model<State, Input, Output>,
  states: ReadonlyMap<string | undefined, State>,
  rest: readonly Operation<Input, Output>[],
): boolean {
  const returning = rest.flatMap(({ outcome }) =>
    outcome.kind === "returned" ? [outcome.at] : [],
  );
  if (returning.length === 0) return true;
  return rest.some((operation) => {
    const { input, outcome, calledAt } = operation;
    if (outcome.kind === "failed" || returning.some((at) => at < calledAt)) return false;
    const part = model.partOf?.(input);
    const { state, output } = model.apply(states.get(part) ?? model.initial, input);
    if (outcome.kind === "returned" && !model.isSame(outcome.output, output)) return false;
    const others = rest.filter((each) => each !== operation);
    return hasOrder(model, new Map([...states, [part, state]]), others);
  });
}

/** One operation of a client: how long it waits before, how long it takes, what came of it. */
function operation<Input, Output>(asked: fc.Arbitrary<readonly [Input, Output]>) {
  return fc.record({
    client: fc.constantFrom("a", "b", "c", "d"),
    asked,
    pause: fc.integer({ min: 1, max: 3 }),
    takes: fc.oneof(fc.nat(1), fc.nat(6)),
    end: fc.constantFrom("returned", "returned", "returned", "returned", "unknown", "failed"),
  });
}

/** At most six operations, of three clients that take their time. */
function historyOf<Input, Output>(
  asked: fc.Arbitrary<readonly [Input, Output]>,
): fc.Arbitrary<readonly Operation<Input, Output>[]> {
  return fc.array(operation(asked), { maxLength: 6, minLength: 1, size: "max" }).map((drawn) => {
    const free = new Map<string, number>();
    return drawn.map(({ client, asked: [input, output], pause, takes, end }) => {
      const calledAt = (free.get(client) ?? 0) + pause;
      const at = calledAt + takes;
      free.set(client, at);
      const outcome =
        end === "returned"
          ? ({ kind: end, output, at } as const)
          : { kind: end as "unknown" | "failed" };
      return { client, input, calledAt, outcome };
    });
  });
}

const value = fc.constantFrom("1", "2");
const maybe = fc.constantFrom(undefined, "1", "2");
const key = fc.constantFrom("x", "x", "x", "y");

const registerAsked = fc.oneof(
  value.map((written): readonly [RegisterInput, undefined] => [
    { kind: "write", value: written },
    undefined,
  ]),
  maybe.map((seen): readonly [RegisterInput, string | undefined] => [{ kind: "read" }, seen]),
);
const queueAsked = fc.oneof(
  value.map((added): readonly [QueueInput, undefined] => [
    { kind: "enqueue", value: added },
    undefined,
  ]),
  maybe.map((taken): readonly [QueueInput, string | undefined] => [{ kind: "dequeue" }, taken]),
);
const done: KvOutput = { kind: "done" };
const kvAsked: fc.Arbitrary<readonly [KvInput, KvOutput]> = fc.oneof(
  fc
    .tuple(key, fc.constantFrom(undefined, "1", "2", "12", "21"))
    .map(([k, seen]): readonly [KvInput, KvOutput] => [
      { kind: "get", key: k },
      { kind: "value", value: seen },
    ]),
  fc
    .tuple(key, value)
    .map(([k, v]): readonly [KvInput, KvOutput] => [{ kind: "put", key: k, value: v }, done]),
  fc
    .tuple(key, value)
    .map(([k, v]): readonly [KvInput, KvOutput] => [{ kind: "append", key: k, value: v }, done]),
  key.map((k): readonly [KvInput, KvOutput] => [{ kind: "delete", key: k }, done]),
  fc
    .tuple(key, maybe, value, fc.boolean())
    .map(([k, expected, v, swapped]): readonly [KvInput, KvOutput] => [
      { kind: "cas", key: k, expected, value: v },
      { kind: "swapped", swapped },
    ]),
);

/** Up to the return number `count` of those that the explanation shows: later ones are pending. */
function prefix<Input, Output>(
  history: readonly Operation<Input, Output>[],
  { operations }: Explanation,
  without: number | undefined,
): readonly Operation<Input, Output>[] {
  return operations.flatMap(({ index, returnedAt }, at) => {
    const original = history[index]!;
    if (original.outcome.kind === "failed") return [];
    const isPending = returnedAt === undefined || at === without;
    return [isPending ? { ...original, outcome: { kind: "unknown" } as const } : original];
  });
}

/** All that the misplaced one answers behind orders of all that returned before it. What returned later must fit, if it is in. */
function answersOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Operation<Input, Output>[],
  { operations, misplaced }: Explanation,
): ReadonlySet<string> {
  const answers = new Set<string>();
  const { index, returnedAt } = operations[misplaced]!;
  const { input } = history[index]!;
  const isBefore = (at: number) =>
    operations[at]!.returnedAt !== undefined &&
    (operations[at]!.returnedAt! < returnedAt! ||
      (operations[at]!.returnedAt === returnedAt && operations[at]!.index < index));
  const go = (state: State, rest: readonly number[]) => {
    if (!rest.some(isBefore)) {
      const shown = model.showOutput(model.apply(state, input).output);
      answers.add(shown === "" ? model.showInput(input) : `${model.showInput(input)} -> ${shown}`);
    }
    const ends = [...rest, misplaced].flatMap((at) => operations[at]!.returnedAt ?? []);
    for (const at of rest) {
      if (ends.some((end) => end < operations[at]!.calledAt)) continue;
      const { input: asked, outcome } = history[operations[at]!.index]!;
      const next = model.apply(state, asked);
      const isReturned = operations[at]!.returnedAt !== undefined && outcome.kind === "returned";
      if (isReturned && !model.isSame(outcome.output, next.output)) continue;
      go(
        next.state,
        rest.filter((each) => each !== at),
      );
    }
  };
  go(
    model.initial,
    [...operations.keys()].filter((at) => at !== misplaced),
  );
  return answers;
}

/** What an explanation promises. */
function checkExplanation<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Operation<Input, Output>[],
  explanation: Explanation,
): void {
  const none = new Map<string | undefined, State>();
  expect(explanation.isShortest).toBe(true);
  expect(hasOrder(model, none, prefix(history, explanation, undefined))).toBe(false);
  expect(hasOrder(model, none, prefix(history, explanation, explanation.last))).toBe(true);
  expect(explanation.isThorough).toBe(true);
  expect(new Set(explanation.answers)).toEqual(answersOf(model, history, explanation));
  expect(explanation.orders.length).toBeGreaterThan(0);
  for (const { order, state } of explanation.orders) {
    let reached = model.initial;
    for (const at of order) {
      const { input, outcome } = history[explanation.operations[at]!.index]!;
      const next = model.apply(reached, input);
      const isReturned = explanation.operations[at]!.returnedAt !== undefined;
      if (isReturned && outcome.kind === "returned") {
        expect(model.isSame(outcome.output, next.output)).toBe(true);
      }
      reached = next.state;
    }
    expect(model.showState(reached)).toBe(state);
    expect(order).not.toContain(explanation.misplaced);
  }
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
  const lines = drawExplanation(explanation).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines.join("\n")).toContain("|✗ ");
}

/** Checks as many histories as there are runs. @returns how many got each verdict */
function compare<State, Input, Output>(
  model: Model<State, Input, Output>,
  asked: fc.Arbitrary<readonly [Input, Output]>,
): { readonly right: number; readonly wrong: number } {
  const counts = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(historyOf(asked), (history) => {
      const verdict = checkLinearizable(model, history);
      const isRight = hasOrder(model, new Map(), history);
      expect(verdict.kind).toBe(isRight ? "linearizable" : "not-linearizable");
      counts[isRight ? "right" : "wrong"]++;
      if (verdict.kind === "not-linearizable") {
        checkExplanation(model, history, verdict.explanation);
        expect(checkLinearizable(model, history)).toStrictEqual(verdict);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  return counts;
}

/** The model without what makes searches shorter. */
function withoutHints<State, Input, Output>(
  model: Model<State, Input, Output>,
): Model<State, Input, Output> {
  const { isRead, fitsOneState, isBlind, mayLeadTo, ...bare } = model;
  return bare;
}

describe("the verdict on 4,000 random histories is that of trying every order", () => {
  test.each([
    ["register", () => compare(registerModel, registerAsked)],
    ["register without hints", () => compare(withoutHints(registerModel), registerAsked)],
    ["queue", () => compare(queueModel, queueAsked)],
    ["queue without hints", () => compare(withoutHints(queueModel), queueAsked)],
    ["keys", () => compare(kvModel, kvAsked)],
    ["keys without hints", () => compare(withoutHints(kvModel), kvAsked)],
  ])("%s", (_, run) => {
    const { right, wrong } = run();
    expect(right).toBeGreaterThan(RUNS / 5);
    expect(wrong).toBeGreaterThan(RUNS / 5);
  });
});

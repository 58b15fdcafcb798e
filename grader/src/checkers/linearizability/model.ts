/**
 * A model: the object as it would be if clients took turns. Linearizable means: as if they did.
 *
 *     state ──apply(input)──▶ state', output        pure; `state` is never changed
 *
 * Invariant: states with the same key answer alike, for ever.
 *
 * The four hints make the search shorter, and no verdict depends on them as long as they are true. Where a model cannot
 * tell, it leaves them out, or says no; yes in `mayLeadTo`.
 *
 * Left out: models that may answer in more than one way. Let the state say which way was taken.
 */

/** A sequential object. */
export interface Model<State, Input, Output> {
  /** What every part is at first. */
  readonly initial: State;
  /** What `input` does to `state`, and answers. Pure and total: an operation that does not fit says so in its output. */
  apply(state: State, input: Input): { readonly state: State; readonly output: Output };
  /** Whether what a client saw is what the model answers. */
  isSame(seen: Output, answered: Output): boolean;
  /** A text that is the same for equal states, and differs for others. */
  keyOf(state: State): string;
  /**
   * The part of the object that `input` is about, such as its key. Operations of different parts do not affect each
   * other, and each part has a state of its own. Without this there is one part.
   */
  partOf?(input: Input): string;
  /** Whether an operation that answered so changes nothing, whatever the state is. */
  isRead?(input: Input, seen: Output): boolean;
  /** Whether there is at most one state in which `input` answers so. */
  fitsOneState?(input: Input, seen: Output): boolean;
  /** Whether `input` leads to the same state, and answers the same, whatever the state was. */
  isBlind?(input: Input): boolean;
  /** Whether `input` may lead to `state` from another one. */
  mayLeadTo?(input: Input, state: State): boolean;
  /** `put x 1`, for explanations. */
  showInput(input: Input): string;
  /** `1`, for explanations; empty where there is nothing to say. */
  showOutput(output: Output): string;
  /** `x = 1`, for explanations. */
  showState(state: State): string;
}

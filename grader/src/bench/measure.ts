/**
 * Measuring: peers run in turns, and what counts is the ratio within a turn.
 *
 *     turn 1   ours  peer a  peer b     ours/peer a, ours/peer b
 *     turn 2   peer b  ours  peer a     …
 *     …                                 the median of each ratio
 *
 * A machine that is slow for a while is slow for the whole turn, so ratios hold still where times
 * do not.
 *
 * Left out: confidence intervals; the spread of the ratios is printed instead.
 */

/** Something that does a fixed amount of work when called. */
export type Contender = { readonly name: string; readonly run: () => void | Promise<void> };

/** A ratio that documents quote, and what it compares; above 1, ours is faster. */
export type Figure = { readonly name: string; readonly ratio: number };

/** Median, least and greatest of some figures. */
export type Spread = { readonly median: number; readonly least: number; readonly most: number };

/** Median, least and greatest of `figures`, which must not be empty. */
export function spread(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return { median: sorted[middle]!, least: sorted[0]!, most: sorted.at(-1)! };
}

/**
 * What `measure` says of each of `items`, one row a turn, in the order of `items`. The order within
 * a turn rotates.
 */
export async function inTurns<T, R>(
  items: readonly T[],
  turns: number,
  measure: (item: T) => Promise<R>,
): Promise<R[][]> {
  const rows: R[][] = [];
  for (let turn = -1; turn < turns; turn++) {
    const row: R[] = [];
    for (let i = 0; i < items.length; i++) {
      const at = (i + turn + 1) % items.length;
      row[at] = await measure(items[at]!);
    }
    // The first turn warms up the compilers.
    if (turn >= 0) rows.push(row);
  }
  return rows;
}

/** Milliseconds per contender and turn, as `inTurns`. */
export function takeTurns(contenders: readonly Contender[], turns: number): Promise<number[][]> {
  return inTurns(contenders, turns, async ({ run }) => {
    const started = process.hrtime.bigint();
    await run();
    return Number(process.hrtime.bigint() - started) / 1e6;
  });
}

/** A line of a table: the name, then what was measured, in columns. */
export function line(name: string, ...cells: readonly string[]): string {
  return `  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(14)).join("")}`;
}

/** `1.32`, or with its spread `1.32 (1.20 to 1.40)`. */
export function ratioText({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/** Prints the ratios alone: the end of every bench, and what documents quote. */
export function printInShort(figures: readonly Figure[]): void {
  console.log("In short\n");
  for (const { name, ratio } of figures) console.log(`  ${ratio.toFixed(2)}  ${name}`);
}

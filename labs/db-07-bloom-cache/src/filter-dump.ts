/**
 * A filter block for people: a line for each filter.
 *
 *     blocks at      bytes  probes  bits set
 *     0 … 2047         152       6     52 %
 *     2048 … 4095        0
 *
 * It shows what is there and judges nothing: a block that is damaged is shown as far as it can be.
 *
 * Source: LevelDB table/filter_block.cc.
 *
 * @given
 */

/** What stands in a filter block, to look at: about half of the bits are set where a filter has its best size. */
export function dumpFilterBlock(contents: Uint8Array): string {
  const tail = contents.length - 5;
  if (tail < 0) return "no filter block: fewer than 5 bytes";
  const view = new DataView(contents.buffer, contents.byteOffset, contents.length);
  const array = view.getUint32(tail, true);
  if (array > tail) return `no filter block: its offsets begin at ${array}, behind its end`;
  const rangeSizeBytes = 2 ** contents[tail + 4]!;
  const lines = [row("blocks at", "bytes", "probes", "bits set")];
  for (let range = 0; array + 4 * range + 4 <= tail; range++) {
    const start = view.getUint32(array + 4 * range, true);
    const end = view.getUint32(array + 4 * range + 4, true);
    const from = range * rangeSizeBytes;
    lines.push(filterLine(`${from} … ${from + rangeSizeBytes - 1}`, contents.subarray(start, end)));
  }
  return lines.join("\n");
}

function filterLine(where: string, filter: Uint8Array): string {
  const bits = filter.subarray(0, -1);
  if (bits.length === 0) return row(where, String(filter.length));
  const set = bits.reduce((sum, byte) => sum + ones(byte), 0);
  const share = `${((100 * set) / (8 * bits.length)).toFixed(0)} %`;
  return row(where, String(filter.length), String(filter.at(-1)), share);
}

function row(where: string, ...cells: readonly string[]): string {
  return where.padEnd(20) + cells.map((cell) => cell.padStart(9)).join("");
}

function ones(byte: number): number {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>>= 1) count += rest & 1;
  return count;
}

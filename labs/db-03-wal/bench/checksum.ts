/**
 * The checksum: ours in JavaScript beside zlib's in C.
 *
 * zlib's is CRC-32, with another polynomial; the work is the same. Node has it from 20.15 and 22.2
 * on; on others nothing is measured.
 *
 *     npx tsx --conditions=reference labs/db-03-wal/bench/checksum.ts
 *
 * Left out: CRC-32C by the processor's own instruction, to which JavaScript has no way.
 */
import { pathToFileURL } from "node:url";
import * as zlib from "node:zlib";
import { crc32c } from "@labs/db-03";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";

const SIZES = [100, 4096, 1024 * 1024];
const BYTES_PER_RUN = 32 * 1024 * 1024;
const TURNS = 15;

/** Measures three sizes, prints a table. */
export async function benchChecksum(): Promise<readonly Figure[]> {
  const { crc32 } = zlib as { crc32?: (bytes: Uint8Array) => number };
  if (crc32 === undefined) {
    console.log("This Node has no zlib.crc32 to compare with.\n");
    return [];
  }
  console.log(line("Checksum", "ours, MB/s", "zlib, MB/s", "ratio"));
  const figures: Figure[] = [];
  for (const size of SIZES) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31) & 0xff);
    const times = Math.floor(BYTES_PER_RUN / size);
    const over = (checksum: (bytes: Uint8Array) => number) => () => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum ^= checksum(bytes);
      if (sum === 0.5) console.log(sum);
    };
    const rows = await takeTurns(
      [
        { name: "ours", run: over((all) => crc32c(all)) },
        { name: "zlib", run: over(crc32) },
      ],
      TURNS,
    );
    const ratio = spread(rows.map(([ours, theirs]) => theirs! / ours!));
    const speed = (i: number) =>
      spread(rows.map((row) => (size * times) / row[i]! / 1000)).median.toFixed(0);
    console.log(
      line(`${size.toLocaleString("en")} bytes`, speed(0), speed(1), ratio.median.toFixed(2)),
    );
    figures.push({ name: `crc32c to zlib's crc32, ${size} bytes`, ratio: ratio.median });
  }
  console.log("");
  return figures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchChecksum();

/**
 * Snappy: ours beside snappyjs, in speed and in what is left of the bytes.
 *
 *     npx tsx --conditions=reference labs/db-06-sstable/bench/snappy.ts
 *
 * Left out: Google's own, which Node reaches only through a native package; LevelDB's tables show how small it makes
 * things.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { snappyCompress, snappyUncompress } from "@labs/db-06";
import { type Figure, line, spread, takeTurns } from "@labs/grader/bench";
import { seededRandom } from "@labs/machine";

const TURNS = 11;
const BYTES_PER_RUN = 16 * 1024 * 1024;

interface Peer {
  compress(bytes: Uint8Array): Uint8Array;
  uncompress(bytes: Uint8Array): Uint8Array;
}
const peer = createRequire(import.meta.url)("snappyjs") as Peer;

/** What is compressed: names and numbers, and bytes without any repetition. */
function samples(): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const random = seededRandom(7);
  const records = Array.from(
    { length: 2000 },
    (_, at) =>
      `{"id":${at},"name":"user ${random.below(5000)}","mail":"user${at}@example.org","score":${random.below(100)}}`,
  ).join("\n");
  const text = Buffer.from(records);
  const noise = Uint8Array.from({ length: 4096 }, () => random.below(256));
  return [
    ["records, 4 KiB", Uint8Array.from(text.subarray(0, 4096))],
    ["records, 64 KiB", Uint8Array.from(text.subarray(0, 65_536))],
    ["noise, 4 KiB", noise],
  ];
}

/** Measures each sample both ways, prints a table. */
export async function benchSnappy(): Promise<readonly Figure[]> {
  console.log(
    line("Snappy", "ours, MB/s", "theirs, MB/s", "ours is", "ours, left", "theirs, left"),
  );
  const figures: Figure[] = [];
  for (const [name, bytes] of samples()) {
    const [ours, theirs] = [snappyCompress(bytes), peer.compress(bytes)];
    const left = [ours, theirs].map(
      (made) => `${((100 * made.length) / bytes.length).toFixed(1)} %`,
    );
    const ways = [
      ["compress", () => snappyCompress(bytes), () => peer.compress(bytes)],
      ["uncompress", () => snappyUncompress(ours), () => peer.uncompress(ours)],
    ] as const;
    for (const [what, our, their] of ways) {
      const times = Math.floor(BYTES_PER_RUN / bytes.length);
      const often = (work: () => unknown) => () => {
        for (let i = 0; i < times; i++) work();
      };
      const rows = await takeTurns(
        [
          { name: "ours", run: often(our) },
          { name: "snappyjs", run: often(their) },
        ],
        TURNS,
      );
      const speed = (at: number) =>
        spread(rows.map((row) => (bytes.length * times) / row[at]! / 1000)).median.toFixed(0);
      const ratio = spread(rows.map(([a, b]) => b! / a!)).median;
      console.log(line(`${what} ${name}`, speed(0), speed(1), ratio.toFixed(2), ...left));
      figures.push({ name: `${what} ${name}, to snappyjs`, ratio });
    }
  }
  console.log("");
  return figures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await benchSnappy();

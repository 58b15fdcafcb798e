/**
 * A file of which every sector came to the device, or did not, for itself.
 *
 *     durable     │ a │ b │   │           the file before
 *     change 1    │   │ B │ C │           a write into sectors 1 and 2
 *     change 2    │   │ β │   │           another into sector 1
 *     versions      a   b   -             of which each sector has one, by chance:
 *                       B   C
 *                       β                 │ a │ β │ - │,  │ a │ b │ C │,  │ a │ B │ C │ …
 *
 * This is what a device does that orders its writes as it likes and promises nothing but that a
 * sector is written whole; and now and then not even that, so that one may be torn at a byte.
 *
 * Chance leans: now to old versions, now to new ones, now to neither. A program is often broken by
 * the one sector of many that is missing, or by the one that came alone.
 *
 * Source: Zheng et al., "Understanding the Robustness of SSDs under Power Fault" (FAST 2013):
 * unserializable and shorn writes.
 *
 * Left out: sectors of 4096 bytes. Their failures are among those of 512.
 */
import type { Random } from "../random.ts";
import { type Change, type FileInode, sizeAfter } from "./inode.ts";
import type { Pages } from "./pages.ts";

const SECTOR_BYTES = 512;
/** A number in [0, 1) to the power of these lies near 1, anywhere, near 0. */
const LEANS = [1 / 4, 1, 4];

/** A change, cut down to what it does within `from` to `to`. */
interface Patch {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** The bytes of the file after a crash that took each sector for itself. */
export function scattered(file: FileInode, random: Random): Pages {
  const pages = file.durable.clone();
  if (file.changes.length === 0) return pages;
  const sizes = [pages.size];
  for (const change of file.changes) sizes.push(sizeAfter(sizes.at(-1)!, change));
  const lean = LEANS[random.below(LEANS.length)]!;
  const pick = (count: number) => Math.floor(count * random.next() ** lean);

  const sectors = [...patchesBySector(file.changes, sizes).values()];
  const tornSector = random.below(2 * sectors.length + 1);
  sectors.forEach((patches, at) => {
    const survive = patches.slice(0, pick(patches.length + 1));
    survive.forEach((patch, nth) => {
      const isTorn = at === tornSector && nth === survive.length - 1;
      const to = isTorn ? patch.from + random.below(patch.to - patch.from + 1) : patch.to;
      apply(pages, file.changes[patch.index]!, { ...patch, to });
    });
  });
  pages.truncate(sizes[pick(sizes.length)]!);
  return pages;
}

/** For each sector that changes, its changes in order. @param sizes before each change */
function patchesBySector(
  changes: readonly Change[],
  sizes: readonly number[],
): ReadonlyMap<number, readonly Patch[]> {
  const sectors = new Map<number, Patch[]>();
  changes.forEach((change, index) => {
    const [start, end] =
      change.kind === "write"
        ? [change.offset, change.offset + change.bytes.length]
        : [change.size, sizes[index]!];
    for (let from = start; from < end; ) {
      const sector = Math.floor(from / SECTOR_BYTES);
      const to = Math.min(end, (sector + 1) * SECTOR_BYTES);
      const patches = sectors.get(sector) ?? [];
      patches.push({ index, from, to });
      sectors.set(sector, patches);
      from = to;
    }
  });
  return sectors;
}

/** Writes the patch: bytes of a write, zeros where a truncate cut. */
function apply(pages: Pages, change: Change, { from, to }: Patch): void {
  const bytes =
    change.kind === "write"
      ? change.bytes.subarray(from - change.offset, to - change.offset)
      : new Uint8Array(to - from);
  pages.write(from, bytes);
}

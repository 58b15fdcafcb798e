/**
 * The simulated disk does what the real one does: random sequences of operations, on both at once.
 */
import type { Disk, DiskFile } from "@labs/machine";
import { SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytes, outcome, text, withRealDisk } from "./support.ts";

/** Two directories, few names, so that operations meet. */
const path = fc.constantFrom("a", "b", "c", "d/a", "d/b", "d", "x/y", "a/b");
const offset = fc.oneof(fc.nat(20), fc.nat(9_000));
const content = fc
  .tuple(fc.constantFrom("A", "B", "C"), fc.oneof(fc.nat(6), fc.nat(9_000)))
  .map(([letter, count]) => letter.repeat(count));
const handle = fc.nat(3);

const command = fc.oneof(
  fc.record({
    kind: fc.constant("open" as const),
    path,
    mode: fc.constantFrom("existing" as const, "create" as const, "new" as const),
  }),
  fc.record({ kind: fc.constantFrom("list" as const, "exists" as const), path }),
  fc.record({ kind: fc.constant("makeDirectory" as const), path }),
  fc.record({ kind: fc.constant("rename" as const), path, to: path }),
  fc.record({ kind: fc.constant("remove" as const), path }),
  fc.record({ kind: fc.constant("write" as const), handle, offset, content }),
  fc.record({ kind: fc.constant("append" as const), handle, content }),
  fc.record({ kind: fc.constant("read" as const), handle, offset, length: offset }),
  fc.record({ kind: fc.constant("truncate" as const), handle, size: offset }),
  fc.record({ kind: fc.constant("close" as const), handle }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** A disk with the handles that a sequence has opened on it. */
interface Bench {
  readonly disk: Disk;
  readonly handles: DiskFile[];
}

/** What the command answers, as something that can be compared. */
function answer({ disk, handles }: Bench, step: Command): unknown {
  return outcome(() => {
    switch (step.kind) {
      case "open":
        handles.push(disk.open(step.path, step.mode));
        return handles.length;
      case "list":
        return disk.list(step.path);
      case "exists":
        return disk.exists(step.path);
      case "makeDirectory":
        return disk.makeDirectory(step.path);
      case "rename":
        return disk.rename(step.path, step.to);
      case "remove":
        return disk.remove(step.path);
      default: {
        const file = handles[step.handle % Math.max(1, handles.length)];
        return file === undefined ? "no handle" : fileAnswer(file, handles, step);
      }
    }
  });
}

type FileCommand = Extract<Command, { handle: number }>;

function fileAnswer(file: DiskFile, handles: DiskFile[], step: FileCommand): unknown {
  switch (step.kind) {
    case "write":
      return [file.write(step.offset, bytes(step.content)), file.size];
    case "append":
      return [file.append(bytes(step.content)), file.size];
    case "read":
      return text(file.read(step.offset, step.length));
    case "truncate":
      return [file.truncate(step.size), file.size];
    case "close":
      handles.splice(handles.indexOf(file), 1);
      return [file.path, file.size, file.close()];
  }
}

/** Every path, and every file's bytes. */
function tree(disk: Disk, directory = ""): readonly unknown[] {
  return disk.list(directory).flatMap((name): readonly unknown[] => {
    const at = directory === "" ? name : `${directory}/${name}`;
    const inside = outcome(() => tree(disk, at));
    if (Array.isArray(inside)) return [[at, inside]];
    const file = disk.open(at, "existing");
    const content = text(file.read(0, file.size));
    file.close();
    return [[at, content]];
  });
}

test("any sequence of operations gives the same answers and the same files on both disks", async () => {
  const commands = fc.array(command, { maxLength: 60, size: "max" });
  await fc.assert(
    fc.asyncProperty(commands, (steps) =>
      withRealDisk((disk) => {
        const real: Bench = { disk, handles: [] };
        const sim: Bench = { disk: new SimDisk(), handles: [] };
        for (const step of [{ kind: "makeDirectory", path: "d" } as const, ...steps]) {
          expect(answer(sim, step), JSON.stringify(step)).toEqual(answer(real, step));
        }
        for (const each of [...real.handles, ...sim.handles]) each.close();
        expect(tree(sim.disk)).toEqual(tree(real.disk));
      }),
    ),
    { numRuns: 150 },
  );
});

import { compareInternalKeys, internalKeyText, MAX_SEQUENCE, ValueType } from "@labs/db-05";
import {
  applyEdit,
  COMPARATOR,
  decodeVersionEdit,
  EMPTY_STATE,
  encodeVersionEdit,
  type FileMetadata,
  Manifest,
  type ManifestState,
  readManifest,
  snapshotEdit,
  Version,
  type VersionEdit,
  VersionSet,
} from "@labs/db-08";
import { step, type Trial } from "@labs/grader/testing";
import { watched } from "@labs/grader/testing/promises";
import { CorruptionError, InvariantError } from "@labs/machine";
import { realDisk } from "@labs/machine/real-disk";
import { crashes, SimDisk } from "@labs/machine/sim";
import fc from "fast-check";
import { failuresOf } from "./disk-faults.ts";
import {
  adding,
  anyEdit,
  anyNumber,
  BYTEWISE,
  beginning,
  bytes,
  diskWith,
  fieldsOf,
  fileOf,
  keyOf,
  logOf,
  manifestOf,
  modelEdit,
  stateWith,
  toldEdit,
  toldFile,
  toldState,
  toldVersion,
  varint,
} from "./edits.ts";
import { manifestsOf, somethingInLevelDb } from "./leveldb-manifests.ts";
import { turns } from "./turns.ts";

const law = step("manifest");

const PATH = "db/MANIFEST-000004";

/** Throws a CorruptionError of this file and offset. */
function isCorrupt(t: Trial, body: () => unknown, path: string, offset: number): void {
  const error = t.fails(body, "CORRUPTION");
  t.holds(error instanceof CorruptionError, "it is no CorruptionError");
  const { path: file, offset: at } = error as CorruptionError;
  t.equal([file, at], [path, offset], "the file and the offset that the error names");
}

/** What `decodeVersionEdit` makes of a record: as the model has it, or a CorruptionError of the record's place. */
function decodesAsModel(t: Trial, record: Uint8Array): void {
  const expected = modelEdit(record);
  if (expected === undefined) {
    isCorrupt(t, () => decodeVersionEdit(record, PATH, 77), PATH, 77);
    return;
  }
  const { comparator, ...edit } = toldEdit(decodeVersionEdit(record, PATH, 77));
  const { comparator: name, ...rest } = toldEdit(expected);
  t.equal(edit, rest, "the edit");
  if (/^[\x20-\x7e]*$/.test(String(name ?? ""))) t.equal(comparator, name, "the comparator");
}

/** The state that these edits come to, by the reader of MANIFESTs. */
function stateOf(edits: readonly VersionEdit[]): ManifestState {
  return readManifest(diskWith(manifestOf(edits).bytes), "db")!;
}

const inOneLine = (edit: VersionEdit): string => JSON.stringify(toldEdit(edit));

/** What a store was made with and what it holds, as a text that can be compared. */
const told = (state: ManifestState | undefined): string =>
  state === undefined ? "nothing" : JSON.stringify(toldState(state));

law(
  "edit-bytes",
  "an edit's record is its fields by their tags: numbers as varints, keys and the name behind their length",
  { hint: "The bytes of an edit" },
  (t) => {
    const cases: readonly (readonly [string, VersionEdit, Uint8Array])[] = [
      ["nothing", {}, bytes()],
      ["a log number", { logNumber: 7 }, bytes(2, 7)],
      ["numbers that are 0", { logNumber: 0, prevLogNumber: 0 }, bytes(2, 0, 9, 0)],
      [
        "large numbers",
        { nextFileNumber: 300, lastSequence: MAX_SEQUENCE },
        bytes(3, 0xac, 2, 4, "\xff\xff\xff\xff\xff\xff\xff\x0f"),
      ],
      ["a comparator", { comparator: BYTEWISE }, bytes(1, 26, "leveldb.BytewiseComparator")],
      [
        "a comparator whose name is longer in UTF-8 than in letters",
        { comparator: "nach Größe" },
        bytes(1, 12, Buffer.from("nach Größe")),
      ],
      [
        "a compact pointer",
        { compactPointers: [{ level: 2, key: keyOf(["k", 5]) }] },
        bytes(5, 2, 9, "k", 1, 5, "\0\0\0\0\0\0"),
      ],
      ["a deleted file", { deletedFiles: [{ level: 6, number: 1000 }] }, bytes(6, 6, varint(1000))],
      [
        "a new file of 946 bytes",
        adding(0, fileOf(8, ["apple", 3, ValueType.Deletion], ["pear", 2], 946)),
        bytes(
          7,
          0,
          8,
          0xb2,
          7,
          13,
          "apple",
          0,
          3,
          "\0\0\0\0\0\0",
          12,
          "pear",
          1,
          2,
          "\0\0\0\0\0\0",
        ),
      ],
    ];
    for (const [what, edit, expected] of cases) {
      t.given("encoded", `an edit with ${what}`);
      t.bytes(encodeVersionEdit(edit), expected);
    }
    t.given("encoded", "two edits, one after the other");
    const first = encodeVersionEdit({ logNumber: 7 });
    encodeVersionEdit({ logNumber: 9 });
    t.bytes(first, bytes(2, 7));
    t.given("asked for", "the comparator's name");
    t.equal(COMPARATOR, BYTEWISE, "COMPARATOR");
    const none = -1;
    for (const level of [none, 7, 0.5]) {
      t.given("encoded", `a level ${level}`);
      t.isBug(() => encodeVersionEdit({ deletedFiles: [{ level, number: 1 }] }));
    }
    for (const number of [none, 0.5, 2 ** 53]) {
      t.given("encoded", `a number ${number}`);
      t.isBug(() => encodeVersionEdit({ logNumber: number }));
      t.isBug(() => encodeVersionEdit({ deletedFiles: [{ level: 0, number }] }));
    }
  },
);

law(
  "edit-order",
  "of any edit the fields are written in LevelDB's order, and lists in theirs",
  { hint: "The bytes of an edit", seconds: 15 },
  async (t) => {
    let lists = 0;
    await t.forAll([anyEdit], (edit) => {
      t.did("edit", inOneLine(edit));
      lists += edit.newFiles?.length ?? 0;
      t.bytes(encodeVersionEdit(edit), bytes(...fieldsOf(edit)));
    });
    t.floor("files in edits", lists, 100);
  },
);

law(
  "edit-read",
  "a record is read in any order of its fields: of a number the last one counts, of lists all, in their order",
  { hint: "Reading an edit", seconds: 15 },
  async (t) => {
    t.did("decoded", "a record of no bytes");
    t.equal(toldEdit(decodeVersionEdit(bytes(), PATH, 0)), {}, "the edit");
    const record = bytes(6, 1, 9, 2, 7, 6, 1, 4, 2, 5, 6, 0, 9, 9, 0);
    t.given("decoded", "deletions of 9 and 4 in level 1, 9 in level 0; log 7, then log 5");
    const edit = decodeVersionEdit(record, PATH, 0);
    t.equal(toldEdit(edit), {
      logNumber: 5,
      prevLogNumber: 0,
      deletedFiles: ["1: 9", "1: 4", "0: 9"],
    });
    const file = bytes(...fieldsOf(adding(3, fileOf(5, ["a", 1], ["c", 2]))));
    t.given("decoded", "a new file; then its record's bytes were written over");
    const added = decodeVersionEdit(file, PATH, 0);
    file.fill(0xee);
    t.equal(toldEdit(added), toldEdit(adding(3, fileOf(5, ["a", 1], ["c", 2]))), "the edit");

    await t.forAll([anyEdit, anyEdit, fc.nat()], (one, two, turn) => {
      const fields = [...fieldsOf(one), ...fieldsOf(two)];
      const at = fields.length === 0 ? 0 : turn % fields.length;
      const shuffled = [...fields.slice(at), ...fields.slice(0, at)];
      t.did(
        "fields, in hex",
        shuffled.map((field) => Buffer.from(field).toString("hex")),
      );
      const twin = modelEdit(bytes(...shuffled))!;
      const window = bytes("##", ...shuffled, "##").subarray(2, -2);
      t.equal(toldEdit(decodeVersionEdit(window, PATH, 0)), toldEdit(twin), "the edit");
    });
  },
);

law(
  "no-edit",
  "a tag, level, number or key that there is not, or a field beyond the end, is damage at the record's place",
  { hint: "What is no edit" },
  (t) => {
    const [a, b] = [bytes(9, keyOf(["a", 9])), bytes(9, keyOf(["b", 2]))];
    const cases: readonly (readonly [string, Uint8Array])[] = [
      ["tag 0", bytes(0, 1)],
      ["tag 8", bytes(2, 7, 8, 1)],
      ["tag 10", bytes(10, 0)],
      ["a tag that never ends", bytes("\x82\x80\x80\x80\x80\x00", 7)],
      ["a tag and nothing", bytes(2, 7, 3)],
      ["level 7", bytes(6, 7, 1)],
      ["a number of 2^53", bytes(2, "\x80\x80\x80\x80\x80\x80\x80\x10")],
      ["a number of 11 bytes", bytes(2, "\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00")],
      ["a name that is longer than the record", bytes(1, 27, BYTEWISE)],
      ["a pointer whose key has 7 bytes", bytes(5, 1, 7, "abcdefg")],
      ["a pointer whose key is of type 2", bytes(5, 1, 9, "a", 2, "\0\0\0\0\0\0\0")],
      ["a smallest key of sequence 2^53", bytes(7, 0, 8, 1, 9, "a", 1, "\0\0\0\0\0\0\x20", b)],
      ["a largest key of 0 bytes", bytes(7, 0, 8, 1, a, 0)],
      ["a file from b to a", bytes(7, 0, 8, 1, b, a)],
      [
        "a file from sequence 2 to 9 of one key",
        bytes(7, 0, 8, 1, 9, keyOf(["a", 2]), 9, keyOf(["a", 9])),
      ],
    ];
    for (const [what, record] of cases) {
      t.given("decoded", `a record with ${what}`);
      isCorrupt(t, () => decodeVersionEdit(record, PATH, 77), PATH, 77);
    }
    t.given("decoded", "a file of one key, and one of all sequences");
    for (const file of [
      fileOf(1, ["a", 3], ["a", 3]),
      fileOf(2, ["", MAX_SEQUENCE], ["", 0, ValueType.Deletion]),
    ]) {
      const record = bytes(...fieldsOf(adding(6, file)));
      t.equal(toldEdit(decodeVersionEdit(record, PATH, 77)), toldEdit(adding(6, file)), "the edit");
    }
  },
);

law(
  "long-edit",
  "a record of a hundred thousand fields is read in one go, each of them once",
  { hint: "Reading an edit" },
  (t) => {
    const field = bytes(6, 1, 0x81, 0x80, 0x04);
    const record = Uint8Array.from(Buffer.alloc(200_000 * field.length, field));
    t.did("decoded", "a record of 200,000 deletions of file 65,537 in level 1");
    const { deletedFiles = [] } = decodeVersionEdit(record, PATH, 0);
    t.equal(deletedFiles.length, 200_000, "how many it says");
    t.equal(deletedFiles.at(-1), { level: 1, number: 65_537 }, "the last one");
  },
);

law(
  "any-bytes",
  "cut anywhere, with any bit turned round, or of any bytes at all, a record is an edit or damage",
  { hint: "What is no edit", seconds: 15 },
  async (t) => {
    const edit: VersionEdit = {
      ...beginning({ lastSequence: 70_000 }),
      compactPointers: [{ level: 1, key: keyOf(["m", 300]) }],
      deletedFiles: [{ level: 1, number: 200 }],
      ...adding(2, fileOf(8, ["apple", 3], ["pear", 2, ValueType.Deletion], 946)),
    };
    const record = bytes(...fieldsOf(edit));
    for (let length = 0; length < record.length; length++) {
      t.given("cut", `a record of ${record.length} bytes behind ${length}`);
      decodesAsModel(t, record.subarray(0, length));
    }
    for (let bit = 0; bit < 8 * record.length; bit++) {
      const turned = Uint8Array.from(record);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      t.given("turned", `bit ${bit & 7} of byte ${bit >> 3} of a record, now\n${hex(turned)}`);
      decodesAsModel(t, turned);
    }
    const tag = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 9);
    const small = fc.integer({ min: 0, max: 12 });
    const anyByte = fc.oneof({ weight: 3, arbitrary: small }, fc.integer({ min: 0, max: 255 }));
    let edits = 0;
    await t.forAll(
      [fc.array(fc.tuple(tag, fc.array(anyByte, { maxLength: 24 })), { maxLength: 3 })],
      (parts) => {
        const drawn = bytes(...parts.flatMap(([first, rest]) => [first, Uint8Array.from(rest)]));
        t.did("decoded", hex(drawn));
        if (modelEdit(drawn) !== undefined) edits += 1;
        decodesAsModel(t, drawn);
      },
      { runs: 400 },
    );
    t.floor("drawn records that are edits", edits, 20);
  },
);

const hex = (record: Uint8Array) => Buffer.from(record).toString("hex");

law(
  "apply-adds",
  "new files stand in order: in level 0 the greatest number first, further down by key; the version before stays",
  { hint: "Without, then with" },
  (t) => {
    const before = Version.empty;
    t.equal(toldVersion(before), [[], [], [], [], [], [], []], "Version.empty");
    const added: VersionEdit = {
      newFiles: [
        { level: 0, file: fileOf(9, ["a", 5], ["k", 6]) },
        { level: 1, file: fileOf(8, ["g", 2], ["m", 2]) },
        { level: 0, file: fileOf(12, ["c", 8], ["p", 9]) },
        { level: 1, file: fileOf(11, ["a", 1], ["e", 1]) },
        { level: 0, file: fileOf(10, ["x", 7], ["y", 7]) },
      ],
    };
    t.did("applied", toldEdit(added));
    const version = before.apply(added);
    const numbers = ({ levels }: Version) =>
      levels.map((files) => files.map(({ number }) => number));
    t.equal(numbers(version), [[12, 10, 9], [11, 8], [], [], [], [], []], "the numbers by level");
    t.equal(toldVersion(before), [[], [], [], [], [], [], []], "the version before");
    t.did("applied to that", "file 20 in level 0, file 5 between the two of level 1");
    const third = version.apply({
      newFiles: [
        { level: 1, file: fileOf(5, ["e", 0], ["f", 1]) },
        { level: 0, file: fileOf(20, ["a", 20], ["b", 20]) },
      ],
    });
    t.equal(numbers(third), [[20, 12, 10, 9], [11, 5, 8], [], [], [], [], []], "the numbers");
    t.equal(numbers(version), [[12, 10, 9], [11, 8], [], [], [], [], []], "the version before");
    t.equal(toldVersion(third)[0]![1], toldFile(fileOf(12, ["c", 8], ["p", 9])), "file 12");
  },
);

law(
  "apply-moves",
  "first the deleted files go, then the new ones come: so one edit moves a file, or puts another in its place",
  { hint: "Without, then with" },
  (t) => {
    const file = fileOf(7, ["a", 5], ["k", 6]);
    const version = Version.empty.apply(adding(1, file));
    t.did("moved", "file 7 from level 1 to level 2");
    const moved = version.apply({ deletedFiles: [{ level: 1, number: 7 }], ...adding(2, file) });
    t.equal(toldVersion(moved).slice(1, 3), [[], [toldFile(file)]], "levels 1 and 2");
    t.equal(toldVersion(version)[1], [toldFile(file)], "level 1 of the version before");
    t.given("compacted", "file 7 of level 1 into 8 and 9, whose keys it had");
    const compacted = version.apply({
      deletedFiles: [{ level: 1, number: 7 }],
      ...adding(1, fileOf(9, ["c", 5], ["k", 6]), fileOf(8, ["a", 5], ["b", 6])),
    });
    t.equal(
      compacted.levels[1]!.map(({ number }) => number),
      [8, 9],
      "the numbers in level 1",
    );
    t.given("deleted", "the last file, and nothing was added");
    const empty = version.apply({ deletedFiles: [{ level: 1, number: 7 }] });
    t.equal(toldVersion(empty), toldVersion(Version.empty), "the version");
  },
);

law(
  "apply-conflicts",
  "an edit that does not fit is a VersionConflict: a file to delete that is not there, a number that is, an overlap",
  { hint: "What overlaps" },
  (t) => {
    const version = Version.empty
      .apply(adding(0, fileOf(3, ["a", 9], ["z", 8])))
      .apply(adding(1, fileOf(7, ["c", 5], ["f", 2]), fileOf(8, ["k", 5], ["m", 2])));
    const before = toldVersion(version);
    const refused: readonly (readonly [string, VersionEdit])[] = [
      ["deletes file 9, which is not there", { deletedFiles: [{ level: 1, number: 9 }] }],
      ["deletes file 7 in level 0; it is in level 1", { deletedFiles: [{ level: 0, number: 7 }] }],
      [
        "deletes file 7 twice",
        {
          deletedFiles: [
            { level: 1, number: 7 },
            { level: 1, number: 7 },
          ],
        },
      ],
      ["adds another file 7 to level 4", adding(4, fileOf(7, ["x", 5], ["y", 2]))],
      ["adds file 7 to level 0 and keeps it in level 1", adding(0, fileOf(7, ["c", 5], ["f", 2]))],
      [
        "adds file 9 twice",
        adding(2, fileOf(9, ["c", 5], ["f", 2]), fileOf(9, ["x", 5], ["y", 2])),
      ],
      ["adds e … g beside c … f", adding(1, fileOf(9, ["e", 9], ["g", 9]))],
      ["adds a … c beside c … f, and both hold c 5", adding(1, fileOf(9, ["a", 9], ["c", 5]))],
      ["adds f … h, which begins with a newer f", adding(1, fileOf(9, ["f", 3], ["h", 1]))],
      ["adds a … z around both", adding(1, fileOf(9, ["a", 9], ["z", 1]))],
      ["adds l … l within k … m", adding(1, fileOf(9, ["l", 9], ["l", 9]))],
      [
        "adds two to level 6 that overlap",
        adding(6, fileOf(9, ["a", 9], ["d", 9]), fileOf(10, ["b", 9], ["c", 9])),
      ],
    ];
    for (const [what, edit] of refused) {
      t.given("applied", `an edit that ${what}`);
      t.fails(() => version.apply(edit), "VERSION_CONFLICT");
      t.equal(toldVersion(version), before, "the version before");
    }
    const fitting: readonly (readonly [string, VersionEdit])[] = [
      [
        "f … j, which begins with an older f than the last of c … f",
        adding(1, fileOf(9, ["f", 1], ["j", 1])),
      ],
      ["a … c, which ends with a newer c", adding(1, fileOf(9, ["a", 1], ["c", 6]))],
      ["g … j between the two", adding(1, fileOf(9, ["g", 9], ["j", 1]))],
      ["c … f to level 2", adding(2, fileOf(9, ["c", 5], ["f", 2]))],
      ["a … z to level 0, as another file there", adding(0, fileOf(9, ["a", 9], ["z", 8]))],
    ];
    for (const [what, edit] of fitting) {
      t.given("applied", `an edit that adds ${what}`);
      const files = version.apply(edit).levels.flat();
      t.equal(files.length, 4, "how many files there are");
    }
  },
);

/** A version by the rules and nothing else: a list of files, in which every pair is compared. */
function modelApply(
  files: readonly (readonly [level: number, file: FileMetadata])[],
  edit: VersionEdit,
): (readonly [number, FileMetadata])[] | undefined {
  let left = [...files];
  for (const { level, number } of edit.deletedFiles ?? []) {
    const others = left.filter(([at, file]) => at !== level || file.number !== number);
    if (others.length === left.length) return undefined;
    left = others;
  }
  for (const { level, file } of edit.newFiles ?? []) {
    if (left.some(([, other]) => other.number === file.number)) return undefined;
    left.push([level, file]);
  }
  for (const [at, [level, file]] of left.entries()) {
    for (const [otherLevel, other] of left.slice(at + 1)) {
      if (level === 0 || level !== otherLevel) continue;
      const isBefore = compareInternalKeys(file.largest, other.smallest) < 0;
      const isBehind = compareInternalKeys(other.largest, file.smallest) < 0;
      if (!isBefore && !isBehind) return undefined;
    }
  }
  return left;
}

law(
  "apply-any",
  "any edits, one after the other, make the versions that a plain list of files makes, and are refused with it",
  { hint: "What overlaps", seconds: 15 },
  async (t) => {
    const key = fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.nat({ max: 3 }));
    const file = fc.tuple(fc.integer({ min: 1, max: 12 }), key, key).map(([number, a, b]) => {
      const [from, to] = compareInternalKeys(keyOf(a), keyOf(b)) <= 0 ? [a, b] : [b, a];
      return fileOf(number, from, to);
    });
    const level = fc.constantFrom(0, 1, 2, 6);
    const edits = fc.array(
      fc.tuple(
        fc.array(fc.record({ level, file }), { maxLength: 2 }),
        fc.array(fc.nat(), { maxLength: 2 }),
      ),
      { minLength: 4, maxLength: 9 },
    );
    let [applied, refused] = [0, 0];
    await t.forAll([edits], (drawn) => {
      let version = Version.empty;
      let model: (readonly [number, FileMetadata])[] = [];
      for (const [newFiles, deletions] of drawn) {
        const chosen = deletions.flatMap((which) =>
          model.length > 0 ? [which % model.length] : [],
        );
        const deletedFiles = [...new Set(chosen)].map((at) => {
          const [from, { number }] = model[at]!;
          return { level: from, number };
        });
        const edit: VersionEdit = { newFiles, deletedFiles };
        t.did("applied", inOneLine(edit));
        const next = modelApply(model, edit);
        if (next === undefined) {
          refused += 1;
          t.fails(() => version.apply(edit), "VERSION_CONFLICT");
        } else {
          applied += 1;
          version = version.apply(edit);
          model = next;
        }
        const expected = Array.from({ length: 7 }, (_, at) =>
          model
            .filter(([of]) => of === at)
            .map(([, each]) => each)
            .sort((a, b) =>
              at === 0 ? b.number - a.number : compareInternalKeys(a.smallest, b.smallest),
            )
            .map(toldFile),
        );
        t.equal(toldVersion(version), expected, "the files by level");
      }
    });
    t.floor("edits that were applied", applied, 300);
    t.floor("edits that were refused", refused, 100);
  },
);

law(
  "apply-edit",
  "a state after an edit has what the edit says, and what it does not say as it was; the state before stays",
  { hint: "The sum of the edits" },
  (t) => {
    const pointers = (state: ManifestState) => toldState(state).pointers;
    const first = applyEdit(EMPTY_STATE, {
      ...beginning({ prevLogNumber: 2 }),
      compactPointers: [
        { level: 1, key: keyOf(["c", 3]) },
        { level: 2, key: keyOf(["x", 4]) },
        { level: 1, key: keyOf(["e", 3]) },
      ],
      ...adding(0, fileOf(5, ["a", 1], ["c", 2])),
    });
    t.did("applied", "an edit that says all, with two pointers of level 1");
    t.equal(toldState(first).numbers, [3, 2, 20, 100], "the numbers");
    t.equal(pointers(first), ['1: "e" 3 value', '2: "x" 4 value'], "the compact pointers");
    t.did("applied to that", "an edit that says: the previous log is 0; level 2 up to y");
    const second = applyEdit(first, {
      prevLogNumber: 0,
      compactPointers: [{ level: 2, key: keyOf(["y", 9]) }],
    });
    t.equal(toldState(second).numbers, [3, 0, 20, 100], "the numbers");
    t.equal(pointers(second), ['1: "e" 3 value', '2: "y" 9 value'], "the compact pointers");
    t.equal(toldState(second).levels, toldState(first).levels, "the files");
    t.equal(pointers(first), ['1: "e" 3 value', '2: "x" 4 value'], "the pointers of before");
    t.did("applied", "an edit that does not fit");
    t.fails(
      () => applyEdit(first, { logNumber: 9, deletedFiles: [{ level: 1, number: 5 }] }),
      "VERSION_CONFLICT",
    );
    t.equal(toldState(EMPTY_STATE).numbers, [0, 0, 1, 0], "the numbers of EMPTY_STATE");
    t.equal(pointers(EMPTY_STATE), [], "the pointers of EMPTY_STATE");
  },
);

law(
  "snapshot-edit",
  "the snapshot of a state names everything, also numbers that are 0, and makes the same of an empty state",
  { hint: "The sum of the edits", seconds: 15 },
  async (t) => {
    t.did("took", "the snapshot of an empty state");
    const empty = beginning({ logNumber: 0, nextFileNumber: 1, lastSequence: 0 });
    t.bytes(encodeVersionEdit(snapshotEdit(EMPTY_STATE)), bytes(...fieldsOf(empty)));
    const [nine, twelve] = [fileOf(9, ["a", 5], ["k", 6]), fileOf(12, ["c", 8], ["p", 9])];
    const [eight, eleven] = [fileOf(8, ["g", 2], ["m", 2]), fileOf(11, ["a", 1], ["e", 1])];
    const version = Version.empty
      .apply(adding(6, fileOf(2, ["a", 0], ["a", 0])))
      .apply(adding(1, eight, eleven))
      .apply(adding(0, nine, twelve));
    const compactPointers = new Map(
      [5, 1, 3].map((level) => [level, keyOf(["k", level])] as const),
    );
    t.given("took", "the snapshot of a state with pointers of levels 5, 1, 3 and five files");
    const edit: VersionEdit = {
      ...beginning(),
      compactPointers: [1, 3, 5].map((level) => ({ level, key: keyOf(["k", level]) })),
      newFiles: [
        { level: 0, file: twelve },
        { level: 0, file: nine },
        { level: 1, file: eleven },
        { level: 1, file: eight },
        { level: 6, file: fileOf(2, ["a", 0], ["a", 0]) },
      ],
    };
    const numbers = { logNumber: 3, nextFileNumber: 20, lastSequence: 100, compactPointers };
    t.bytes(encodeVersionEdit(snapshotEdit(stateWith(version, numbers))), bytes(...fieldsOf(edit)));
    const where = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 });
    const four = fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber);
    await t.forAll([where, where, four], (levels, pointers, [log, previous, next, last]) => {
      const files = levels.map((level, at) => {
        const letter = String.fromCharCode(0x61 + at);
        return { level, file: fileOf(at + 1, [letter, 9], [letter, 1]) };
      });
      const state = applyEdit(EMPTY_STATE, {
        newFiles: files,
        compactPointers: pointers.map((level, at) => ({ level, key: keyOf(["p", at]) })),
        logNumber: log,
        prevLogNumber: previous,
        nextFileNumber: next,
        lastSequence: last,
      });
      t.did("state", told(state));
      const again = applyEdit(EMPTY_STATE, snapshotEdit(state));
      t.equal(toldState(again), toldState(state), "the state that its snapshot makes");
    });
  },
);

law(
  "read-manifest",
  "CURRENT names the MANIFEST that counts, and the store is the sum of its edits; reading changes nothing",
  { hint: "From CURRENT to a state" },
  (t) => {
    const nowhere = new SimDisk();
    t.did("read", "a directory that is not there, then one that is empty");
    t.equal(readManifest(nowhere, "db"), undefined, "the state");
    t.equal(readManifest(nowhere, ""), undefined, "the state");
    const edits: VersionEdit[] = [
      beginning(adding(1, fileOf(5, ["a", 1], ["c", 2]))),
      { lastSequence: 120, ...adding(0, fileOf(21, ["b", 101], ["q", 120])) },
      {},
      { logNumber: 22, nextFileNumber: 30, deletedFiles: [{ level: 1, number: 5 }] },
      { compactPointers: [{ level: 1, key: keyOf(["c", 2]) }] },
    ];
    for (const directory of ["db", ""]) {
      const disk = diskWith(manifestOf(edits).bytes, directory);
      const others = diskWith(manifestOf([beginning({ logNumber: 1 })]).bytes, directory);
      const other = [...others.files()].find(([path]) => path.endsWith("000004"))![1];
      disk.install(directory === "" ? "MANIFEST-000099" : "db/MANIFEST-000099", other);
      t.given("read", `five edits in "${directory}", beside a MANIFEST that CURRENT does not name`);
      const { operations } = disk;
      const state = readManifest(disk, directory)!;
      t.equal(toldState(state), {
        numbers: [22, 0, 30, 120],
        pointers: ['1: "c" 2 value'],
        levels: [[toldFile(fileOf(21, ["b", 101], ["q", 120]))], [], [], [], [], [], []],
      });
      t.equal([disk.operations, disk.openFiles], [operations, 0], "changes, and open files");
    }
    for (let nth = 1; nth <= 2; nth++) {
      const disk = diskWith(manifestOf(edits).bytes);
      disk.failReads({ nth });
      t.given("read", `with a disk whose read ${nth} fails`);
      t.fails(() => readManifest(disk, "db"), "EIO");
      t.equal(disk.openFiles, 0, "open files");
      t.equal(told(readManifest(disk, "db")), told(stateOf(edits)), "the state, read again");
    }
  },
);

law(
  "read-current",
  "a CURRENT that is not the name of a MANIFEST and a line feed, or whose MANIFEST is not there, is damaged, at 0",
  { hint: "From CURRENT to a state" },
  (t) => {
    const log = manifestOf([beginning()]).bytes;
    const contents = [
      "",
      "\n",
      "MANIFEST-000004",
      "MANIFEST-000004\n\n",
      "MANIFEST-000004\r\n",
      " MANIFEST-000004\n",
      "db/MANIFEST-000004\n",
      "MANIFEST-\n",
      "MANIFEST-00000x\n",
      "000004.log\n",
      "CURRENT\n",
      "MANIFEST-000005\n",
      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    ];
    for (const content of contents) {
      const disk = diskWith(log);
      disk.install("db/CURRENT", bytes(content));
      disk.install("db/000004.log", log);
      t.given("CURRENT has", JSON.stringify(content));
      isCorrupt(t, () => readManifest(disk, "db"), "db/CURRENT", 0);
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "read-torn",
  "where the end of a MANIFEST is torn, the edits before it count; without a whole first one it is damaged, at 0",
  { hint: "Torn, damaged, or incomplete" },
  (t) => {
    const edits: VersionEdit[] = [
      beginning(),
      adding(0, fileOf(21, ["b", 101], ["q", 120])),
      { deletedFiles: [{ level: 0, number: 21 }], lastSequence: 200 },
    ];
    const { bytes: log, starts } = manifestOf(edits);
    const states = edits.map((_, at) => told(stateOf(edits.slice(0, at + 1))));
    const ends = [...starts.slice(1), log.length];
    for (let length = 0; length < log.length; length++) {
      t.given("cut", `a MANIFEST of three edits, which end at ${ends}, behind ${length} bytes`);
      const disk = diskWith(log.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length;
      if (whole === 0) isCorrupt(t, () => readManifest(disk, "db"), PATH, 0);
      else t.equal(told(readManifest(disk, "db")), states[whole - 1], "the state");
      t.equal(disk.openFiles, 0, "open files");
    }
    for (let bit = 0; bit < 8 * log.length; bit++) {
      const turned = Uint8Array.from(log);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      t.given("turned", `bit ${bit & 7} of byte ${bit >> 3}; the edits end at ${ends}`);
      const disk = diskWith(turned);
      const whole = ends.filter((end) => 8 * end <= bit).length;
      if (whole === 0) isCorrupt(t, () => readManifest(disk, "db"), PATH, 0);
      else t.equal(told(readManifest(disk, "db")), states[whole - 1], "the state");
    }
    t.given("lengthened", "the file with zeros, as a crash may");
    const zeros = bytes(log, new Uint8Array(4096));
    t.equal(told(readManifest(diskWith(zeros), "db")), states[2], "the state");
  },
);

law(
  "read-damaged",
  "a bad fragment with a whole record behind it is damage, at the fragment; an edit that is none, or does not fit, at its record",
  { hint: "Torn, damaged, or incomplete" },
  (t) => {
    const long = adding(1, fileOf(5, ["a".repeat(40_000), 1], ["b", 2]));
    const edits = [beginning(), long, { lastSequence: 120 }, { lastSequence: 130 }];
    const { bytes: log, starts } = manifestOf(edits);
    t.floor("the third edit's offset, in bytes", starts[2]!, 32_768);
    for (const [what, offset, at] of [
      ["in the first edit", 3, 0],
      ["in the second, which ends in the next block", starts[1]! + 100, starts[1]!],
      ["in the second's end, in the next block", 32_768 + 20, 32_768],
    ] as const) {
      const disk = diskWith(log);
      disk.flipBit(PATH, offset, 4);
      const isLastBlock = offset >= 32_768;
      t.given("turned", `a bit ${what}, of four, the last two behind it in the second block`);
      // What a bad checksum hides in its own block is not looked for: see LogReader.
      if (isLastBlock) {
        t.equal(told(readManifest(disk, "db")), told(stateOf([beginning()])), "the state");
      } else isCorrupt(t, () => readManifest(disk, "db"), PATH, at);
      t.equal(disk.openFiles, 0, "open files");
    }
    const [first] = fieldsRecords([beginning()]);
    const bad: readonly (readonly [string, Uint8Array])[] = [
      ["tag 8", bytes(8, 1)],
      ["a file from b to a", bytes(7, 0, 8, 1, 9, keyOf(["b", 9]), 9, keyOf(["a", 9]))],
      ["a deletion of a file that is not there", bytes(6, 1, 5)],
      ["two files of level 1 that overlap", bytes(...fieldsOf(adding(1, ...overlapping())))],
    ];
    for (const [what, record] of bad) {
      for (const rest of [[], [bytes(4, 120)]]) {
        const placed = logOf([first!, bytes(2, 3), record, ...rest]);
        t.given("read", `a MANIFEST with ${what}, and ${rest.length} edits behind it`);
        const disk = diskWith(placed.bytes);
        isCorrupt(t, () => readManifest(disk, "db"), PATH, placed.starts[2]!);
        t.equal(disk.openFiles, 0, "open files");
      }
    }
  },
);

const fieldsRecords = (edits: readonly VersionEdit[]) =>
  edits.map((edit) => bytes(...fieldsOf(edit)));
const overlapping = () => [fileOf(5, ["a", 1], ["f", 1]), fileOf(6, ["c", 1], ["k", 1])];

law(
  "read-missing-numbers",
  "a MANIFEST none of whose edits tells the log, the next file or the last sequence is damaged, at 0",
  { hint: "Torn, damaged, or incomplete" },
  (t) => {
    const all = { logNumber: 3, nextFileNumber: 20, lastSequence: 100 } as const;
    for (const name of ["logNumber", "nextFileNumber", "lastSequence"] as const) {
      const { [name]: _, ...others } = all;
      t.given("read", `three edits that do not tell ${name}`);
      const disk = diskWith(manifestOf([{ comparator: BYTEWISE }, others, { ...others }]).bytes);
      isCorrupt(t, () => readManifest(disk, "db"), PATH, 0);
      t.did("read", "the same with a fourth one that does, as 0");
      const whole = stateOf([{ comparator: BYTEWISE }, others, { ...others }, { [name]: 0 }]);
      const { numbers } = toldState(whole);
      t.equal(numbers.filter((number) => number > 0).length, 2, "numbers above 0");
    }
    t.given("read", "numbers that are told by three edits; no comparator, no previous log");
    const state = stateOf([{ lastSequence: 9 }, { logNumber: 3 }, { nextFileNumber: 20 }]);
    t.equal(toldState(state).numbers, [3, 0, 20, 9], "the numbers");
  },
);

law(
  "read-comparator",
  "a store of another order is refused by that order's name, in whichever edit it stands",
  { hint: "Torn, damaged, or incomplete" },
  (t) => {
    const other = "leveldb.ReverseComparator";
    for (const edits of [
      [beginning({ comparator: other })],
      [beginning(), { comparator: other }],
      [beginning(), { comparator: "" }],
      [beginning(), { comparator: `${BYTEWISE}2` }],
      [beginning({ comparator: "nach Größe" })],
    ]) {
      const name = edits.at(-1)!.comparator!;
      const disk = diskWith(manifestOf(edits).bytes);
      t.given("read", `a MANIFEST whose edit ${edits.length} names the comparator "${name}"`);
      const error = t.fails(() => readManifest(disk, "db"), "STORE_COMPARATOR") as Error;
      t.holds(error.message.includes(name), `its message does not name it: ${error.message}`);
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

/** A state with some of everything. */
const someState = (): ManifestState =>
  stateWith(
    Version.empty
      .apply(adding(0, fileOf(9, ["a", 5], ["k", 6])))
      .apply(adding(2, fileOf(6, ["a", 1], ["e", 1]))),
    {
      logNumber: 3,
      nextFileNumber: 30,
      lastSequence: 50,
      compactPointers: new Map([[1, keyOf(["m", 4])]]),
    },
  );

/** A disk with a store, and what the store holds. */
function oldStore() {
  const old = beginning(adding(1, fileOf(5, ["a", 1], ["c", 2])));
  return { disk: diskWith(manifestOf([old]).bytes), state: stateOf([old]) };
}

/** A disk with an empty directory. */
async function emptyStore(): Promise<SimDisk> {
  const disk = new SimDisk();
  disk.makeDirectory("db");
  await disk.syncDirectory("");
  return disk;
}

law(
  "create",
  "a new MANIFEST is one edit that says all, and CURRENT is its name and a line feed; nothing else is left",
  { hint: "CURRENT changes in one step" },
  async (t) => {
    const { disk } = oldStore();
    const before = disk.counts;
    const state = someState();
    t.did("created", "MANIFEST-000029 beside MANIFEST-000004");
    const manifest = await Manifest.create(disk, "db", 29, state);
    t.equal(manifest.number, 29, "its number");
    t.equal(disk.list("db"), ["CURRENT", "MANIFEST-000004", "MANIFEST-000029"], "the names");
    t.bytes(disk.contents("db/CURRENT"), "MANIFEST-000029\n");
    const record = bytes(...fieldsOf(snapshotEdit(state)));
    t.bytes(disk.contents("db/MANIFEST-000029"), logOf([record]).bytes);
    t.equal(told(readManifest(disk, "db")), told(state), "the state that is read");
    t.equal(disk.counts.renames - before.renames, 1, "renames");
    t.equal(disk.openFiles, 1, "open files");
    manifest.close();
    manifest.close();
    t.equal(disk.openFiles, 0, "open files, when it was closed twice");
    t.given("created", "MANIFEST-000029 again");
    await t.fails(() => Manifest.create(disk, "db", 29, EMPTY_STATE), "EEXIST");
    t.equal(told(readManifest(disk, "db")), told(state), "the state that is read");
    t.equal(disk.openFiles, 0, "open files");
    t.given("created", "MANIFEST-1000000 in the root of a disk");
    const root = new SimDisk();
    (await Manifest.create(root, "", 1_000_000, state)).close();
    t.bytes(root.contents("CURRENT"), "MANIFEST-1000000\n");
    const left = root.crash({ mode: "lost" });
    t.equal(told(readManifest(left, "")), told(state), "the state after the power was cut");
  },
);

law(
  "create-crash",
  "whenever the power goes while a MANIFEST is made, the store is the one before or the new one, whole",
  { hint: "CURRENT changes in one step", seconds: 30 },
  async (t) => {
    let visited = 0;
    const found = { old: 0, new: 0 };
    for (const before of ["a store", "an empty directory"] as const) {
      const old = oldStore();
      const disk = before === "a store" ? old.disk : await emptyStore();
      const was = before === "a store" ? told(old.state) : told(undefined);
      const from = disk.operations;
      const state = someState();
      const manifest = await Manifest.create(disk, "db", 29, state);
      const done = disk.operations;
      manifest.close();
      t.given("crashed", `on the way from ${before} to MANIFEST-000029, before the rename`);
      const renamed = Number(/(\d+) +rename/.exec(disk.log())?.[1]);
      const names = disk.crash({ at: renamed - 1, mode: "lost" }).list("db");
      const isNamed = names.includes("MANIFEST-000029");
      t.holds(
        isNamed,
        "CURRENT is renamed before the new MANIFEST's name is durable in its directory",
      );
      for (const { at, replay, disk: left } of crashes(disk, { from, seed: t.seed, draws: 2 })) {
        visited += 1;
        t.given("crashed", `on the way from ${before} to MANIFEST-000029: ${replay}`);
        t.did("then read", "by readManifest");
        const now = told(readManifest(left, "db"));
        const isNew = now === told(state);
        if (at >= done) t.holds(isNew, `create had resolved, and this is there: ${now}`);
        t.holds(isNew || now === was, `neither the old store nor the new one: ${now}`);
        found[isNew ? "new" : "old"] += 1;
        t.did("then", "created MANIFEST-000040, and cut the power");
        const next = stateWith(state.version, { nextFileNumber: 41, logNumber: 8 });
        (await Manifest.create(left, "db", 40, next)).close();
        const later = readManifest(left.crash({ mode: "lost" }), "db");
        t.equal(told(later), told(next), "the state");
      }
    }
    t.floor("crashes", visited, 150);
    t.floor("crashes that left the old store", found.old, 40);
    t.floor("crashes that left the new one", found.new, 20);
  },
);

law(
  "create-fails",
  "whatever fails while a MANIFEST is made, create rejects, no handle is left, and the store is whole",
  { hint: "CURRENT changes in one step" },
  async (t) => {
    const faults: readonly (readonly [string, (disk: SimDisk) => void])[] = [
      ["the first write", (disk) => disk.failWrites()],
      ["the second write", (disk) => disk.failWrites({ nth: 2 })],
      ["the first sync", (disk) => disk.failSync()],
      ["the second sync", (disk) => disk.failSync({ nth: 2 })],
      ["the first sync of the directory", (disk) => disk.failDirectorySync()],
      ["the second sync of the directory", (disk) => disk.failDirectorySync({ nth: 2 })],
      [
        "every write, for want of room",
        (disk) => {
          disk.capacityBytes = disk.usedBytes + 20;
        },
      ],
    ];
    for (const [what, arm] of faults) {
      const { disk, state: old } = oldStore();
      const state = someState();
      arm(disk);
      t.given("failed", what);
      await t.fails(() => Manifest.create(disk, "db", 29, state));
      t.equal(disk.openFiles, 0, "open files");
      const now = told(readManifest(disk, "db"));
      t.holds(now === told(old) || now === told(state), `neither store is there: ${now}`);
      t.floor("faults", failuresOf(disk), 1);
    }
  },
);

law(
  "append",
  "an edit is durable when append resolves, by one sync; one at a time, however long the MANIFEST becomes",
  { hint: "One edit at a time" },
  async (t) => {
    const { disk } = oldStore();
    const manifest = await Manifest.create(disk, "db", 29, someState());
    let state = someState();
    const edits: VersionEdit[] = [{ logNumber: 8 }];
    for (let i = 0; i < 24; i++) {
      const level = i % 3 === 0 ? 0 : 1;
      const name = String.fromCharCode(0x61 + i);
      edits.push(adding(level, fileOf(40 + i, [name, 9], [name.repeat(1 + 240 * i), 1])));
    }
    edits.push({ deletedFiles: [{ level: 0, number: 9 }] }, adding(3, ...longFiles()));
    edits.push({ lastSequence: 90 });
    for (const [at, edit] of edits.entries()) {
      const { syncs, directorySyncs } = disk.counts;
      await manifest.append(edit);
      state = applyEdit(state, edit);
      t.given("appended", `edit ${at + 1} of ${edits.length}, and cut the power`);
      const left = disk.crash({ mode: "lost" });
      t.equal(told(readManifest(left, "db")), told(state), "the state");
      const asked = disk.counts.syncs - syncs + disk.counts.directorySyncs - directorySyncs;
      t.equal(asked, 1, "syncs");
    }
    t.floor("bytes of the MANIFEST", disk.contents("db/MANIFEST-000029").length, 3 * 32_768);
    t.given("appended", "an edit while another one is with the disk");
    disk.syncs = "held";
    const first = watched(manifest.append({ lastSequence: 91 }));
    await turns();
    const second = watched(manifest.append({ lastSequence: 92 }));
    await turns();
    t.equal([first.state, second.state], ["pending", "rejected"], "the two promises");
    t.holds(second.error instanceof InvariantError, "the second one's error is no InvariantError");
    disk.completeSyncs();
    await turns();
    t.equal(first.state, "resolved", "the first one, when its sync has ended");
    t.equal(readManifest(disk, "db")?.lastSequence, 91, "the last sequence");
    manifest.close();
  },
);

const longFiles = () => [
  fileOf(80, ["a".repeat(9000), 5], ["b".repeat(9000), 5]),
  fileOf(81, ["c".repeat(9000), 5], ["d".repeat(9000), 5]),
];

law(
  "append-fails",
  "after a write or a sync that failed, no edit is written any more, and every append rejects",
  { hint: "One edit at a time" },
  async (t) => {
    for (const what of ["sync", "write"] as const) {
      const { disk } = oldStore();
      const manifest = await Manifest.create(disk, "db", 29, someState());
      if (what === "sync") disk.failSync();
      else disk.failWrites();
      t.given("appended", `an edit, and the ${what} failed; then another one`);
      await t.fails(() => manifest.append({ lastSequence: 60 }), "LOG_FAILED");
      const { operations } = disk;
      await t.fails(() => manifest.append({ lastSequence: 70 }), "LOG_FAILED");
      t.equal(disk.operations, operations, "operations of the disk, after the second");
      const last = readManifest(disk.crash({ mode: "kept" }), "db")?.lastSequence;
      t.holds(last === 50 || last === 60, `the last sequence that is found is ${last}`);
      manifest.close();
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

law(
  "set-numbers",
  "a set's MANIFEST takes the next file's number, and no number is given twice, also not by the next process",
  { hint: "The set of versions" },
  async (t) => {
    const { disk } = oldStore();
    const state = someState();
    t.did("created", "a set of a state whose next file is 30");
    const versions = await VersionSet.create(disk, "db", state);
    t.equal(versions.manifestNumber, 30, "the MANIFEST's number");
    t.bytes(disk.contents("db/CURRENT"), "MANIFEST-000030\n");
    const expected = toldState({ ...state, nextFileNumber: 31 });
    t.equal(toldState(readManifest(disk, "db")!), expected, "the state that is read");
    t.equal(toldVersion(versions.current), toldVersion(state.version), "current");
    const { lastSequence, logNumber, compactPointers } = versions;
    t.equal([lastSequence, logNumber], [50, 3], "the last sequence and the log");
    t.equal(
      [...compactPointers].map(([, key]) => internalKeyText(key)),
      ['"m" 4 value'],
    );
    t.did("asked for", "three numbers");
    const numbers = [1, 2, 3].map(() => versions.newFileNumber());
    t.equal(new Set([30, ...numbers]).size, 4, "different numbers, and that of the MANIFEST");
    t.holds(Math.min(...numbers) > 30, `they do not go on behind the MANIFEST's: ${numbers}`);
    t.did("set", "the last sequence to 60, and again to 60, and to 59");
    versions.lastSequence = 60;
    versions.lastSequence = 60;
    t.isBug(() => {
      versions.lastSequence = 59;
    });
    t.equal(versions.lastSequence, 60, "the last sequence");
    t.did("installed", "an edit of a log, which says of itself: next file 7, last sequence 8");
    await versions.install({ logNumber: 32, nextFileNumber: 7, lastSequence: 8 });
    const found = readManifest(disk.crash({ mode: "lost" }), "db")!;
    const free = found.nextFileNumber;
    t.equal(toldState(found).numbers, [32, 0, free, 60], "the numbers that are read");
    t.holds(
      free > Math.max(...numbers),
      `${free} is free, it says, and these are taken: ${numbers}`,
    );
    t.equal([versions.logNumber, versions.lastSequence], [32, 60], "the log, the last sequence");
    t.holds(versions.newFileNumber() >= free, "the next number is one that was free");
    versions.close();
    versions.close();
    t.equal(disk.openFiles, 0, "open files, when it was closed twice");
    const next = await VersionSet.create(disk, "db", found);
    t.did("created", "a set of what was found after a crash");
    t.equal(next.manifestNumber, free, "its MANIFEST");
    t.holds(next.newFileNumber() > free, "a number is that of the MANIFEST, or before it");
    next.close();
  },
);

law(
  "install",
  "current is the version with an edit when the edit is durable, and not before; edits go in the order of the calls",
  { hint: "The set of versions" },
  async (t) => {
    const { disk } = oldStore();
    const versions = await VersionSet.create(disk, "db", someState());
    const files = () => versions.current.levels.flatMap((each) => each.map(({ number }) => number));
    const before = versions.current;
    t.equal(files(), [9, 6], "the files");
    disk.syncs = "held";
    t.did(
      "installed",
      "at once: file 31; file 31 moved to level 1, with a pointer; file 32, without 31",
    );
    const file = fileOf(31, ["k", 60], ["m", 61]);
    const compactPointers = [{ level: 0, key: keyOf(["m", 61]) }];
    const installs = [
      adding(0, file),
      {
        deletedFiles: [{ level: 0, number: 31 }],
        logNumber: 12,
        compactPointers,
        ...adding(1, file),
      },
      { deletedFiles: [{ level: 1, number: 31 }], ...adding(1, fileOf(32, ["k", 60], ["l", 2])) },
    ].map((edit) => watched(versions.install(edit)));
    const expected = [
      [9, 6],
      [31, 9, 6],
      [9, 31, 6],
      [9, 32, 6],
    ];
    const states = () => installs.filter(({ state }) => state === "resolved").length;
    for (let ended = 0; ended <= 3; ended++) {
      await turns();
      t.did("ended", `${ended} syncs`);
      t.equal(files(), expected[ended], "the files of current");
      t.equal(states(), ended, "installs that have resolved");
      t.equal(versions.logNumber, ended < 2 ? 3 : 12, "the log's number");
      const levels = [...versions.compactPointers.keys()].sort();
      t.equal(levels, ended < 2 ? [1] : [0, 1], "the levels that have compact pointers");
      t.equal(disk.pendingSyncs, ended < 3 ? 1 : 0, "syncs under way");
      disk.completeSyncs(1);
    }
    t.equal(before.levels.flat().length, 2, "files of the version of before");
    const left = readManifest(disk.crash({ mode: "lost" }), "db")!;
    t.equal(toldVersion(left.version), toldVersion(versions.current), "the files that are read");
    versions.close();
  },
);

law(
  "install-conflict",
  "an edit that does not fit when its turn comes is refused, nothing of it is written, and the next ones go on",
  { hint: "The set of versions" },
  async (t) => {
    const { disk } = oldStore();
    const versions = await VersionSet.create(disk, "db", someState());
    t.did(
      "installed",
      "at once: without file 6; without file 6; with file 31; with file 31; with 32",
    );
    const without: VersionEdit = { deletedFiles: [{ level: 2, number: 6 }], logNumber: 7 };
    const edits = [
      without,
      { ...without, logNumber: 8 },
      adding(0, fileOf(31, ["a", 60], ["b", 61])),
      adding(3, fileOf(31, ["a", 60], ["b", 61])),
      adding(0, fileOf(32, ["a", 70], ["b", 71])),
    ];
    const before = disk.counts.syncs;
    const promises = edits.map((edit) => versions.install(edit));
    const installs = promises.map((promise) => watched(promise));
    await Promise.allSettled(promises);
    t.equal(
      installs.map(({ state }) => state),
      ["resolved", "rejected", "resolved", "rejected", "resolved"],
      "what became of each",
    );
    for (const { error } of installs.filter(({ state }) => state === "rejected")) {
      t.fails(() => {
        throw error;
      }, "VERSION_CONFLICT");
    }
    t.equal(disk.counts.syncs - before, 3, "syncs");
    const found = readManifest(disk, "db")!;
    t.equal(
      found.version.levels[0]!.map(({ number }) => number),
      [32, 31, 9],
      "level 0, read",
    );
    t.equal([found.logNumber, versions.logNumber], [7, 7], "the log's number, read, and now");
    t.equal(toldVersion(found.version), toldVersion(versions.current), "current");
    versions.close();
  },
);

law(
  "install-fails",
  "an edit that could not be made durable leaves current as it was, and is the last one that is written",
  { hint: "The set of versions" },
  async (t) => {
    for (const what of ["sync", "write"] as const) {
      const { disk } = oldStore();
      const versions = await VersionSet.create(disk, "db", someState());
      const before = toldVersion(versions.current);
      if (what === "sync") disk.failSync();
      else disk.failWrites();
      t.given("installed", `two edits at once, and the first one's ${what} failed; then a third`);
      const edit = (number: number) => adding(0, fileOf(number, ["a", 60], ["b", 61]));
      const promises = [31, 32].map((number) => versions.install(edit(number)));
      const installs = promises.map((promise) => watched(promise));
      await Promise.allSettled(promises);
      const last = versions.install(edit(33));
      installs.push(watched(last));
      await Promise.allSettled([last]);
      t.equal(
        installs.map(({ state }) => state),
        ["rejected", "rejected", "rejected"],
      );
      for (const { error } of installs) {
        t.fails(() => {
          throw error;
        }, "LOG_FAILED");
      }
      t.equal(toldVersion(versions.current), before, "current");
      const found = readManifest(disk.crash({ mode: "kept" }), "db")!;
      const names = found.version.levels[0]!.map(({ number }) => number);
      t.holds(!names.includes(32) && !names.includes(33), `level 0, read, has ${names}`);
      versions.close();
      t.equal(disk.openFiles, 0, "open files");
    }
  },
);

/** A store that is opened on another, and changed: by operation, how many edits were durable; and each state. */
async function changedStore() {
  const { disk, state: old } = oldStore();
  const begun = someState();
  const versions = await VersionSet.create(disk, "db", begun);
  const states = [told(readManifest(disk, "db"))];
  const acknowledged = [{ edits: 0, by: disk.operations }];
  let state: ManifestState = { ...begun, nextFileNumber: 31 };
  const install = (edit: VersionEdit): Promise<void> => {
    const edits = states.length;
    state = applyEdit(state, { ...edit, nextFileNumber: 31 });
    states.push(told(state));
    return versions.install(edit).then(() => {
      acknowledged.push({ edits, by: disk.operations });
    });
  };
  const file = (number: number, width = 1) =>
    fileOf(number, ["a".repeat(width), number], ["b".repeat(width), number]);
  await install({ logNumber: 12, ...adding(0, file(13)) });
  await install({ deletedFiles: [{ level: 0, number: 9 }], ...adding(0, file(14)) });
  await install(adding(0, file(15, 12_000), file(16, 9000)));
  const pointer = { compactPointers: [{ level: 0, key: keyOf(["b", 13]) }] };
  await Promise.all([
    install({ deletedFiles: [{ level: 0, number: 13 }], ...adding(1, file(13)), ...pointer }),
    install({ logNumber: 17, ...adding(0, file(18)) }),
    install({ deletedFiles: [{ level: 1, number: 13 }], ...adding(1, file(19)) }),
  ]);
  await install({ logNumber: 20, ...adding(0, file(21)) });
  versions.close();
  return { disk, old: told(old), states, acknowledged };
}

law(
  "install-crash",
  "whenever the power goes, the edits that were acknowledged are there, whole and in order, and nothing half",
  { hint: "The set of versions", seconds: 30 },
  async (t) => {
    const { disk, old, states, acknowledged } = await changedStore();
    let visited = 0;
    let ahead = 0;
    for (const { at, replay, disk: left } of crashes(disk, { seed: t.seed })) {
      visited += 1;
      t.given("crashed", `while edits were installed: ${replay}`);
      t.did("then read", "by readManifest");
      const found = readManifest(left, "db")!;
      const now = told(found);
      const edits = now === old ? -1 : states.indexOf(now);
      const due = acknowledged.reduce((most, { edits, by }) => (by <= at ? edits : most), -1);
      t.holds(edits >= 0 || now === old, `no state that there was: ${now.slice(0, 600)}`);
      t.holds(edits >= due, `${due} edits were acknowledged, and ${edits} are there`);
      if (edits > due) ahead += 1;
      t.did("then", "opened it, installed file 60, and cut the power");
      const versions = await VersionSet.create(left, "db", { ...found, nextFileNumber: 50 });
      await versions.install(adding(0, fileOf(60, ["x", 70], ["y", 71])));
      versions.close();
      const later = readManifest(left.crash({ mode: "lost" }), "db")!;
      t.equal(later.version.levels[0]!.map(({ number }) => number)[0], 60, "the newest file");
      const files = (state: ManifestState) => state.version.levels.flat().length;
      t.equal(files(later), files(found) + 1, "how many files there are");
    }
    t.floor("crashes", visited, 200);
    t.floor("crashes that kept an edit that was not acknowledged", ahead, 8);
  },
);

law(
  "leveldb",
  "what LevelDB wrote into its MANIFESTs is read, each of its edits encoded again is its bytes, and its tables are found",
  { hint: "The bytes of an edit", seconds: 15 },
  async (t) => {
    const folder = await somethingInLevelDb(t);
    let [records, files, pointers] = [0, 0, 0];
    for (const { name, edits } of manifestsOf(folder)) {
      for (const record of edits) {
        records += 1;
        t.given("read", `${name}, an edit of ${record.length} bytes`);
        const edit = decodeVersionEdit(record, name, 0);
        t.did("it says", toldEdit(edit));
        t.equal(toldEdit(edit), toldEdit(modelEdit(record)!), "the edit");
        t.bytes(encodeVersionEdit(edit), record);
        files += edit.newFiles?.length ?? 0;
        pointers += edit.compactPointers?.length ?? 0;
      }
    }
    t.floor("edits", records, 4);
    t.floor("files in them", files, 4);
    t.floor("compact pointers in them", pointers, 1);
    const disk = realDisk(folder);
    const state = readManifest(disk, "")!;
    t.given("read", "the store");
    const tables = disk.list("").filter((name) => name.endsWith(".ldb"));
    const found = state.version.levels.flat();
    t.equal(
      found.map(({ number }) => `${String(number).padStart(6, "0")}.ldb`).sort(),
      [...tables].sort(),
      "its tables",
    );
    for (const { number, sizeBytes } of found) {
      const file = disk.open(`${String(number).padStart(6, "0")}.ldb`, "existing");
      t.equal(sizeBytes, file.size, `the size of table ${number}`);
      file.close();
    }
    t.holds(disk.exists(`${String(state.logNumber).padStart(6, "0")}.log`), "its log is not there");
  },
);

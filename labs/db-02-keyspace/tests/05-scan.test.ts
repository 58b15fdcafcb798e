import { Dict, type Entry, type Value } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import {
  contents,
  Dearest,
  dictOf,
  HASHES,
  hashes,
  key,
  Meter,
  numbered,
  numberedKey,
  settle,
  textOf,
} from "./dicts.ts";
import { cutInto, eachOnce, found, isCursor, keysLike, patterns, scanned, texts } from "./scans.ts";
import { Shell } from "./shell.ts";

const law = step("scan");

/** The keys 0 to `count - 1` as text, in order. */
const upTo = (count: number) => Array.from({ length: count }, (_, i) => String(i)).sort();

law(
  "visits-all",
  "from the cursor 0 until 0 comes back, scan visits every entry once, with its value",
  { hint: "Counting from the highest bit" },
  (t) => {
    for (const count of [0, 1, 4, 5, 100, 1000]) {
      const dict = dictOf(count);
      t.given("scanned", `a dict of ${count} entries`);
      eachOnce(t, scanned(t, dict), upTo(count));
      let sum = 0;
      for (let cursor = 0, call = 0; call === 0 || cursor !== 0; call++) {
        cursor = dict.scan(cursor, (_, value) => {
          sum += value;
        });
      }
      t.equal(sum, count === 0 ? 0 : (count * (count - 1)) / 2, "the sum of the values visited");
    }
  },
);

law(
  "once-if-unchanged",
  "while nothing is changed each entry is visited once, though a rehash goes on between the calls",
  { hint: "Two tables, one part" },
  async (t) => {
    const rehashes = fc.constantFrom<[number, number]>([64, 65], [256, 257], [64, 7], [256, 31]);
    await t.forAll(
      [hashes, rehashes, fc.nat(300), fc.array(fc.nat(3), { minLength: 1, maxLength: 9 })],
      (name, [full, left], moved, gets) => {
        const dict = dictOf(full, { hash: HASHES[name]! });
        for (let i = full; i < left; i++) dict.set(key(i), i);
        for (let i = full; i > left; i--) dict.delete(key(i - 1));
        dict.rehash(moved);
        t.did("hash", name);
        t.did("scanned", dict.dump());
        const keys = scanned(t, dict, 0, (call) => {
          const count = gets[call % gets.length]!;
          for (let i = 0; i < count; i++) dict.get(key(0));
        });
        eachOnce(t, keys, upTo(left));
      },
    );
  },
);

law(
  "misses-nothing",
  "what is there throughout is visited, whatever is set and deleted and however the dict grows and shrinks meanwhile",
  { hint: "Two tables, one part" },
  async (t) => {
    const action = fc.tuple(fc.constantFrom("set", "delete", "get", "rehash"), fc.nat(300));
    let [grown, shrunk] = [0, 0];
    await t.forAll(
      [hashes, fc.integer({ min: 1, max: 40 }), fc.nat(300), fc.array(action, { maxLength: 30 })],
      (name, count, others, actions) => {
        t.did("hash", name);
        const dict = dictOf(count + others, { hash: HASHES[name]! });
        t.did("scanned", dict.dump());
        let [first, last] = [count, count + others];
        const keys = new Set(
          scanned(t, dict, 0, (call) => {
            const [kind, size] = actions[call] ?? ["none", 0];
            const before = dict.dump();
            for (let i = 0; i < size; i++) {
              if (kind === "set") dict.set(key(last++), 0);
              else if (kind === "delete" && first < last) dict.delete(key(first++));
              else if (kind === "get") dict.get(key(0));
              else if (kind === "rehash") dict.rehash(1);
            }
            if (kind === "none") return;
            t.did(`after call ${call + 1}`, `${kind} ${size} times: ${dict.dump()}`);
            if (/\d+ -> /.test(dict.dump()) || tablesOf(before) !== tablesOf(dict.dump())) {
              if (kind === "set") grown += 1;
              if (kind === "delete") shrunk += 1;
            }
          }),
        );
        const missed = upTo(count).filter((text) => !keys.has(text));
        t.equal(missed, [], "the keys that were there throughout and were not visited");
      },
    );
    t.floor("calls between which the dict grew", grown, 40);
    t.floor("calls between which the dict shrank", shrunk, 15);
  },
);

/** The buckets that a dump tells. */
const tablesOf = (dump: string) => dump.replace(/^\d+ entries, /, "").replace(/,.*/, "");

law(
  "missing-at-one-point",
  "wherever an iteration stands when the dict grows or shrinks, and however far that got, it misses nothing",
  { hint: "Two tables, one part" },
  (t) => {
    // Keys that stay, in every sixteenth part of all buckets, and others to fill the table with.
    const stays = Array.from({ length: 7 }, (_, i) => numberedKey((i * 37 + 5) % 64, "stays"));
    const others = Array.from({ length: 121 }, (_, i) => numberedKey((i * 29) % 128));
    const change = (dict: Dict<number>, from: number, to: number) => {
      for (let i = from; i < to; i++) dict.set(others[i]!, 0);
      for (let i = from; i > to; i--) dict.delete(others[i - 1]!);
    };
    for (const [from, to] of [
      [1, 2],
      [1, 26],
      [9, 10],
      [57, 0],
      [57, 58],
      [121, 8],
    ] as const) {
      let isReached = true;
      for (let call = 0; isReached && call < 128; call++) {
        for (const moved of [0, 3, 7, 1000]) {
          const dict = new Dict<number>({ hash: numbered });
          for (const stay of stays) dict.set(stay, 0);
          change(dict, 0, from);
          settle(dict);
          t.given("scanned", dict.dump());
          isReached = false;
          const keys = new Set(
            scanned(t, dict, 0, (made) => {
              if (made !== call) return;
              isReached = true;
              change(dict, from, to);
              dict.rehash(moved);
              t.did(`after call ${call + 1}`, dict.dump());
            }),
          );
          const missed = stays
            .map((bytes) => String(numbered(bytes)))
            .filter((n) => !keys.has(`${n}:stays`));
          t.equal(missed, [], "the hashes of keys that were there throughout and were not visited");
        }
      }
    }
  },
);

law(
  "nothing-remembered",
  "all is in the cursor: iterations go on side by side, and a cursor used twice gives the same part",
  { hint: "Counting from the highest bit" },
  (t) => {
    const dict = dictOf(200);
    const part = (cursor: number) => {
      const keys: number[] = [];
      const next = dict.scan(cursor, (_, value) => keys.push(value));
      return { next, keys };
    };
    const all: number[][] = [[], [], []];
    const cursors = [0, 0, 0];
    t.did("scanned", "three iterations of 200 entries, in turns, each call made twice");
    for (let call = 0; call < 1000; call++) {
      for (const i of cursors.keys()) {
        // The second iteration is half as fast.
        if ((i === 1 && call % 2 === 1) || (call > i && cursors[i] === 0)) continue;
        const { next, keys } = part(cursors[i]!);
        t.equal(part(cursors[i]!), { next, keys }, `the part of the cursor ${cursors[i]}`);
        all[i]!.push(...keys);
        cursors[i] = next;
      }
    }
    for (const keys of all) eachOnce(t, keys.map(String), upTo(200));
  },
);

law(
  "any-cursor",
  "any number of 32 bits is a cursor, and an iteration that begins there comes to its end",
  { hint: "Counting from the highest bit" },
  async (t) => {
    const bits = fc.oneof(
      fc.nat(2 ** 32 - 1),
      fc.constantFrom(1, 2 ** 31, 2 ** 31 - 1, 2 ** 32 - 1),
    );
    await t.forAll([bits, fc.nat(300)], (cursor, count) => {
      const dict = dictOf(count);
      if (count % 2 === 0) dict.set(key("one more"), 0);
      t.did("scanned from", `${cursor}: ${dict.dump()}`);
      isCursor(t, cursor);
      t.atMost(scanned(t, dict, cursor).length, 2 * count + 2, "entries visited");
    });
  },
);

/** A dict about to move from 16 to 32 buckets, with keys in both buckets of eight pairs that are one now. */
function growingIn(): Dict<number> {
  const dict = new Dict<number>({ hash: numbered });
  for (let i = 0; i < 17; i++) dict.set(numberedKey(i % 2 === 0 ? i / 2 : 16 + (i - 1) / 2), i);
  return dict;
}

/** A dict about to move from 64 to 8 buckets, with a key in most of the eight. */
function shrinkingIn(): Dict<number> {
  const dict = new Dict<number>({ hash: numbered });
  for (let i = 0; i < 64; i++) dict.set(numberedKey(i), i);
  for (let i = 0; i < 57; i++) dict.delete(numberedKey((i * 9) % 64));
  return dict;
}

law(
  "scan-moves-nothing",
  "scan moves no bucket, and the visitor may read the dict",
  { hint: "Two tables, one part" },
  (t) => {
    const dict = dictOf(1024);
    dict.set(key(1024), 1024);
    dict.rehash(100);
    const before = dict.dump();
    t.did("scanned", before);
    eachOnce(t, scanned(t, dict), upTo(1025));
    t.equal(dict.dump(), before, "dump()");
    const keys: number[] = [];
    let cursor = 0;
    do {
      cursor = dict.scan(cursor, (bytes, value) => {
        keys.push(value);
        t.equal(dict.get(bytes), value, "get by the visitor");
      });
    } while (cursor !== 0);
    t.did("called", "get of each key, from the visitor");
    eachOnce(t, keys.map(String), upTo(1025));
    for (const make of [growingIn, shrinkingIn]) {
      const names = contents(make()).map(([text]) => text);
      for (let ending = 0; ending < 16; ending++) {
        const read = make();
        t.given("scanned", read.dump());
        t.did("called", `get from the visitor, until the rehash is over, in call ${ending + 1}`);
        const visited: string[] = [];
        let next = 0;
        for (let call = 0; call < 100 && (call === 0 || next !== 0); call++) {
          next = read.scan(next, (bytes) => {
            visited.push(textOf(bytes));
            while (call === ending && read.isRehashing) read.get(bytes);
          });
        }
        eachOnce(t, visited, names);
      }
    }
  },
);

law(
  "scan-cost",
  "one call of scan touches 40 slots at most, however large the dict",
  { hint: "Two tables, one part" },
  (t) => {
    const meter = new Meter();
    const keys = 8_193;
    const dict = dictOf(keys - 1, meter.options);
    dict.set(key(keys - 1), 0);
    const scan = () => {
      t.given("scanned", dict.dump());
      const dearest = new Dearest();
      for (let cursor = 0, call = 0; call < 200 && (call === 0 || cursor !== 0); call++) {
        const cost = meter.of(() => {
          cursor = dict.scan(cursor, () => {});
        });
        dearest.add(cost);
      }
      t.atMost(dearest.cost.touched, 40, "slots touched by one call");
    };
    scan();
    settle(dict);
    scan();
    for (let i = 0; i < keys; i++) {
      dict.delete(key(i));
      if (i % 512 === 0 || keys - i < 50) scan();
    }
  },
);

law(
  "keys",
  "KEYS gives the keys that match, in any order, and changes nothing",
  { hint: "One byte at a time" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > KEYS *
      (empty array)
      > SET greeting hello
      OK
      > KEYS *
      1) "greeting"
      > KEYS g
      (empty array)
      > KEYS gr??t*
      1) "greeting"
      > KEYS
      (error) ERR wrong number of arguments for 'keys' command
      > KEYS a b
      (error) ERR wrong number of arguments for 'keys' command
    `,
    );
    for (const name of ["user:1", "user:2", "user:10", "use", ""])
      shell.execute(["SET", name, "x"].map(key));
    const { changes } = shell.keyspace;
    t.given("ran", "KEYS on greeting, use, user:1, user:2, user:10 and the empty key");
    t.equal(keysLike(t, shell, "user:*"), ["user:1", "user:10", "user:2"], "KEYS user:*");
    t.equal(
      keysLike(t, shell, "*"),
      ["", "greeting", "use", "user:1", "user:10", "user:2"],
      "KEYS *",
    );
    t.equal(keysLike(t, shell, ""), [""], "KEYS and an empty pattern");
    t.equal(shell.keyspace.changes, changes, "changes");
    t.equal(shell.keyspace.size, 6, "size");
  },
);

/** Holds which of these texts match the pattern. */
function matches(t: Trial, pattern: string, yes: readonly string[], no: readonly string[]): void {
  const shell = new Shell(t);
  for (const name of [...yes, ...no]) shell.execute(["SET", name, "x"].map(key));
  t.given("matched", key(pattern));
  t.did("against", [...yes, ...no].map((text) => JSON.stringify(text)).join(" "));
  t.equal(keysLike(t, shell, pattern), [...yes].sort());
}

law(
  "wildcards",
  "a star is any bytes or none, a question mark one byte, and other bytes are themselves",
  { hint: "One byte at a time" },
  (t) => {
    matches(
      t,
      "a*c",
      ["ac", "abc", "abbc", "a*c", "acc", "ac c"],
      ["a", "c", "abcd", "xabc", "ab", "AC"],
    );
    matches(t, "a?c", ["abc", "a?c", "a\nc", "a\0c", "acc"], ["ac", "abbc", "a", ""]);
    matches(t, "*", ["", "a", "\n", "\0"], []);
    matches(t, "a**", ["a", "ab", "abc"], ["", "b"]);
    matches(t, "*a*b*", ["ab", "xaxbx", "aab", "abab"], ["ba", "a", "b", ""]);
    matches(t, "?*?", ["ab", "abc"], ["a", ""]);
    matches(t, "a.c+(d)|e$", ["a.c+(d)|e$"], ["abc+(d)|e$", "acc(d)|e$", "e"]);
    matches(t, "^a{1}", ["^a{1}"], ["a", "^a"]);
  },
);

law(
  "bytes-not-characters",
  "patterns are matched byte by byte, whatever characters the bytes are",
  { hint: "One byte at a time" },
  (t) => {
    matches(t, "?", ["\xc3", "\xff", "\x80", "\0"], ["\xc3\xa9"]);
    matches(t, "??", ["\xc3\xa9", "\xe9\xe9"], ["\xe9", "\xe2\x82\xac"]);
    matches(t, "\xc3*", ["\xc3\xa9", "\xc3"], ["\xe9", "\xef\xbf\xbd"]);
    matches(t, "[\x80-\xff]", ["\x80", "\xa9", "\xff"], ["\x7f", "\xc3\xa9"]);
  },
);

law(
  "empty-key",
  "the empty key matches the empty pattern and a single star, and no other pattern",
  { hint: "What a reply is" },
  (t) => {
    matches(t, "", [""], ["a"]);
    matches(t, "*", ["", "a"], []);
    matches(t, "**", ["a"], [""]);
    matches(t, "*?", ["a"], [""]);
    matches(t, "[^a]", ["b"], [""]);
  },
);

law(
  "brackets",
  "brackets are one byte of those listed, of a range, or of none of them",
  { hint: "Between brackets" },
  (t) => {
    matches(t, "h[ae]llo", ["hallo", "hello"], ["hillo", "hllo", "haello"]);
    matches(t, "[a-c]", ["a", "b", "c"], ["d", "A", "-", "ab"]);
    matches(t, "[c-a]", ["a", "b", "c"], ["d", "-"]);
    matches(t, "[^a-c]", ["d", "-", "^", "]"], ["a", "b", "c", "", "dd"]);
    matches(t, "[a^]", ["a", "^"], ["b", "a^"]);
    matches(t, "[!a]", ["!", "a"], ["b", "^", "!a"]);
    matches(t, "[a-cx-z]", ["b", "y"], ["m", "-"]);
    matches(t, "[*?]", ["*", "?"], ["a", "", "*?"]);
    matches(t, "[0-9]*[a-z]", ["1a", "12z", "1-x"], ["a", "1", "a1"]);
    matches(t, "*[ab]c", ["ac", "xbc", "cbac"], ["c", "cc", "abcd"]);
  },
);

law(
  "escapes",
  "a backslash makes the byte after it stand for itself, between brackets too",
  { hint: "Between brackets" },
  (t) => {
    matches(t, "a\\*c", ["a*c"], ["abc", "ac", "a\\*c"]);
    matches(t, "a\\?", ["a?"], ["ab"]);
    matches(t, "\\[a]", ["[a]"], ["a"]);
    matches(t, "\\a\\\\", ["a\\"], ["a", "\\a\\\\"]);
    matches(t, "[\\]]", ["]"], ["\\", "\\]", "]]"]);
    matches(t, "[\\^a]", ["^", "a"], ["b", "\\"]);
    matches(t, "[a\\-c]", ["a", "-", "c"], ["b", "\\"]);
    matches(t, "[\\a-c]", ["a", "-", "c"], ["b", "\\"]);
  },
);

law(
  "odd-patterns",
  "a pattern that ends too early still means something, the same as to Redis",
  { hint: "Between brackets" },
  (t) => {
    matches(t, "a\\", ["a\\"], ["a"]);
    matches(t, "[ab", ["a", "b"], ["[ab", "ab", "["]);
    matches(t, "x[^ab", ["xc", "x["], ["xa", "x"]);
    matches(t, "[", [], ["", "[", "a"]);
    matches(t, "[^", ["a", "^", "["], ["", "[^"]);
    matches(t, "[]", [], ["", "]", "[]"]);
    matches(t, "[]a]", [], ["a", "]", "[]a]", "a]"]);
    matches(t, "[^]", ["a", "]", "^"], ["", "ab"]);
    matches(t, "[^]a]", ["xa]", "]a]"], ["b", "a"]);
    matches(t, "[a-]", ["a", "]", "^", "`"], ["b", "-", "a]"]);
    matches(t, "[a-]]", ["a", "]", "^", "`"], ["b", "-", "a]"]);
    matches(t, "[a-", ["a", "-"], ["b"]);
    matches(t, "[a\\", ["a", "\\"], ["b"]);
    matches(t, "[\\a", ["a"], ["\\", "["]);
    matches(t, "[a-c", ["a", "b", "c"], ["-", "d"]);
  },
);

law(
  "glob-model",
  "a pattern matches as the regular expression of the same meaning does",
  { hint: "Between brackets" },
  async (t) => {
    let [yes, no] = [0, 0];
    const names = fc.uniqueArray(texts, { minLength: 20, maxLength: 20 });
    await t.forAll([patterns, names], ({ pattern, regex }, candidates) => {
      const whole = new RegExp(`^(?:${regex})$`);
      const expected = candidates.filter((text) => whole.test(text));
      const others = candidates.filter((text) => !whole.test(text));
      yes += expected.length;
      no += others.length;
      matches(t, pattern, expected, others);
    });
    t.floor("texts that match", yes, 100);
    t.floor("texts that do not match", no, 100);
  },
);

law(
  "glob-cost",
  "no pattern makes a match take longer than its length times the key's",
  { hint: "The last star only" },
  (t) => {
    matches(t, `${"a*".repeat(30)}b`, [`${"a".repeat(60)}b`], ["a".repeat(60)]);
    matches(t, `${"*a".repeat(1_000)}`, ["a".repeat(2_000)], [`${"a".repeat(2_000)}b`]);
    matches(t, `${"*[^b]?".repeat(30)}b`, [], ["a".repeat(100)]);
    matches(t, "*?b", [`${"a".repeat(100_000)}b`], ["a".repeat(100_000)]);
  },
);

law(
  "scan-reply",
  "SCAN replies the next cursor and what it found, in both versions of the protocol",
  { hint: "What a reply is" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SCAN 0
      1) "0"
      2) (empty array)
      > SET greeting hello
      OK
      > SCAN 0
      1) "0"
      2) 1) "greeting"
      > SCAN 0 MATCH g* COUNT 5 TYPE string
      1) "0"
      2) 1) "greeting"
      > SCAN 0 type STRING match greet?ng count 1000
      1) "0"
      2) 1) "greeting"
      > SCAN 0 MATCH x* MATCH g*
      1) "0"
      2) 1) "greeting"
      > SCAN 0 MATCH x* MATCH *
      1) "0"
      2) 1) "greeting"
      > SCAN 0 MATCH * MATCH x*
      1) "0"
      2) (empty array)
      > SCAN 0 MATCH G*
      1) "0"
      2) (empty array)
      > SCAN 0 MATCH ""
      1) "0"
      2) (empty array)
      > SCAN 0 TYPE list
      1) "0"
      2) (empty array)
      > SCAN 0 TYPE nosuchtype
      1) "0"
      2) (empty array)
    `,
    );
    shell.execute(["SET", "", "x"].map(key));
    t.given("ran", 'SCAN 0 MATCH "" with the keys greeting and the empty one');
    t.equal(found(t, shell.run('SCAN 0 MATCH ""')).keys, [""]);
    t.given("ran", "SCAN 0 MATCH * with the keys greeting and the empty one, after HELLO 3");
    shell.session.protocol = 3;
    const { changes } = shell.keyspace;
    const all = found(t, shell.run("SCAN 0 MATCH *"));
    t.equal([...all.keys].sort(), ["", "greeting"]);
    t.equal(shell.keyspace.changes, changes, "changes");
  },
);

law(
  "scan-errors",
  "a wrong cursor or option is told in Redis's words, the first that is wrong",
  { hint: "What a reply is" },
  (t) => {
    const shell = new Shell(t);
    shell.script(
      t,
      `
      > SCAN
      (error) ERR wrong number of arguments for 'scan' command
      > SCAN x
      (error) ERR invalid cursor
      > SCAN 1.5
      (error) ERR invalid cursor
      > SCAN "0 "
      (error) ERR invalid cursor
      > SCAN " 0"
      (error) ERR invalid cursor
      > SCAN -
      (error) ERR invalid cursor
      > SCAN 0x10
      (error) ERR invalid cursor
      > SCAN 18446744073709551616
      (error) ERR invalid cursor
      > SCAN x COUNT 0
      (error) ERR invalid cursor
      > SCAN 0 MATCH
      (error) ERR syntax error
      > SCAN 0 COUNT
      (error) ERR syntax error
      > SCAN 0 nosuchoption 1
      (error) ERR syntax error
      > SCAN 0 COUNT 0
      (error) ERR syntax error
      > SCAN 0 COUNT -3
      (error) ERR syntax error
      > SCAN 0 COUNT ten
      (error) ERR value is not an integer or out of range
      > SCAN 0 COUNT 010
      (error) ERR value is not an integer or out of range
      > SCAN 0 COUNT 9223372036854775808
      (error) ERR value is not an integer or out of range
      > SCAN 0 COUNT ten nosuchoption
      (error) ERR value is not an integer or out of range
      > SCAN 0 COUNT 0 COUNT ten
      (error) ERR syntax error
      > SCAN 0 nosuchoption COUNT ten
      (error) ERR syntax error
      > SCAN 0 COUNT 9223372036854775807
      1) "0"
      2) (empty array)
    `,
    );
  },
);

law(
  "cursor-spellings",
  "a cursor is read as C reads it, up to 64 bits, and its lowest 32 count",
  { hint: "What a reply is" },
  (t) => {
    for (const [word, cursor] of [
      ["0", 0],
      ["", 0],
      ["+5", 5],
      ["007", 7],
      ["-0", 0],
      ["-1", 2 ** 32 - 1],
      ["4294967295", 2 ** 32 - 1],
      ["4294967296", 0],
      ["9007199254740993", 1],
      ["18446744073709551615", 2 ** 32 - 1],
      [`${"0".repeat(10_000)}9`, 9],
    ] as const) {
      const shell = new Shell(t);
      const calls = cutInto(shell, [[]]);
      t.given(
        "ran",
        `SCAN ${word.length > 30 ? `${word.slice(0, 30)}… (${word.length} bytes)` : `"${word}"`}`,
      );
      found(t, shell.execute(["SCAN", word].map(key)));
      t.equal(calls, [cursor], "the cursors with which keyspace.scan was called");
    }
  },
);

/** Entries of strings with these names. */
function entriesOf(shell: Shell, names: readonly string[]): Entry[] {
  for (const name of names) shell.execute(["SET", name, "x"].map(key));
  return names.map((name) => shell.keyspace.peek(key(name))!);
}

law(
  "count",
  "COUNT is how many keys SCAN visits before it replies; parts are visited whole, and MATCH and TYPE come after",
  { hint: "What COUNT counts" },
  (t) => {
    const shell = new Shell(t);
    const entries = entriesOf(
      shell,
      Array.from({ length: 60 }, (_, i) => `k${i}`),
    );
    const runs = (
      line: string,
      calls: readonly number[],
      reply: { cursor: string; keys: number },
    ) => {
      t.did("ran", line);
      const { cursor, keys } = found(t, shell.run(line));
      t.equal({ cursor, keys: keys.length }, reply, "the cursor and the number of keys replied");
      t.equal(calls.length > 0, true, "whether keyspace.scan was called");
    };
    t.given("parts", "one key in each of 60");
    cutInto(
      shell,
      entries.map((entry) => [entry]),
    );
    const ran = [0];
    runs("SCAN 0", ran, { cursor: "10", keys: 10 });
    runs("SCAN 10 COUNT 3", ran, { cursor: "13", keys: 3 });
    runs("SCAN 55 COUNT 10", ran, { cursor: "0", keys: 5 });
    runs("SCAN 0 MATCH k1* COUNT 20", ran, { cursor: "20", keys: 11 });
    runs("SCAN 0 MATCH nothing COUNT 20", ran, { cursor: "20", keys: 0 });
    runs("SCAN 0 TYPE hash COUNT 20", ran, { cursor: "20", keys: 0 });
    t.given("parts", "four keys in each of 15");
    cutInto(
      shell,
      Array.from({ length: 15 }, (_, i) => entries.slice(4 * i, 4 * i + 4)),
    );
    runs("SCAN 0", ran, { cursor: "3", keys: 12 });
    runs("SCAN 0 COUNT 1", ran, { cursor: "1", keys: 4 });
    runs("SCAN 14 COUNT 1", ran, { cursor: "0", keys: 4 });
  },
);

law(
  "empty-parts",
  "SCAN goes on through empty parts, up to ten for each key that COUNT asks for",
  { hint: "What COUNT counts" },
  (t) => {
    const shell = new Shell(t);
    const [entry] = entriesOf(shell, ["far"]);
    const parts: Entry[][] = Array.from({ length: 1000 }, () => []);
    parts[95] = [entry!];
    const calls = cutInto(shell, parts);
    t.did("parts", "1,000, of which only number 95 has a key");
    for (const [line, least, most, keys] of [
      ["SCAN 0", 100, 101, 1],
      ["SCAN 0 COUNT 1", 10, 11, 0],
      ["SCAN 0 COUNT 30", 300, 301, 1],
      ["SCAN 95 COUNT 1", 1, 1, 1],
      ["SCAN 200 COUNT 500", 800, 800, 0],
    ] as const) {
      t.did("ran", line);
      calls.length = 0;
      t.equal(found(t, shell.run(line)).keys.length, keys, "the number of keys replied");
      t.holds(calls.length >= least, `only ${calls.length} parts were visited`);
      t.atMost(calls.length, most, "parts visited");
    }
  },
);

law(
  "types",
  "TYPE chooses the keys of one type, by its name in any case",
  { hint: "What COUNT counts" },
  (t) => {
    const shell = new Shell(t);
    const entries = entriesOf(shell, ["string", "list", "hash", "set", "zset"]);
    for (const entry of entries.slice(1)) {
      const kind = Buffer.from(entry.key).toString("latin1");
      entry.value = { kind, size: 1 } as unknown as Value;
    }
    cutInto(shell, [entries]);
    t.did("keys", "one of each type, with the type's name");
    for (const kind of ["string", "list", "hash", "set", "zset"]) {
      for (const name of [kind, kind.toUpperCase()]) {
        t.did("ran", `SCAN 0 TYPE ${name}`);
        t.equal(found(t, shell.run(`SCAN 0 TYPE ${name}`)).keys, [kind]);
      }
    }
    t.did("ran", 'SCAN 0 TYPE ""');
    t.equal(found(t, shell.run('SCAN 0 TYPE ""')).keys, []);
    t.did("ran", "SCAN 0 TYPE list TYPE set MATCH ?et");
    t.equal(found(t, shell.run("SCAN 0 TYPE list TYPE set MATCH ?et")).keys, ["set"]);
  },
);

law(
  "dead-keys",
  "a key whose time has come is found by neither KEYS nor SCAN",
  { hint: "What a reply is" },
  (t) => {
    const shell = new Shell(t);
    for (let i = 0; i < 30; i++) shell.run(`SET short${i} x PX 100`);
    for (let i = 0; i < 5; i++) shell.run(`SET long${i} x PX 100000`);
    shell.clock.advance(101);
    t.did("ran", "SET of 30 keys for 100 ms and 5 keys for 100 s, and 101 ms passed");
    const lasting = ["long0", "long1", "long2", "long3", "long4"];
    const { changes } = shell.keyspace;
    t.equal(keysLike(t, shell, "*"), lasting, "KEYS *");
    t.equal([...new Set(all(t, shell, ""))].sort(), lasting, "SCAN until the cursor is 0");
    t.equal(shell.keyspace.changes, changes, "changes");
  },
);

/** What SCAN with these options finds until its cursor is 0, with `between` after each call. */
function all(t: Trial, shell: Shell, options: string, between: () => void = () => {}): string[] {
  const keys: string[] = [];
  let cursor = "0";
  for (let call = 0; call < 5_000; call++) {
    const reply = found(t, shell.run(`SCAN ${cursor} ${options}`));
    keys.push(...reply.keys);
    if (reply.cursor === "0") return keys;
    cursor = reply.cursor;
    between();
  }
  t.holds(false, "the cursor is not 0 after 5,000 calls");
  return keys;
}

law(
  "scan-misses-nothing",
  "SCAN finds every key that is there throughout, while clients set and delete others, and MATCH leaves out none",
  { hint: "Two tables, one part" },
  async (t) => {
    const change = fc.tuple(fc.constantFrom("SET", "DEL"), fc.nat(80), fc.nat(80));
    await t.forAll(
      [
        fc.integer({ min: 1, max: 50 }),
        fc.nat(100),
        fc.integer({ min: 1, max: 20 }),
        fc.array(change, { maxLength: 10 }),
      ],
      (count, others, size, changes) => {
        const shell = new Shell(t);
        for (let i = 0; i < count; i++) shell.run(`SET stays:${i} x`);
        for (let i = 0; i < others; i++) shell.run(`SET other:${i} x`);
        t.did(
          "ran",
          `SET of ${count} keys that stay and ${others} others, SCAN with COUNT ${size}`,
        );
        const left = [...changes];
        const keys = all(t, shell, `COUNT ${size} MATCH stays:*`, () => {
          const [command, from, many] = left.shift() ?? ["GET", 0, 0];
          for (let i = from; i < from + many; i++)
            shell.run(`${command} other:${i}${command === "SET" ? " x" : ""}`);
          if (many > 0) t.did("between", `${command} of ${many} others`);
        });
        const expected = Array.from({ length: count }, (_, i) => `stays:${i}`).sort();
        eachOnce(t, [...new Set(keys)], expected);
      },
    );
  },
);

import { encode } from "@labs/db-01";
import { List } from "@labs/db-02";
import { step, type Trial } from "@labs/grader/testing";
import fc from "fast-check";
import { answerOf } from "./collections-model.ts";
import {
  agrees,
  bytes,
  element,
  fill,
  many,
  onHashes,
  onLists,
  onSets,
  repeat,
  request,
  sent,
  shellWith,
  unordered,
} from "./collections-requests.ts";
import { CountedSet } from "./counted-sets.ts";
import { Shell } from "./shell.ts";

const law = step("collections");

/** A few, of 100,000: who walks the smallest set passes none of the largest. */
const MEMBERS_PASSED_MAX = 100;

/** An element that is many times in a list. */
const A = bytes("a");

/** A law that is a transcript of a new shell. */
const script = (text: string) => (t: Trial) => new Shell(t).script(t, text);

const WRONGTYPE = "(error) WRONGTYPE Operation against a key holding the wrong kind of value";

/** A law that counts by how much each line grows `changes`, in a shell that answered the lines of `setUp` before. */
const counting =
  (setUp: readonly string[], lines: readonly (readonly [string, number])[]) => (t: Trial) => {
    const shell = shellWith(t, ...setUp);
    for (const [line, count] of lines) {
      const before = shell.keyspace.changes;
      t.did("ran", line);
      shell.ask(line);
      t.equal(shell.keyspace.changes - before, count, "what keyspace.changes grew by");
    }
  };

law(
  "list-ends",
  "LPUSH and RPUSH push their elements one after the other; LPOP and RPOP take from the end that they name",
  { hint: "A sequence with two ends" },
  script(`
    > RPUSH queue a b
    (integer) 2
    > LPUSH queue x y
    (integer) 4
    > LRANGE queue 0 -1
    1) "y"
    2) "x"
    3) "a"
    4) "b"
    > LLEN queue
    (integer) 4
    > LPOP queue
    "y"
    > RPOP queue
    "b"
    > RPOP queue
    "a"
    > LPOP queue
    "x"
    > LPOP queue
    (nil)
    > LLEN queue
    (integer) 0
  `),
);

law(
  "list-pop-count",
  "LPOP and RPOP with a count pop up to so many, in the order in which they come off",
  { hint: "Popping with a count" },
  script(`
    > RPUSH l a b c d e f
    (integer) 6
    > LPOP l 2
    1) "a"
    2) "b"
    > RPOP l 2
    1) "f"
    2) "e"
    > LPOP l 1
    1) "c"
    > LPOP l 0
    (empty array)
    > RPOP l 9223372036854775807
    1) "d"
    > EXISTS l
    (integer) 0
    > LPOP l -1
    (error) ERR value is out of range, must be positive
    > RPOP l x
    (error) ERR value is out of range, must be positive
    > LPOP l 9223372036854775808
    (error) ERR value is out of range, must be positive
    > LPOP l 1 2
    (error) ERR wrong number of arguments for 'lpop' command
    > RPOP l 1 2
    (error) ERR wrong number of arguments for 'rpop' command
  `),
);

law(
  "list-pop-nothing",
  "to pop from nothing is null; with a count it is a null array, for a count of 0 too",
  { hint: "Popping with a count" },
  (t) => {
    const shell = new Shell(t);
    for (const name of ["LPOP", "RPOP"]) {
      t.bytes(sent(t, shell, `${name} nothing`, 2), "$-1\r\n");
      t.bytes(sent(t, shell, `${name} nothing 2`, 2), "*-1\r\n");
      t.bytes(sent(t, shell, `${name} nothing 0`, 2), "*-1\r\n");
      t.bytes(sent(t, shell, `${name} nothing`, 3), "_\r\n");
      t.bytes(sent(t, shell, `${name} nothing 2`, 3), "_\r\n");
      shell.ask("RPUSH l a");
      t.bytes(sent(t, shell, `${name} l 0`, 2), "*0\r\n");
      t.bytes(sent(t, shell, `${name} l 1`, 2), "*1\r\n$1\r\na\r\n");
    }
  },
);

law(
  "list-push-if-there",
  "LPUSHX and RPUSHX push onto a list that is there, and make none",
  { hint: "A sequence with two ends" },
  script(`
    > LPUSHX l a
    (integer) 0
    > RPUSHX l a b
    (integer) 0
    > EXISTS l
    (integer) 0
    > RPUSH l a
    (integer) 1
    > LPUSHX l b c
    (integer) 3
    > RPUSHX l d
    (integer) 4
    > LRANGE l 0 -1
    1) "c"
    2) "b"
    3) "a"
    4) "d"
  `),
);

law(
  "list-range",
  "LRANGE answers from the first index to the last, that one too; what lies outside is left out",
  { hint: "Indexes from both sides" },
  script(`
    > RPUSH l a b c d
    (integer) 4
    > LRANGE l 1 2
    1) "b"
    2) "c"
    > LRANGE l -2 -1
    1) "c"
    2) "d"
    > LRANGE l 3 3
    1) "d"
    > LRANGE l -100 0
    1) "a"
    > LRANGE l 3 100
    1) "d"
    > LRANGE l 4 100
    (empty array)
    > LRANGE l 0 -5
    (empty array)
    > LRANGE l 2 1
    (empty array)
    > LRANGE l -9223372036854775808 9223372036854775807
    1) "a"
    2) "b"
    3) "c"
    4) "d"
    > LRANGE nothing 0 -1
    (empty array)
  `),
);

law(
  "list-index",
  "LINDEX and LSET count from the front, or with a negative index from the back",
  { hint: "Indexes from both sides" },
  script(`
    > RPUSH l a b c
    (integer) 3
    > LINDEX l 0
    "a"
    > LINDEX l -1
    "c"
    > LINDEX l -3
    "a"
    > LINDEX l 3
    (nil)
    > LINDEX l -4
    (nil)
    > LINDEX l -9223372036854775808
    (nil)
    > LSET l 1 x
    OK
    > LSET l -1 z
    OK
    > LSET l 3 y
    (error) ERR index out of range
    > LSET l -4 y
    (error) ERR index out of range
    > LRANGE l 0 -1
    1) "a"
    2) "x"
    3) "z"
    > LINDEX nothing 0
    (nil)
    > LSET nothing 0 a
    (error) ERR no such key
  `),
);

law(
  "list-remove",
  "LREM removes so many from the front, from the back if the count is negative, and all if it is 0",
  { hint: "Indexes from both sides" },
  script(`
    > RPUSH l a b a c a d a
    (integer) 7
    > LREM l 1 a
    (integer) 1
    > LREM l -2 a
    (integer) 2
    > LRANGE l 0 -1
    1) "b"
    2) "a"
    3) "c"
    4) "d"
    > RPUSH l a a
    (integer) 6
    > LREM l 0 a
    (integer) 3
    > LREM l 0 a
    (integer) 0
    > LREM l -9223372036854775808 b
    (integer) 1
    > LRANGE l 0 -1
    1) "c"
    2) "d"
    > LREM nothing 0 a
    (integer) 0
  `),
);

law(
  "list-trim",
  "LTRIM keeps what LRANGE would answer",
  { hint: "Indexes from both sides" },
  script(`
    > RPUSH l a b c d e
    (integer) 5
    > LTRIM l 1 -2
    OK
    > LRANGE l 0 -1
    1) "b"
    2) "c"
    3) "d"
    > LTRIM l -2 100
    OK
    > LRANGE l 0 -1
    1) "c"
    2) "d"
    > LTRIM l -100 0
    OK
    > LRANGE l 0 -1
    1) "c"
    > LTRIM l 1 0
    OK
    > EXISTS l
    (integer) 0
    > LTRIM nothing 0 1
    OK
    > EXISTS nothing
    (integer) 0
  `),
);

law(
  "list-insert",
  "LINSERT puts an element before or after the first that equals the pivot",
  { hint: "Indexes from both sides" },
  script(`
    > RPUSH l a b a
    (integer) 3
    > LINSERT l BEFORE a x
    (integer) 4
    > LINSERT l after b y
    (integer) 5
    > LINSERT l After y z
    (integer) 6
    > LINSERT l BEFORE nowhere z
    (integer) -1
    > LRANGE l 0 -1
    1) "x"
    2) "a"
    3) "b"
    4) "y"
    5) "z"
    6) "a"
    > LINSERT nothing BEFORE a x
    (integer) 0
    > LINSERT l BESIDE a x
    (error) ERR syntax error
    > EXISTS nothing
    (integer) 0
  `),
);

law(
  "list-changes",
  "each element that is pushed, popped, removed or set anew is a change, and nothing else of a list is",
  { hint: "What counts as a change" },
  counting(
    ["RPUSH l a b c d"],
    [
      ["RPUSH new a b c", 3],
      ["LPUSH l x y", 2],
      ["LPUSHX l x", 1],
      ["LPUSHX nothing x", 0],
      ["LPOP l", 1],
      ["LPOP l 2", 2],
      ["LPOP l 0", 0],
      ["LPOP nothing", 0],
      ["LSET l 0 a", 1],
      ["LSET l 9 a", 0],
      ["LREM l 0 nowhere", 0],
      ["LREM l 1 a", 1],
      ["LTRIM l 0 -1", 0],
      ["LTRIM l 1 -1", 1],
      ["LTRIM nothing 1 -1", 0],
      ["LINSERT l BEFORE nowhere a", 0],
      ["LINSERT l BEFORE c a", 1],
      ["LRANGE l 0 -1", 0],
      ["RPOP new 9", 3],
    ],
  ),
);

law(
  "list-model",
  "a list is what an array would be, whatever is done to it",
  { hint: "Indexes from both sides" },
  (t) => t.forAll([many(onLists(fc.constantFrom("l", "m")))], (requests) => agrees(t, requests)),
);

law(
  "list-model-long",
  "a list of some hundred elements is what an array would be, in its middle too",
  { hint: "A sequence with two ends" },
  (t) => {
    const key = fc.constant("l");
    const anywhere = fc.integer({ min: -500, max: 500 }).map(String);
    const some = fc
      .tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 999 }))
      .map(([count, from]) => Array.from({ length: count }, (_, i) => String((from + i * 7) % 40)));
    const one = fc.integer({ min: 0, max: 39 }).map(String);
    const requests = fc.array(
      fc.oneof(
        request(["RPUSH", "LPUSH"], key, some),
        request(["LPOP", "RPOP"], key, fc.integer({ min: 0, max: 200 }).map(String)),
        request(["LINSERT"], key, fc.constantFrom("BEFORE", "AFTER"), one, one),
        request(["LSET"], key, anywhere, one),
        request(["LREM"], key, fc.integer({ min: -9, max: 9 }).map(String), one),
        request(["LINDEX"], key, anywhere),
        request(["LRANGE"], key, anywhere, anywhere),
        request(["LTRIM"], key, fc.integer({ min: 0, max: 150 }).map(String), fc.constant("-100")),
      ),
      { minLength: 4, maxLength: 15 },
    );
    return t.forAll([some, some, requests], (front, back, then) =>
      agrees(t, [
        ["LPUSH", "l", ...front],
        ["RPUSH", "l", ...back],
        ...then,
        ["LRANGE", "l", "0", "-1"],
      ]),
    );
  },
);

law(
  "list-remove-runs",
  "LREM may empty any stretch of a long list, and what is left is read right from both ends",
  { hint: "A sequence with two ends" },
  (t) => {
    const value = fc.constantFrom("a", "b", "c");
    const stretch = fc
      .tuple(value, fc.integer({ min: 1, max: 300 }))
      .map(([word, count]) => ["RPUSH", "l", ...Array.from({ length: count }, () => word)]);
    const count = fc.constantFrom("0", "1", "-1", "130", "-130", "300", "-300");
    const remove = request(["LREM"], fc.constant("l"), count, value);
    const several = { minLength: 1, maxLength: 4 };
    return t.forAll([fc.array(stretch, several), fc.array(remove, several)], (pushes, removes) =>
      agrees(t, [
        ...pushes,
        ...removes,
        ["LINDEX", "l", "0"],
        ["LINDEX", "l", "-1"],
        ["LRANGE", "l", "0", "-1"],
        ["LPOP", "l", "2"],
        ["RPOP", "l", "140"],
        ["LPOP", "l", "140"],
      ]),
    );
  },
);

law(
  "list-insert-everywhere",
  "a list that grew by inserts in its middle alone is read right at every index",
  { hint: "A sequence with two ends" },
  (t) => {
    const shell = shellWith(t, "RPUSH l first last");
    const expected = ["first"];
    t.did("ran", "LINSERT l BEFORE last N, for N from 0 to 499");
    for (let i = 0; i < 500; i++) {
      shell.execute(["LINSERT", "l", "BEFORE", "last", String(i)].map(bytes));
      expected.push(String(i));
    }
    t.did("ran", "LINSERT l AFTER first N, for N from 500 to 999");
    for (let i = 500; i < 1000; i++) {
      shell.execute(["LINSERT", "l", "AFTER", "first", String(i)].map(bytes));
      expected.splice(1, 0, String(i));
    }
    expected.push("last");
    for (const [i, text] of expected.entries()) {
      t.did("ran", `LINDEX l ${i}`);
      t.equal(shell.ask(`LINDEX l ${i}`), `"${text}"`);
    }
  },
);

law(
  "list-ends-cost",
  "a push or a pop at either end of a million elements costs what it costs at ten",
  { hint: "A sequence with two ends" },
  (t) => {
    const shell = new Shell(t);
    fill(t, shell, "RPUSH", "l", 1_000_000, 10);
    repeat(t, shell, 10_000, "LPUSH l x", "RPOP l");
    repeat(t, shell, 10_000, "RPUSH l x", "LPOP l");
    repeat(t, shell, 1, "LPOP l 100000");
    repeat(t, shell, 1, "RPOP l 100000");
    t.equal(shell.ask("LLEN l"), "(integer) 800000");
  },
);

law(
  "list-index-cost",
  "an element near an end of a million is found at once, and one in the middle without passing half of them",
  { hint: "A sequence with two ends" },
  (t) => {
    const shell = new Shell(t);
    fill(t, shell, "RPUSH", "l", 1_000_000, 10);
    for (const line of [
      "LINDEX l -3",
      "LINDEX l 999990",
      "LRANGE l -10 -1",
      "LRANGE l 999990 999999",
      "LSET l -2 z",
      "LINDEX l 500000",
    ]) {
      repeat(t, shell, 4000, line);
    }
  },
);

law(
  "list-trim-cost",
  "LTRIM costs what it removes, not what it keeps",
  { hint: "A sequence with two ends" },
  (t) => {
    const shell = new Shell(t);
    fill(t, shell, "RPUSH", "log", 1_000_000, 10);
    repeat(t, shell, 3000, "LPUSH log x", "LTRIM log 0 999999");
    repeat(t, shell, 3000, "LTRIM log 1 -1");
    t.equal(shell.ask("LLEN log"), "(integer) 997000");
  },
);

law(
  "list-remove-cost",
  "LREM passes over the list once, however many elements it removes",
  { hint: "A sequence with two ends" },
  (t) => {
    const shell = new Shell(t);
    fill(t, shell, "RPUSH", "l", 600_000, 3);
    repeat(t, shell, 1, "LREM l 0 1");
    repeat(t, shell, 1, "LREM l -150000 0");
    repeat(t, shell, 1, "LREM l 150000 2");
    t.equal(shell.ask("LLEN l"), "(integer) 100000");
  },
);

law(
  "list-walk-cost",
  "LRANGE and LINSERT pass from one element to the next, and walk to none of them from an end anew",
  { hint: "A sequence with two ends" },
  (t) => {
    // Right, the lines pass 300,000 and 3,000,000 elements. Who walks to each of them, 128 elements at a step, takes
    // more than 3 × 10^9 steps and 10^10: of the kind that no law counts, and so many that it is a hang.
    const shell = new Shell(t);
    const list = new List();
    for (let i = 0; i < 3_000_000; i++) list.push("back", A);
    shell.keyspace.put(bytes("l"), list);
    t.did("made", "a list l of 3,000,000 elements");
    repeat(t, shell, 3, "LRANGE l 1450000 1549999");
    repeat(t, shell, 1, "LINSERT l BEFORE nowhere x");
  },
);

law(
  "hash-set",
  "HSET sets any number of fields and answers how many are new",
  { hint: "Fields and their values" },
  script(`
    > HSET user name ada born 1815
    (integer) 2
    > HSET user born 1816 died 1852
    (integer) 1
    > HSET user name ada
    (integer) 0
    > HGET user born
    "1816"
    > HSET twice f 1 f 2 f 3
    (integer) 1
    > HGET twice f
    "3"
    > HMSET user name grace lang cobol
    OK
    > HGET user name
    "grace"
    > HSETNX user name alan
    (integer) 0
    > HSETNX user army navy
    (integer) 1
    > HGET user name
    "grace"
    > HLEN user
    (integer) 5
    > HSETNX new f v
    (integer) 1
  `),
);

law(
  "hash-pairs",
  "a field without a value is a wrong number of arguments, and nothing is set",
  { hint: "Fields and their values" },
  script(`
    > HSET h a
    (error) ERR wrong number of arguments for 'hset' command
    > HSET h a 1 b
    (error) ERR wrong number of arguments for 'hset' command
    > HMSET h a 1 b
    (error) ERR wrong number of arguments for 'hmset' command
    > EXISTS h
    (integer) 0
    > SADD s a
    (integer) 1
    > HSET s a 1 b
    (error) ERR wrong number of arguments for 'hset' command
  `),
);

law(
  "hash-read",
  "what is not there is null, 0 or nothing; a value of no bytes is there",
  { hint: "Fields and their values" },
  script(`
    > HSET h f value empty ""
    (integer) 2
    > HGET h empty
    ""
    > HGET h nowhere
    (nil)
    > HEXISTS h empty
    (integer) 1
    > HEXISTS h nowhere
    (integer) 0
    > HSTRLEN h f
    (integer) 5
    > HSTRLEN h empty
    (integer) 0
    > HMGET h nowhere f empty f
    1) (nil)
    2) "value"
    3) ""
    4) "value"
    > HSETNX h empty x
    (integer) 0
    > HGET nothing f
    (nil)
    > HMGET nothing a b
    1) (nil)
    2) (nil)
    > HLEN nothing
    (integer) 0
    > HEXISTS nothing f
    (integer) 0
    > HSTRLEN nothing f
    (integer) 0
    > HDEL nothing f
    (integer) 0
  `),
);

law(
  "hash-all",
  "HGETALL is a map of fields and values; HKEYS and HVALS are arrays in one order",
  { hint: "Fields and their values" },
  (t) => {
    const shell = shellWith(t, "HSET one f v");
    t.bytes(sent(t, shell, "HGETALL one", 2), "*2\r\n$1\r\nf\r\n$1\r\nv\r\n");
    t.bytes(sent(t, shell, "HGETALL one", 3), "%1\r\n$1\r\nf\r\n$1\r\nv\r\n");
    t.bytes(sent(t, shell, "HKEYS one", 3), "*1\r\n$1\r\nf\r\n");
    t.bytes(sent(t, shell, "HVALS one", 3), "*1\r\n$1\r\nv\r\n");
    t.bytes(sent(t, shell, "HGETALL nothing", 2), "*0\r\n");
    t.bytes(sent(t, shell, "HGETALL nothing", 3), "%0\r\n");
    t.bytes(sent(t, shell, "HKEYS nothing", 3), "*0\r\n");
    t.bytes(sent(t, shell, "HVALS nothing", 3), "*0\r\n");
    const fields = Array.from({ length: 100 }, (_, i) => [`f${i}`, `v${i}`]);
    shell.execute(["HSET", "h", ...fields.flat()].map(bytes));
    const answer = (line: string) => answerOf("in order", shell.run(line)) as string[];
    t.did("ran", "HSET h f0 v0 … f99 v99, then HKEYS h and HVALS h");
    const keys = answer("HKEYS h");
    const values = answer("HVALS h");
    t.equal(keys.map((key, i) => [key, values[i]!]).toSorted(), fields.toSorted());
  },
);

law(
  "hash-delete",
  "HDEL answers how many fields were there, and counts one that is named twice once",
  { hint: "Fields and their values" },
  script(`
    > HSET h a 1 b 2 c 3
    (integer) 3
    > HDEL h a a nowhere
    (integer) 1
    > HDEL h nowhere
    (integer) 0
    > HGETALL nothing
    (empty array)
    > HDEL h b c
    (integer) 2
    > EXISTS h
    (integer) 0
  `),
);

law(
  "hash-increment",
  "HINCRBY counts in 64 bits, exactly, from 0 if there is no field",
  { hint: "Sixty-four bits" },
  script(`
    > HINCRBY h n 5
    (integer) 5
    > HINCRBY h n -7
    (integer) -2
    > HGET h n
    "-2"
    > HINCRBY h n 9007199254740995
    (integer) 9007199254740993
    > HGET h n
    "9007199254740993"
    > HSET h max 9223372036854775807 min -9223372036854775808
    (integer) 2
    > HINCRBY h max 1
    (error) ERR increment or decrement would overflow
    > HINCRBY h min -1
    (error) ERR increment or decrement would overflow
    > HINCRBY h max -9223372036854775807
    (integer) 0
    > HINCRBY h fresh -9223372036854775808
    (integer) -9223372036854775808
    > HINCRBY h min 9223372036854775807
    (integer) -1
  `),
);

law(
  "hash-increment-refused",
  "HINCRBY adds integers of one spelling; what it refuses changes nothing",
  { hint: "Sixty-four bits" },
  (t) => {
    const shell = new Shell(t);
    for (const word of ["x", "+1", "01", " 1", "1.0", '""', "9223372036854775808"]) {
      const value = word.startsWith(" ") ? `"${word}"` : word;
      t.given("ran", `HINCRBY nothing f ${value}`);
      t.equal(
        shell.ask(`HINCRBY nothing f ${value}`),
        "(error) ERR value is not an integer or out of range",
      );
      shell.ask(`HSET h f ${value}`);
      const before = shell.ask("HGET h f");
      const { changes } = shell.keyspace;
      t.given("ran", `HSET h f ${value} and HINCRBY h f 1`);
      t.equal(shell.ask("HINCRBY h f 1"), "(error) ERR hash value is not an integer");
      t.equal(shell.ask("HGET h f"), before, "HGET h f");
      t.equal(shell.keyspace.changes, changes, "keyspace.changes");
    }
    t.equal(shell.ask("EXISTS nothing"), "(integer) 0", "EXISTS nothing");
  },
);

law(
  "hash-changes",
  "each field that is set is a change, the same value included, and each that is removed",
  { hint: "What counts as a change" },
  counting(
    ["HSET h f v n 1"],
    [
      ["HSET h f v", 1],
      ["HSET h f w g x", 2],
      ["HSET made f v g w", 2],
      ["HSETNX h f v", 0],
      ["HSETNX h e v", 1],
      ["HDEL h e nowhere", 1],
      ["HDEL h nowhere", 0],
      ["HINCRBY h n 0", 1],
      ["HINCRBY h f 1", 0],
      ["HINCRBY nothing f x", 0],
      ["HGETALL h", 0],
      ["HSCAN h 0", 0],
    ],
  ),
);

law(
  "hash-model",
  "a hash is what a Map would be, whatever is done to it",
  { hint: "Fields and their values" },
  (t) => t.forAll([many(onHashes(fc.constantFrom("h", "i")))], (requests) => agrees(t, requests)),
);

law(
  "set-members",
  "a member is in a set once; SADD and SREM answer how many came and went",
  { hint: "Sets, and what they have in common" },
  script(`
    > SADD s a b a c
    (integer) 3
    > SADD s a d
    (integer) 1
    > SCARD s
    (integer) 4
    > SISMEMBER s b
    (integer) 1
    > SISMEMBER s x
    (integer) 0
    > SMISMEMBER s x a x d
    1) (integer) 0
    2) (integer) 1
    3) (integer) 0
    4) (integer) 1
    > SREM s a a x
    (integer) 1
    > SREM s b c
    (integer) 2
    > SMEMBERS s
    1) "d"
    > SREM nothing a
    (integer) 0
    > SCARD nothing
    (integer) 0
    > SISMEMBER nothing a
    (integer) 0
    > SMISMEMBER nothing a b
    1) (integer) 0
    2) (integer) 0
  `),
);

law(
  "set-replies",
  "a set is answered as a set, which RESP2 writes as an array; SMISMEMBER answers an array",
  { hint: "Sets, and what they have in common" },
  (t) => {
    const shell = shellWith(t, "SADD s a");
    for (const line of ["SMEMBERS s", "SINTER s", "SUNION s nothing", "SDIFF s nothing"]) {
      t.bytes(sent(t, shell, line, 2), "*1\r\n$1\r\na\r\n");
      t.bytes(sent(t, shell, line, 3), "~1\r\n$1\r\na\r\n");
    }
    for (const line of ["SMEMBERS nothing", "SINTER s nothing", "SUNION nothing", "SDIFF s s"]) {
      t.bytes(sent(t, shell, line, 2), "*0\r\n");
      t.bytes(sent(t, shell, line, 3), "~0\r\n");
    }
    t.bytes(sent(t, shell, "SMISMEMBER s a b", 3), "*2\r\n:1\r\n:0\r\n");
  },
);

law(
  "set-algebra",
  "SINTER is what all have, SUNION what one has, SDIFF what the first alone has",
  { hint: "Sets, and what they have in common" },
  (t) => {
    const shell = shellWith(t, "SADD a 1 2 3 4", "SADD b 3 4 5", "SADD c 4 5 6");
    for (const [line, members] of [
      ["SINTER a b", ["3", "4"]],
      ["SINTER a b c", ["4"]],
      ["SINTER c a b", ["4"]],
      ["SINTER a a", ["1", "2", "3", "4"]],
      ["SUNION a b c", ["1", "2", "3", "4", "5", "6"]],
      ["SUNION nothing c", ["4", "5", "6"]],
      ["SDIFF a b", ["1", "2"]],
      ["SDIFF b a", ["5"]],
      ["SDIFF a nothing", ["1", "2", "3", "4"]],
      ["SDIFF a c b", ["1", "2"]],
    ] as const) {
      t.given("ran", line);
      t.equal(
        unordered(shell, line),
        members.map((member) => `"${member}"`),
      );
    }
    for (const line of ["SINTER a nothing", "SDIFF nothing a", "SDIFF a b a"]) {
      t.given("ran", line);
      t.equal(shell.ask(line), "(empty array)");
    }
  },
);

law(
  "set-store",
  "SINTERSTORE and its like replace the destination, whatever it held; an empty result removes it",
  { hint: "The destination" },
  (t) => {
    const shell = shellWith(t, "SADD a 1 2 3", "SADD b 3 4", "SET text x", "RPUSH list x");
    shell.script(
      t,
      `
      > SINTERSTORE text a b
      (integer) 1
      > SMEMBERS text
      1) "3"
      > SDIFFSTORE list a b
      (integer) 2
      > TYPE list
      set
      > SUNIONSTORE list b nothing
      (integer) 2
      > SINTERSTORE list a nothing
      (integer) 0
      > EXISTS list
      (integer) 0
      > SDIFFSTORE text b b
      (integer) 0
      > EXISTS text
      (integer) 0
      > SUNIONSTORE never nothing
      (integer) 0
      > EXISTS never
      (integer) 0
      `,
    );
  },
);

law(
  "set-store-sources",
  "the destination may be one of the sources, and counts as what it was",
  { hint: "The destination" },
  (t) => {
    const shell = shellWith(t, "SADD a 1 2 3", "SADD b 3 4");
    for (const [line, count, members] of [
      ["SUNIONSTORE a a b", 4, ["1", "2", "3", "4"]],
      ["SDIFFSTORE a a b", 2, ["1", "2"]],
      ["SDIFFSTORE a b a", 2, ["3", "4"]],
      ["SINTERSTORE a b a a", 2, ["3", "4"]],
    ] as const) {
      t.did("ran", line);
      t.equal(shell.ask(line), `(integer) ${count}`);
      t.equal(
        unordered(shell, "SMEMBERS a"),
        members.map((member) => `"${member}"`),
        "SMEMBERS a",
      );
    }
    t.did("ran", "SDIFFSTORE a a a");
    t.equal(shell.ask("SDIFFSTORE a a a"), "(integer) 0");
    t.equal(shell.ask("EXISTS a"), "(integer) 0", "EXISTS a");
  },
);

law(
  "set-store-copies",
  "what is stored is a set of its own: to change it changes no source, nor the other way round",
  { hint: "The destination" },
  (t) => {
    for (const name of ["SINTERSTORE", "SUNIONSTORE", "SDIFFSTORE"]) {
      const shell = shellWith(t, "SADD source a");
      shell.script(
        t,
        `
        > ${name} copy source
        (integer) 1
        > SADD copy b
        (integer) 1
        > SCARD source
        (integer) 1
        > SADD source c d
        (integer) 2
        > SCARD copy
        (integer) 2
        `,
      );
    }
  },
);

law(
  "set-move",
  "SMOVE takes a member out of one set and adds it to the other, which may be new or have it",
  { hint: "The destination" },
  script(`
    > SADD a 1 2 3
    (integer) 3
    > SADD b 3
    (integer) 1
    > SMOVE a b 1
    (integer) 1
    > SMOVE a b 1
    (integer) 0
    > SMOVE a b 3
    (integer) 1
    > SCARD b
    (integer) 2
    > SMOVE a a 2
    (integer) 1
    > SMOVE a a 9
    (integer) 0
    > SMEMBERS a
    1) "2"
    > SMOVE a new 9
    (integer) 0
    > EXISTS new
    (integer) 0
    > SMOVE a new 2
    (integer) 1
    > EXISTS a
    (integer) 0
    > SMEMBERS new
    1) "2"
    > SMOVE nothing a 2
    (integer) 0
  `),
);

law(
  "changes",
  "keyspace.changes counts what was changed, and stands still where nothing was",
  { hint: "What counts as a change" },
  counting(
    ["SADD s a b", "SADD t b c", "RPUSH l a"],
    [
      ["SADD s a", 0],
      ["SADD s a x y", 2],
      ["SADD fresh a a", 1],
      ["SREM s x nowhere", 1],
      ["SREM s nowhere", 0],
      ["SMOVE s t y", 2],
      ["SMOVE s t b", 1],
      ["SMOVE s t nowhere", 0],
      ["SMOVE s s a", 0],
      ["SMOVE s another a", 2],
      ["SINTER t fresh", 0],
      ["SUNIONSTORE u t fresh", 1],
      ["SUNIONSTORE u u", 1],
      ["SINTERSTORE u t nothing", 1],
      ["SINTERSTORE u t nothing", 0],
      ["SDIFFSTORE u l", 0],
    ],
  ),
);

law(
  "set-model",
  "sets are what JavaScript's would be, whatever is done to them",
  { hint: "Sets, and what they have in common" },
  (t) =>
    t.forAll([many(onSets(fc.constantFrom("s", "t", "u")))], (requests) => agrees(t, requests)),
);

law(
  "set-cost",
  "what three members have in common with 100,000 is found without passing those",
  { hint: "Small asks large" },
  (t) => {
    const shell = shellWith(t, "SADD small 1 2 x");
    const huge = new CountedSet();
    for (let i = 0; i < 100_000; i++) huge.add(bytes(String(i)));
    t.did("made", "a set huge of 100,000 members");
    shell.keyspace.put(bytes("huge"), huge);
    for (const line of [
      "SINTER huge small",
      "SINTER small huge",
      "SINTER huge huge small",
      "SINTERSTORE result huge small",
      "SINTER huge nothing",
      "SDIFF small huge",
      "SDIFFSTORE result small huge",
    ]) {
      t.did("ran", line);
      huge.passed = 0;
      shell.ask(line);
      t.atMost(huge.passed, MEMBERS_PASSED_MAX, "members of huge passed");
      repeat(t, shell, 3000, line);
    }
    t.equal(shell.ask("SCARD result"), "(integer) 1");
  },
);

law(
  "lookup-cost",
  "a member of 50,000, or a field, is found, added and removed without looking at the others",
  { hint: "Small asks large" },
  (t) => {
    const shell = new Shell(t);
    fill(t, shell, "SADD", "s", 50_000);
    fill(t, shell, "HSET", "h", 100_000);
    for (const line of ["SISMEMBER s 33333", "SADD s x", "SMOVE s t x", "HGET h 44444", "HLEN h"]) {
      repeat(t, shell, 3000, line);
    }
    repeat(t, shell, 3000, "HSET h x 1", "HINCRBY h x 1", "HDEL h x");
    t.equal(shell.ask("HLEN h"), "(integer) 50000");
  },
);

/** Every command on one kind of collection, as it is right but for the kind. */
const ON_KIND: Readonly<Record<string, readonly string[]>> = {
  list: [
    "LPUSH key a",
    "RPUSH key a",
    "LPUSHX key a",
    "RPUSHX key a",
    "LPOP key",
    "RPOP key",
    "LPOP key 1",
    "RPOP key 0",
    "LLEN key",
    "LRANGE key 0 -1",
    "LINDEX key 0",
    "LSET key 0 a",
    "LREM key 0 a",
    "LTRIM key 0 -1",
    "LINSERT key BEFORE a b",
  ],
  hash: [
    "HSET key f v",
    "HMSET key f v",
    "HSETNX key f v",
    "HGET key f",
    "HDEL key f",
    "HLEN key",
    "HEXISTS key f",
    "HSTRLEN key f",
    "HGETALL key",
    "HKEYS key",
    "HVALS key",
    "HMGET key f",
    "HINCRBY key f 1",
    "HSCAN key 0",
  ],
  set: [
    "SADD key a",
    "SREM key a",
    "SISMEMBER key a",
    "SMISMEMBER key a",
    "SMEMBERS key",
    "SCARD key",
    "SINTER key",
    "SUNION a key",
    "SDIFF nothing key",
    "SINTERSTORE a a key",
    "SUNIONSTORE key key a",
    "SDIFFSTORE key a key",
    "SMOVE key a x",
    "SMOVE a key x",
    "SMOVE a key a",
    "SSCAN key 0",
  ],
  string: [
    "GET key",
    "GETSET key v",
    "GETDEL key",
    "GETEX key",
    "STRLEN key",
    "APPEND key v",
    "GETRANGE key 0 -1",
    "SETRANGE key 0 v",
    "INCR key",
    "DECRBY key 1",
    "SET key v GET",
  ],
};

const MAKE: Readonly<Record<string, string>> = {
  list: "RPUSH key a",
  hash: "HSET key a 1",
  set: "SADD key a",
  string: "SET key a",
};

law(
  "wrong-type",
  "a command on one kind refuses a key of another, and changes nothing",
  { hint: "The wrong kind" },
  (t) => {
    for (const [kind, make] of Object.entries(MAKE)) {
      for (const [other, lines] of Object.entries(ON_KIND)) {
        if (other === kind) continue;
        const shell = new Shell(t);
        shell.ask(make);
        shell.ask("SADD a a");
        const { changes } = shell.keyspace;
        for (const line of lines) {
          t.given("ran", make);
          t.did("ran", line);
          t.equal(shell.ask(line), WRONGTYPE);
          t.equal(shell.keyspace.changes, changes, "keyspace.changes");
          t.equal(shell.ask("TYPE key"), kind, "TYPE key");
          t.equal(shell.ask("SMEMBERS a"), '1) "a"', "SMEMBERS a");
        }
      }
    }
  },
);

law(
  "wrong-type-of-a-later-key",
  "every source is looked at, even where the result is clear without it; the destination is not",
  { hint: "The wrong kind" },
  (t) => {
    const shell = shellWith(t, "SADD s a", "RPUSH list a", "SADD target a");
    for (const line of [
      "SINTER nothing list",
      "SINTER s nothing list",
      "SUNION s list",
      "SDIFF nothing list",
      "SDIFF s s list",
      "SINTERSTORE target nothing list",
      "SDIFFSTORE target nothing list",
      "SMOVE s list nowhere",
    ]) {
      t.did("ran", line);
      t.equal(shell.ask(line), WRONGTYPE);
    }
    t.equal(shell.ask("EXISTS target"), "(integer) 1", "EXISTS target");
    shell.script(
      t,
      `
      > SMOVE nothing list a
      (integer) 0
      > SUNIONSTORE list s
      (integer) 1
      > TYPE list
      set
      `,
    );
  },
);

law(
  "error-order",
  "of two errors the one is told that Redis looks for first",
  { hint: "The order of errors" },
  (t) => {
    const shell = shellWith(t, "SET text x", "RPUSH l a", "HSET h f x");
    const number = "(error) ERR value is not an integer or out of range";
    const positive = "(error) ERR value is out of range, must be positive";
    for (const [line, reply] of [
      ["LRANGE text x 1", number],
      ["LRANGE nothing 0 x", number],
      ["LTRIM text 0 x", number],
      ["LTRIM nothing x 0", number],
      ["LREM text x a", number],
      ["LREM nothing x a", number],
      ["LPOP text x", positive],
      ["RPOP nothing -1", positive],
      ["LPOP text x y", "(error) ERR wrong number of arguments for 'lpop' command"],
      ["LINSERT text BESIDE a b", "(error) ERR syntax error"],
      ["LINSERT nothing BESIDE a b", "(error) ERR syntax error"],
      ["HINCRBY text f x", number],
      ["HINCRBY h f x", number],
      ["HSCAN text x", "(error) ERR invalid cursor"],
      ["SSCAN nothing x", "(error) ERR invalid cursor"],
      ["LINDEX text x", WRONGTYPE],
      ["LSET text x a", WRONGTYPE],
      ["HSCAN text 0 COUNT", WRONGTYPE],
      ["SSCAN text 0 NOW 1", WRONGTYPE],
      ["LINDEX nothing x", "(nil)"],
      ["LSET nothing x a", "(error) ERR no such key"],
      ["HSCAN nothing 0 COUNT x", '1) "0"\n2) (empty array)'],
      ["SSCAN nothing 0 NOW", '1) "0"\n2) (empty array)'],
      ["LINDEX l x", number],
      ["LSET l 1.0 a", number],
      ["HSCAN h 0 COUNT x", number],
      ["HSCAN h 0 COUNT 0", "(error) ERR syntax error"],
      ["HSCAN h 0 TYPE string", "(error) ERR syntax error"],
    ] as const) {
      t.given("ran", line);
      t.equal(shell.ask(line).replaceAll(/^ +/gm, ""), reply);
    }
  },
);

law(
  "mixed-model",
  "keys become empty, come back as another kind, and refuse what is not theirs, as in a model",
  { hint: "The last element takes the key along" },
  (t) => {
    const key = fc.constantFrom("k", "l", "m");
    const requests = many([
      ...onLists(key),
      ...onHashes(key),
      ...onSets(key),
      request(["DEL", "EXISTS"], key),
      request(["SET"], key, element),
    ]);
    return t.forAll([requests], (words) => agrees(t, words));
  },
);

law(
  "empty-is-gone",
  "the last element takes the key along, whichever command takes it",
  { hint: "The last element takes the key along" },
  (t) => {
    for (const [make, take] of [
      ["RPUSH k a", "LPOP k"],
      ["RPUSH k a", "RPOP k"],
      ["RPUSH k a b", "LPOP k 2"],
      ["RPUSH k a b", "RPOP k 5"],
      ["RPUSH k a a", "LREM k 0 a"],
      ["RPUSH k a b", "LTRIM k 5 10"],
      ["HSET k a 1 b 2", "HDEL k a b"],
      ["SADD k a b", "SREM k b a"],
      ["SADD k a", "SMOVE k other a"],
      ["SADD k a", "SDIFFSTORE k k k"],
    ] as const) {
      const shell = new Shell(t);
      t.given("ran", make);
      shell.ask(make);
      shell.ask("EXPIRE k 100");
      t.did("ran", "EXPIRE k 100");
      t.did("ran", take);
      shell.ask(take);
      t.equal(shell.ask("TYPE k"), "none", "TYPE k");
      t.equal(shell.ask("EXISTS k"), "(integer) 0", "EXISTS k");
      t.equal(shell.keyspace.size, take.includes("other") ? 1 : 0, "keyspace.size");
      t.equal(shell.keyspace.deadlineCount, 0, "keyspace.deadlineCount");
      for (const again of ["SADD k x", "HSET k x 1", "RPUSH k x"]) {
        shell.ask("DEL k");
        t.did("ran", again);
        t.equal(shell.ask(again), "(integer) 1");
        t.equal(shell.ask("TTL k"), "(integer) -1", "TTL k");
      }
    }
  },
);

law(
  "nothing-is-made",
  "a command that adds nothing, or fails, makes no key",
  { hint: "The last element takes the key along" },
  (t) => {
    const shell = shellWith(t, "SADD s a", "SET text x");
    for (const line of [
      "LPUSHX k a",
      "LPOP k 0",
      "LSET k 0 a",
      "LINSERT k BEFORE a b",
      "LTRIM k 0 -1",
      "LREM k 0 a",
      "HDEL k f",
      "HINCRBY k f x",
      "HGETALL k",
      "SREM k a",
      "SMOVE s k b",
      "SMOVE text k b",
      "SINTERSTORE k s k",
      "SUNIONSTORE k text",
      "SMEMBERS k",
      "HSCAN k 0",
    ]) {
      t.given("ran", line);
      shell.ask(line);
      t.equal(shell.ask("EXISTS k"), "(integer) 0", "EXISTS k");
      t.equal(shell.keyspace.size, 2, "keyspace.size");
    }
  },
);

law(
  "deadlines",
  "a collection keeps its deadline while it is changed; what SUNIONSTORE and its like put there has none",
  { hint: "The last element takes the key along" },
  (t) => {
    for (const [make, ...changes] of [
      ["RPUSH k a b c", "LPUSH k x", "LPOP k", "LSET k 0 z", "LTRIM k 0 1", "LINSERT k AFTER z y"],
      ["HSET k a 1", "HSET k b 1", "HSET k a 2", "HINCRBY k a 5", "HDEL k b", "HSETNX k c 1"],
      ["SADD k a", "SMOVE k k a", "SADD k b c", "SREM k b", "SMOVE k other c", "SMOVE other k c"],
    ] as const) {
      const shell = shellWith(t, make, "EXPIRE k 100");
      for (const line of changes) {
        t.did("ran", line);
        shell.ask(line);
        t.equal(shell.ask("TTL k"), "(integer) 100", "TTL k");
      }
      t.did("later by", "101 seconds");
      shell.clock.advance(101_000);
      t.equal(shell.ask("EXISTS k"), "(integer) 0", "EXISTS k");
    }
    const shell = shellWith(t, "SADD s a", "SADD k b", "EXPIRE k 100", "SUNIONSTORE k k s");
    t.equal(shell.ask("TTL k"), "(integer) -1", "TTL k");
    t.equal(shell.keyspace.deadlineCount, 0, "keyspace.deadlineCount");
  },
);

law(
  "dead-collections",
  "a collection whose time has come is an empty one",
  { hint: "The last element takes the key along" },
  (t) => {
    const shell = shellWith(t, "RPUSH l a", "HSET h f v", "SADD s a", "SADD alive a");
    for (const key of ["l", "h", "s"]) shell.ask(`PEXPIRE ${key} 10`);
    t.did("ran", "PEXPIRE l 10, PEXPIRE h 10 and PEXPIRE s 10");
    t.did("later by", "11 milliseconds");
    shell.clock.advance(11);
    shell.script(
      t,
      `
      > LPUSHX l x
      (integer) 0
      > HGETALL h
      (empty array)
      > SINTER s alive
      (empty array)
      > SMOVE s alive a
      (integer) 0
      > RPUSH s b
      (integer) 1
      > TTL s
      (integer) -1
      > SADD l b
      (integer) 1
      > TTL l
      (integer) -1
      `,
    );
  },
);

law(
  "replies-stay",
  "a reply that waits stays as it was, whatever is done to the key, and so do the words of a request",
  { hint: "A reply that waits" },
  (t) => {
    const wordsOf = (line: string) => line.split(" ").map(bytes);
    for (const { makes, reads, writes } of WAITING) {
      for (const make of makes) {
        for (const read of reads) {
          for (const write of writes) {
            const shell = new Shell(t);
            const words = [wordsOf(make), wordsOf(read)];
            shell.execute(words[0]!);
            const kept = shell.execute(words[1]!);
            const expected = encode(kept, 3);
            shell.run(write);
            t.given("ran", make);
            t.did("kept the reply to", read);
            t.did("ran", write);
            t.bytes(encode(kept, 3), expected);
            const after = words.map((line) => line.map((word) => Buffer.from(word)).join(" "));
            t.equal(after, [make, read], "the words of the requests");
          }
        }
      }
    }
  },
);

/** Ways to make a key, to read it, and to change it. */
const WAITING = [
  {
    makes: ["HSET k f 5", "HINCRBY k f 5", "HSETNX k f 5"],
    reads: ["HGET k f", "HMGET k f g", "HGETALL k", "HVALS k", "HSCAN k 0", "HINCRBY k f 0"],
    writes: ["HINCRBY k f 1", "HINCRBY k f -2", "HSET k f 6", "HDEL k f", "DEL k"],
  },
  {
    makes: ["RPUSH k a b c", "LPUSH k c b a"],
    reads: ["LRANGE k 0 -1", "LINDEX k 1", "LPOP k", "RPOP k 2"],
    writes: ["LSET k 0 z", "LPUSH k y", "LINSERT k BEFORE b x", "LREM k 0 b", "LTRIM k 1 1"],
  },
  {
    makes: ["SADD k a b c"],
    reads: ["SMEMBERS k", "SINTER k k", "SUNION k", "SDIFF k nothing", "SSCAN k 0"],
    writes: ["SADD k d", "SREM k b", "SMOVE k l a", "SDIFFSTORE k k k"],
  },
] as const;

law(
  "any-bytes",
  "elements, fields, values and members are any bytes, and equal if their bytes are",
  { hint: "Fields and their values" },
  (t) => {
    const shell = new Shell(t);
    const words = ["\0", "\0\0", "", "\xff", "\xfe", "\xef\xbf\xbd", "A", "a", "\r\n", "é", " "];
    const run = (...request: string[]) => {
      t.did("ran", JSON.stringify(request.slice(0, 3)));
      return answerOf(request[0]!, shell.execute(request.map(bytes)));
    };
    t.equal(run("RPUSH", "l", ...words), words.length);
    t.equal(run("LRANGE", "l", "0", "-1"), words);
    t.equal(run("SADD", "s", ...words), words.length);
    t.equal(
      run("SMISMEMBER", "s", ...words),
      words.map(() => 1),
    );
    t.equal(run("HSET", "h", ...words.flatMap((word) => [word, word])), words.length);
    t.equal(run("HMGET", "h", ...words), words);
    for (const word of words) {
      t.equal(run("LREM", "l", "0", word), 1);
      t.equal(run("HDEL", "h", word), 1);
      t.equal(run("SREM", "s", word), 1);
    }
    t.equal(shell.keyspace.size, 0, "keyspace.size");
  },
);

/** Scans a collection to its end, and calls `between` after each reply; the words found, in order. */
function scanned(t: Trial, shell: Shell, line: string, between = () => {}): string[] {
  const [name, key, ...options] = line.split(" ");
  const found: string[] = [];
  let cursor = "0";
  for (let calls = 0; calls < 10_000; calls++) {
    const request = [name!, key!, cursor, ...options];
    t.given("ran", request.join(" "));
    const [next, words] = answerOf("scan", shell.execute(request.map(bytes))) as [string, string[]];
    found.push(...words);
    if (next === "0") return found;
    cursor = next;
    between();
  }
  t.holds(false, "10,000 calls, and the cursor did not come back to 0");
  return found;
}

law(
  "scan-replies",
  "HSCAN answers fields with their values, SSCAN members; MATCH is about fields and members",
  { hint: "Scanning a collection" },
  (t) => {
    const shell = shellWith(t, "HSET h apple 1 bean 2 avocado bean", "SADD s apple bean avocado");
    shell.script(
      t,
      `
      > HSCAN h 0 MATCH b* COUNT 100
      1) "0"
      2) 1) "bean"
      2) "2"
      > SSCAN s 0 MATCH b* COUNT 100
      1) "0"
      2) 1) "bean"
      > HSCAN h 0 MATCH 2 COUNT 100
      1) "0"
      2) (empty array)
      `,
    );
    const fields = scanned(t, shell, "HSCAN h");
    t.equal(fields.length, 6, "the number of words");
    const found = Array.from({ length: 3 }, (_, i) => fields.slice(2 * i, 2 * i + 2)).toSorted();
    t.equal(found, [
      ["apple", "1"],
      ["avocado", "bean"],
      ["bean", "2"],
    ]);
    t.equal(scanned(t, shell, "SSCAN s").toSorted(), ["apple", "avocado", "bean"]);
    t.bytes(
      sent(t, shell, "HSCAN h 0 MATCH bean COUNT 100", 3),
      "*2\r\n$1\r\n0\r\n*2\r\n$4\r\nbean\r\n$1\r\n2\r\n",
    );
    t.bytes(sent(t, shell, "SSCAN nothing 0", 3), "*2\r\n$1\r\n0\r\n*0\r\n");
  },
);

law(
  "scan-misses-nothing",
  "HSCAN and SSCAN in small parts find all that was there throughout, while others come and go",
  { hint: "Scanning a collection" },
  (t) =>
    t.forAll([fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 40 })], (stay, come) => {
      const shell = new Shell(t);
      const words = Array.from({ length: stay }, (_, i) => `stays:${i}`);
      for (const word of words) {
        shell.ask(`SADD s ${word}`);
        shell.ask(`HSET h ${word} ${word}`);
      }
      let round = 0;
      const between = () => {
        round += 1;
        for (let i = 0; i < come; i++) {
          const name = round % 2 === 0 ? ["SREM s", "HDEL h"] : ["SADD s", "HSET h"];
          shell.ask(`${name[0]} comes:${i}`);
          shell.ask(`${name[1]} comes:${i} x`);
        }
      };
      const members = scanned(t, shell, "SSCAN s COUNT 20", between);
      t.equal(
        words.filter((word) => !members.includes(word)),
        [],
        "members that were missed",
      );
      const fields = scanned(t, shell, "HSCAN h COUNT 20", between);
      t.equal(
        words.filter((word) => !fields.includes(word)),
        [],
        "fields that were missed",
      );
    }),
);

law(
  "strings-come-and-go",
  "SET, RENAME and DEL take keys of every kind",
  { hint: "The wrong kind" },
  (t) => {
    for (const [kind, make] of Object.entries(MAKE)) {
      const shell = shellWith(t, make, "SADD other x");
      shell.script(
        t,
        `
        > TYPE key
        ${kind}
        > RENAME key other
        OK
        > TYPE other
        ${kind}
        > MGET other
        1) ${kind === "string" ? '"a"' : "(nil)"}
        > SETNX other v
        (integer) 0
        > SET other v
        OK
        > GET other
        "v"
        `,
      );
      shell.script(
        t,
        `
        > ${make}
        ${kind === "string" ? "OK" : "(integer) 1"}
        > DEL key other
        (integer) 2
        > DBSIZE
        (integer) 0
        `,
      );
    }
  },
);

/**
 * What laws are written with: each check passes where it should, and says what it must where it should not.
 */
import util from "node:util";
import { InvariantError } from "@labs/machine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BrokenLaw, brokenLaw } from "../src/testing/broken.ts";
import { canaries } from "../src/testing/canaries.ts";
import { hexDump, show, visible } from "../src/testing/show.ts";
import { Trial } from "../src/testing/trial.ts";

const trial = () => new Trial(7, 5_000);
const utf8 = (text: string) => new TextEncoder().encode(text);

/** What the check says is broken; undefined where it passes. Other errors pass through. */
async function broken(check: (t: Trial) => unknown): Promise<BrokenLaw | undefined> {
  try {
    await check(trial());
    return undefined;
  } catch (error) {
    const law = brokenLaw(error);
    if (law === undefined) throw error;
    return law;
  }
}

describe("bytes", () => {
  test("a Buffer, a view and a text of the same bytes are equal", async () => {
    expect(await broken((t) => t.bytes(Buffer.from("ab"), "ab"))).toBeUndefined();
    expect(
      await broken((t) => t.bytes(utf8("xab").subarray(1), Buffer.from("ab"))),
    ).toBeUndefined();
  });

  test("a difference is shown as text and as a dump with the row marked", async () => {
    const law = await broken((t) => t.bytes(utf8("+PONG\r\nabcdefgh"), "+PONG\r\nabcdefgH"));
    expect(law?.message).toBe("the bytes differ at offset 14");
    expect(law?.expected).toBe(
      '"+PONG\\r\\nabcdefgH"\n' +
        "  0000  2b 50 4f 4e 47 0d 0a 61  |+PONG..a|\n" +
        "> 0008  62 63 64 65 66 67 48     |bcdefgH|",
    );
    expect(law?.actual).toContain("> 0008  62 63 64 65 66 67 68     |bcdefgh|");
  });

  test("one that is cut short shows where it ends", async () => {
    const law = await broken((t) => t.bytes(utf8("12345678"), "12345678+"));
    expect(law?.actual).toContain("> 0008  (the end)");
  });

  test("what is no bytes at all is said", async () => {
    const law = await broken((t) => t.bytes("OK" as never, "OK"));
    expect(law?.message).toBe("expected bytes, a Uint8Array");
  });
});

describe("equal", () => {
  test("compares bytes by content, inside too, and tells 1 from 1n and 0 from -0", async () => {
    const value = { items: [Buffer.from("a")] };
    expect(await broken((t) => t.equal(value, { items: [utf8("a")] }))).toBeUndefined();
    expect(await broken((t) => t.equal(value, { items: [utf8("b")] }))).toBeDefined();
    expect(await broken((t) => t.equal(1n, 1))).toBeDefined();
    expect(await broken((t) => t.equal(-0, 0))).toBeDefined();
    expect(await broken((t) => t.equal(Number.NaN, Number.NaN))).toBeUndefined();
  });

  test("compares structure: keys, holes, symbols, prototypes, and what lies inside", async () => {
    class Point {
      x = 1;
    }
    const key = Symbol("key");
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const equal: (readonly [unknown, unknown])[] = [
      [new Point(), new Point()],
      [
        { b: [1, { c: 2n }], a: null },
        { a: null, b: [1, { c: 2n }] },
      ],
      [{ [key]: 1 }, { [key]: 1 }],
      [new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]])],
      [new Date(5), new Date(5)],
      [Object.assign(new Error("a"), { code: "x" }), Object.assign(new Error("a"), { code: "x" })],
    ];
    const different: (readonly [unknown, unknown])[] = [
      [new Point(), { x: 1 }],
      [Object.create(null), {}],
      [{ a: undefined }, {}],
      [{ a: undefined }, { b: undefined }],
      // biome-ignore lint/suspicious/noSparseArray: a hole is what is told from undefined
      [[,], [undefined]],
      [new Array(1), []],
      [[], Object.create(Array.prototype)],
      [{ [key]: 1 }, { [key]: 2 }],
      [new Map([["a", 1]]), new Map([["a", 2]])],
      [new Date(5), new Date(6)],
      [new Error("a"), new Error("b")],
      [new Float64Array([1]), new Float64Array([2])],
      [new Uint8Array(2), [0, 0]],
      [null, {}],
      [cyclic, [[1]]],
    ];
    for (const [a, b] of equal) expect(await broken((t) => t.equal(a, b))).toBeUndefined();
    for (const [a, b] of different) {
      expect(await broken((t) => t.equal(a, b))).toBeDefined();
      expect(await broken((t) => t.equal(b, a))).toBeDefined();
    }
  });

  test("what throws when it is read is equal to nothing else", async () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw null;
        },
      },
    );
    expect(await broken((t) => t.equal(hostile, {}))).toBeDefined();
    expect(await broken((t) => t.equal([hostile], [{}]))).toBeDefined();
  });

  test("says where two long texts part", async () => {
    const [a, b] = ["n".repeat(128), `${"n".repeat(120)}m${"n".repeat(7)}`];
    const law = await broken((t) => t.equal(b, a));
    expect(law?.message).toBe(
      'they part at character 121: "nnnnnnnnnnnnnnnn\'" is expected, and "nnnnnnnnmnnnnnnn\'" came',
    );
  });

  test("says of what the value is", async () => {
    const law = await broken((t) => t.equal(2, 3, "server.connections"));
    expect(law?.did).toEqual([{ label: "looked at", text: "server.connections" }]);
    expect(show(Promise.resolve(1))).toBe("a Promise");
  });

  test("shows bytes as text", async () => {
    const law = await broken((t) => t.equal({ bytes: utf8("a\r\n") }, { bytes: utf8("b") }));
    expect(law).toMatchObject({ expected: '{ bytes: "b" }', actual: '{ bytes: "a\\r\\n" }' });
  });

  test("something that cannot be shown does not stop it", () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw 1;
        },
        ownKeys: () => {
          throw 1;
        },
      },
    );
    expect(show(hostile)).toBeTypeOf("string");
  });
});

describe("whatever a submission replaces while a law runs", () => {
  const replacements: (readonly [title: string, owner: object, name: PropertyKey, by: unknown])[] =
    [
      ["Object.is", Object, "is", () => true],
      ["Object.keys", Object, "keys", () => []],
      ["Object.hasOwn", Object, "hasOwn", () => true],
      ["Array.isArray", Array, "isArray", () => false],
      ["Buffer.compare", Buffer, "compare", () => 0],
      ["TextEncoder.encode", TextEncoder.prototype, "encode", () => new Uint8Array([97, 98])],
      ["isDeepStrictEqual", util, "isDeepStrictEqual", () => true],
      ["isUint8Array", util.types, "isUint8Array", () => true],
      ["hasInstance", Uint8Array, Symbol.hasInstance, () => true],
      ["Math.min", Math, "min", () => 0],
    ];

  test.each(replacements)("%s: what differs still differs", async (_, owner, name, by) => {
    const was = Object.getOwnPropertyDescriptor(owner, name);
    const ab = Uint8Array.of(97, 98);
    const checks: ((t: Trial) => void)[] = [
      (t) => t.equal(1, 2),
      (t) => t.equal({ a: [1] }, { a: [2] }),
      (t) => t.equal({}, { a: 1 }),
      (t) => t.equal(new Map([[1, 1]]), new Map([[1, 2]])),
      (t) => t.equal(ab, Uint8Array.of(97, 99)),
      (t) => t.bytes(ab, "ac"),
      (t) => t.bytes([] as never, ""),
    ];
    const passed: string[] = [];
    Object.defineProperty(owner, name, { value: by, configurable: true, writable: true });
    try {
      for (const check of checks) {
        try {
          check(trial());
          passed.push(String(check));
        } catch {
          // It did not hold, as it should not.
        }
      }
    } finally {
      if (was === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, was);
    }
    expect(passed).toEqual([]);
  });

  test("bytes that lie about their length are read as they are", async () => {
    class Liar extends Uint8Array {
      override get length() {
        return 0 as never;
      }
    }
    expect(await broken((t) => t.bytes(new Liar(2), ""))).toBeDefined();
  });

  test("a property that failed has failed, whatever fast-check says", async () => {
    const drawn = Object.getPrototypeOf(fc.asyncProperty(fc.nat(), async () => {}));
    const { run } = drawn;
    drawn.run = async function (...args: unknown[]) {
      await run.apply(this, args);
      return null;
    };
    try {
      const law = await broken((t) => t.forAll([fc.nat()], (n) => t.holds(n < 5, "below five")));
      expect(law?.message).toBe("below five");
    } finally {
      drawn.run = run;
    }
  });

  test("a property that fast-check did not run has shown nothing", async () => {
    const drawn = Object.getPrototypeOf(fc.asyncProperty(fc.nat(), async () => {}));
    const { run } = drawn;
    drawn.run = async () => null;
    try {
      expect((await broken((t) => t.forAll([fc.nat()], () => {})))?.kind).toBe("too-little");
    } finally {
      drawn.run = run;
    }
  });
});

describe("fails", () => {
  const coded = () => {
    throw Object.assign(new Error("no"), { code: "a-code" });
  };

  test("holds the code, of a throw and of a rejection, and gives the error back", async () => {
    expect(trial().fails(coded, "a-code")).toBeInstanceOf(Error);
    expect(await trial().fails(async () => coded(), "a-code")).toBeInstanceOf(Error);
    const law = await broken((t) => t.fails(coded, "other"));
    expect(law).toMatchObject({ message: "the wrong error", expected: "an error with code other" });
  });

  test("nothing thrown is broken, a promise that resolves too", async () => {
    expect((await broken((t) => t.fails(() => 5)))?.message).toBe("nothing was thrown");
    expect((await broken((t) => t.fails(async () => 5)))?.message).toBe("nothing was thrown");
  });

  test("what is not written is not the error that was asked for", async () => {
    const missing = Object.assign(new Error("step 1"), { name: "NotImplemented" });
    const thrown = broken((t) =>
      t.fails(() => {
        throw missing;
      }),
    );
    await expect(thrown).rejects.toBe(missing);
  });
});

describe("isBug", () => {
  test("an InvariantError is one, and nothing else is", async () => {
    trial().isBug(() => {
      throw new InvariantError("x");
    });
    const other = await broken((t) =>
      t.isBug(() => {
        throw new TypeError("x");
      }),
    );
    expect(other).toMatchObject({
      expected: "an InvariantError",
      actual: expect.stringMatching(/^TypeError/),
    });
    expect((await broken((t) => t.isBug(() => 5)))?.message).toBe("nothing was thrown");
    Object.defineProperty(InvariantError, Symbol.hasInstance, {
      value: () => true,
      configurable: true,
    });
    const fooled = await broken((t) => t.isBug(() => JSON.parse("no")));
    Reflect.deleteProperty(InvariantError, Symbol.hasInstance);
    expect(fooled?.actual).toMatch(/^SyntaxError/);
    const late = Promise.reject(new InvariantError("x"));
    expect(await broken((t) => t.isBug(() => late))).toBeDefined();
  });
});

describe("counts and time", () => {
  test("atMost and holds", async () => {
    expect(await broken((t) => t.atMost(3, 3, "reads"))).toBeUndefined();
    expect(await broken((t) => t.atMost(4, 3, "reads"))).toMatchObject({
      expected: "at most 3 reads",
      actual: "4 reads",
    });
    expect((await broken((t) => t.holds(false, "it is open")))?.message).toBe("it is open");
  });

  test("below a floor it could not tell, which is no failure of the law", async () => {
    expect(await broken((t) => t.floor("crashes", 3, 3))).toBeUndefined();
    expect((await broken((t) => t.floor("crashes", 2, 3)))?.kind).toBe("too-little");
    expect((await broken((t) => t.skip("apt install it")))?.kind).toBe("tool");
  });

  test("within gives the value, or says what was waited for", async () => {
    expect(await trial().within(100, Promise.resolve(5), "it")).toBe(5);
    const law = await broken((t) => t.within(20, new Promise(() => {}), "a reply"));
    expect(law?.message).toBe("waited 0.02 s for a reply");
  });

  test("what was opened is undone, last first, also after a failure", async () => {
    const t = trial();
    const undone: number[] = [];
    t.cleanup(() => void undone.push(1));
    t.cleanup(async () => void undone.push(2));
    await t.end();
    expect(undone).toEqual([2, 1]);
  });
});

describe("forAll", () => {
  test("runs two hundred cases, the same for the same seed", async () => {
    const drawn = async () => {
      const all: number[] = [];
      await trial().forAll([fc.nat()], (n) => void all.push(n));
      return all;
    };
    const first = await drawn();
    expect(first).toHaveLength(200);
    expect(await drawn()).toEqual(first);
  });

  test("shows the account of the smallest case only", async () => {
    const law = await broken((t) => {
      t.did("before", "all cases");
      return t.forAll([fc.nat()], (n) => {
        t.did("gave", n);
        t.holds(n < 50, "below fifty");
      });
    });
    expect(law?.did).toEqual([
      { label: "before", text: "all cases" },
      { label: "gave", text: "50" },
    ]);
    expect(law?.note).toMatch(/^Smallest case found, of \d+ tried\.$/);
  });

  test("cases that hold are not described", async () => {
    let described = 0;
    const watched = {
      get name() {
        described++;
        return "it";
      },
    };
    await trial().forAll([fc.nat()], () => {
      const t = trial();
      t.did("gave", () => String(described++));
      t.holds(true, "");
    });
    const one = trial();
    await one.forAll([fc.nat()], () => one.did("gave", watched));
    expect(described).toBe(0);
    const law = await broken((t) =>
      t.forAll([fc.nat()], () => {
        t.did("gave", watched);
        t.did("made", () => "later");
        t.holds(false, "no");
      }),
    );
    expect(law?.did?.map(({ text }) => text)).toEqual([expect.stringContaining("it"), "later"]);
  });

  test("an answer that depends on more than the input is said to", async () => {
    let calls = 0;
    const law = await broken((t) => t.forAll([fc.nat()], () => t.holds(++calls !== 3, "no")));
    expect(law?.message).toContain("depends on more than the input");
  });

  test("too few cases in the time there is: it could not tell", async () => {
    const hurried = new Trial(1, 30);
    const slow = hurried.forAll([fc.nat()], () => new Promise((go) => setTimeout(go, 10)));
    await expect(slow).rejects.toSatisfy((error) => brokenLaw(error)?.kind === "too-little");
  });

  test("what is not written, or not installed, is not shrunk", async () => {
    let calls = 0;
    const law = await broken((t) =>
      t.forAll([fc.nat()], () => {
        calls++;
        t.skip("it is missing");
      }),
    );
    expect(law?.kind).toBe("tool");
    expect(calls).toBe(1);
  });
});

test("a long text shows its beginning and its end; a dump shows what is around the difference", () => {
  const long = new Uint8Array(5_000).fill(0x61);
  expect(visible(long)).toMatch(/^"a{160}" … "a{160}" \(5,000 bytes\)$/);
  const other = Uint8Array.from(long);
  other[4_000] = 0x62;
  const dump = hexDump(long, other, 4_000);
  expect(dump).toContain("… 3,984 bytes the same");
  expect(dump).toContain("> 0fa0  61 61");
});

test.each(Object.entries(canaries))("a law that cannot hold fails: %s", async (_, law) => {
  await expect((async () => law(new Trial(1, 5_000)))()).rejects.toThrow();
});

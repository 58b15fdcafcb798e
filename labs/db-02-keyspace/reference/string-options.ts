/**
 * What may stand behind SET key value, and behind GETEX key.
 *
 *     SET      [NX | XX] [GET] [EX s | PX ms | EXAT s | PXAT ms | KEEPTTL]
 *     GETEX                    [EX s | PX ms | EXAT s | PXAT ms | PERSIST]
 *
 * Any case, any order. The same word twice is allowed, and of a time told twice the later one counts; two words that
 * exclude each other are a syntax error.
 *
 * Source: `parseExtendedStringArgumentsOrReply` in Redis 7.0's t_string.c.
 */
import { syntaxError, wordOf } from "./arguments.ts";
import { TIME_FORMS, type TimeForm } from "./deadline.ts";

/** What becomes of the deadline: none from now on, as it was, or a new one. */
export type Lifetime =
  | { readonly kind: "unbounded" }
  | { readonly kind: "keep" }
  /** `amount` is the word as it was sent: whether it is a number is looked at later. */
  | { readonly kind: "until"; readonly amount: Uint8Array; readonly form: TimeForm };

/** What SET was asked for besides setting. */
export type SetOptions = {
  /** Only if there is no such key (`nx`), only if there is one (`xx`), or always. */
  readonly condition: "nx" | "xx" | undefined;
  /** Reply what the key held before. */
  readonly isGet: boolean;
  readonly lifetime: Lifetime;
};

/**
 * The options of SET. NX with XX; two of EX, PX, EXAT, PXAT and KEEPTTL; a time without an amount behind it; a word
 * that is none of these: `syntaxError`. What stands behind EX, PX, EXAT or PXAT is its amount, even if it is the name
 * of an option. Without any of the last five the lifetime is `unbounded`.
 *
 * @throws CommandError
 * @step 2
 */
export function setOptions(words: readonly Uint8Array[]): SetOptions {
  let condition: "nx" | "xx" | undefined;
  let isGet = false;
  const others: Uint8Array[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = wordOf(words[i]!);
    if (word === "nx" || word === "xx") {
      if (condition !== undefined && condition !== word) throw syntaxError();
      condition = word;
    } else if (word === "get") {
      isGet = true;
    } else {
      others.push(words[i]!);
      // The amount is taken along unread, or it could be mistaken for an option.
      const amount = words[i + 1];
      if (TIME_FORMS.has(word) && amount !== undefined) {
        others.push(amount);
        i += 1;
      }
    }
  }
  const lifetime = parseLifetime(others, "keepttl", { kind: "keep" });
  return { condition, isGet, lifetime: lifetime ?? { kind: "unbounded" } };
}

/**
 * The options of GETEX, by the same rules: `unbounded` for PERSIST, and `keep` if there is no option.
 *
 * @throws CommandError
 * @step 2
 */
export function getexOptions(words: readonly Uint8Array[]): Lifetime {
  return parseLifetime(words, "persist", { kind: "unbounded" }) ?? { kind: "keep" };
}

/**
 * What the words say of the deadline, of which `other` says `lifetime`; undefined if there are none.
 * @solution
 */
function parseLifetime(
  words: readonly Uint8Array[],
  other: string,
  lifetime: Lifetime,
): Lifetime | undefined {
  let found: Lifetime | undefined;
  let foundWord: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = wordOf(words[i]!);
    if (foundWord !== undefined && foundWord !== word) throw syntaxError();
    foundWord = word;
    const form = TIME_FORMS.get(word);
    const amount = words[i + 1];
    if (form !== undefined && amount !== undefined) {
      found = { kind: "until", amount, form };
      i += 1;
    } else if (word === other) {
      found = lifetime;
    } else {
      throw syntaxError();
    }
  }
  return found;
}

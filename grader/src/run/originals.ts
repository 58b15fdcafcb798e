/**
 * What JavaScript and Node give to everybody, as it was before the submission was loaded. A law that stands on an
 * Object.is which says yes to everything has shown nothing; so after loading, and after every law, the grader looks
 * whether all is still there.
 *
 *   owners      the globals, their prototypes, those that have no name, process, and some modules of Node's
 *   members     their functions and accessors; other values (Error.stackTraceLimit) may be set
 *   listeners   what hears of errors nobody handles, and of the runner; a submission may add its own
 *
 * What is added is fine, unless it hides what was there or JavaScript itself looks for it.
 *
 * Most functions cannot be replaced at all (`LOCKED`), so that none is put back before it is looked for. Not locked are
 * those where V8 is slower for it (arrays, typed arrays, maps, sets, regular expressions), and those whose names
 * every other object may have for its own (Object.prototype, Error.prototype): a name that is read-only above cannot be
 * assigned below. What is replaced and put back there within one law is not seen. The checks that laws are written with hold against it,
 * since they use what they kept themselves.
 *
 * Invariant: `changed` calls nothing that a submission could have replaced, as long as nothing has been replaced.
 */
import asyncHooks from "node:async_hooks";
import childProcess from "node:child_process";
import events from "node:events";
import fs from "node:fs";
import net from "node:net";
import stream from "node:stream";
import timers from "node:timers";
import util from "node:util";

const { getOwnPropertyDescriptor, getPrototypeOf, isExtensible, ownKeys } = Reflect;
const listenersOf = process.rawListeners.bind(process) as (event: string) => readonly unknown[];
const hasCapture = process.hasUncaughtExceptionCaptureCallback.bind(process);

/** What laws, the grader and vitest stand on. Some of Node's own accessors replace themselves when they are used. */
const MODULES: Readonly<Record<string, object>> = {
  async_hooks: asyncHooks,
  child_process: childProcess,
  events,
  fs,
  net,
  stream,
  timers,
  util,
};
const EVENTS = ["uncaughtException", "unhandledRejection", "message", "disconnect"];
const NAMESPACES = ["Atomics", "Intl", "JSON", "Math", "Reflect"];

/** Prototypes that no global names. */
const NAMELESS: readonly (readonly [name: string, object: object])[] = [
  ["TypedArray", parent(Uint8Array)],
  ["TypedArray.prototype", parent(Uint8Array.prototype)],
  ["Iterator.prototype", parent(parent([].values()))],
  ["ArrayIterator.prototype", parent([].values())],
  ["MapIterator.prototype", parent(new Map().values())],
  ["SetIterator.prototype", parent(new Set().values())],
  ["StringIterator.prototype", parent(""[Symbol.iterator]())],
  ["RegExpStringIterator.prototype", parent("".matchAll(/./g))],
  ["Generator.prototype", parent(parent(parent((function* () {})())))],
  ["AsyncGenerator.prototype", parent(parent(parent((async function* () {})())))],
];
/** What V8 copies arrays by the slow way for, when a function of it is read-only; freezing it as a whole costs nothing. */
const FROZEN = "ArrayIterator.prototype";
const SLOWER = [FROZEN, "TypedArray.prototype"];
/** Whose functions are read-only. */
const LOCKED = new Set([
  ...["Object", "Promise", "Promise.prototype", "Buffer", "TypedArray", "DataView"],
  "DataView.prototype",
  ...["String", "String.prototype", "Number", "Number.prototype", "BigInt", "BigInt.prototype"],
  ...["TextEncoder", "TextEncoder.prototype", "TextDecoder", "TextDecoder.prototype"],
  ...NAMESPACES,
  ...NAMELESS.map(([name]) => name).filter((name) => !SLOWER.includes(name)),
]);
const SYMBOLS = ownKeys(Symbol)
  .map((key) => Reflect.get(Symbol, key) as unknown)
  .filter((value) => typeof value === "symbol");

interface Owner {
  readonly name: string;
  readonly object: object;
  readonly prototype: object | null;
  readonly keys: readonly PropertyKey[];
  readonly isExtensible: boolean;
}

interface Member {
  readonly owner: Owner;
  readonly key: PropertyKey;
  /** "Array.prototype.some", "setTimeout" */
  readonly name: string;
  readonly was: PropertyDescriptor;
}

export class Originals {
  readonly #owners: Owner[] = [];
  readonly #members: Member[] = [];
  readonly #listeners = EVENTS.map((event) => ({ event, all: listenersOf(event) }));

  /** Remembers everything as it is now, and locks what is to be locked. */
  constructor() {
    this.#remember("globalThis", globalThis, false);
    this.#remember("process", process, false);
    for (const [name, object] of NAMELESS) this.#remember(name, object, true);
    for (const key of ownKeys(globalThis)) {
      const value: unknown = getOwnPropertyDescriptor(globalThis, key)?.value;
      const name = String(key);
      if (NAMESPACES.includes(name)) this.#remember(name, value as object, true);
      else this.#rememberClass(name, value);
    }
    // Among the globals it is an accessor.
    this.#rememberClass("Buffer", Buffer);
    for (const [name, module] of Object.entries(MODULES)) {
      this.#remember(name, module, false);
      for (const key of ownKeys(module)) {
        const value: unknown = getOwnPropertyDescriptor(module, key)?.value;
        this.#rememberClass(`${name}.${String(key)}`, value);
      }
    }
  }

  /** The first thing found that is not as it was: "replaced Object.is"; undefined where all is. About 0.3 ms. */
  changed(): string | undefined {
    for (let index = 0; index < this.#members.length; index++) {
      const { owner, key, name, was } = this.#members[index] as Member;
      const now = getOwnPropertyDescriptor(owner.object, key);
      if (now === undefined) return `deleted ${name}`;
      if (now.value !== was.value || now.get !== was.get || now.set !== was.set) {
        return `replaced ${name}`;
      }
      if (now.writable !== was.writable) {
        return isExtensible(owner.object) ? `made ${name} read-only` : `froze ${owner.name}`;
      }
    }
    for (let index = 0; index < this.#owners.length; index++) {
      const owner = this.#owners[index] as Owner;
      const { name } = owner;
      if (getPrototypeOf(owner.object) !== owner.prototype) return `replaced what ${name} inherits`;
      if (isExtensible(owner.object) !== owner.isExtensible) return `froze ${name}`;
      const keys = ownKeys(owner.object);
      if (keys.length === owner.keys.length) continue;
      const added = keys.find((key) => !owner.keys.includes(key) && interferes(owner, key));
      if (added === undefined) continue;
      const verb = inherited(owner.prototype, added) === undefined ? "added" : "replaced";
      return `${verb} ${nameOf(name, added)}`;
    }
    return this.#deafened();
  }

  #deafened(): string | undefined {
    if (hasCapture()) return "captured uncaught exceptions";
    const deaf = this.#listeners.find(({ event, all }) => {
      const now = listenersOf(event);
      return all.some((listener) => !now.includes(listener));
    });
    return deaf === undefined ? undefined : `removed the grader's listener for ${deaf.event}`;
  }

  #rememberClass(name: string, value: unknown): void {
    if (typeof value !== "function") return;
    const prototype: unknown = getOwnPropertyDescriptor(value, "prototype")?.value;
    if (typeof prototype !== "object" || prototype === null) return;
    this.#remember(name, value, true);
    this.#remember(`${name}.prototype`, prototype, true);
  }

  #remember(name: string, object: object, withAccessors: boolean): void {
    if (this.#owners.some((owner) => owner.object === object)) return;
    if (name === FROZEN) Object.freeze(object);
    const owner: Owner = {
      name,
      object,
      prototype: getPrototypeOf(object),
      keys: ownKeys(object),
      isExtensible: isExtensible(object),
    };
    this.#owners.push(owner);
    for (const key of owner.keys) {
      if (LOCKED.has(name)) lock(object, key);
      const was = getOwnPropertyDescriptor(object, key);
      if (was === undefined || !(was.configurable || was.writable)) continue;
      const isAccessor = was.get !== undefined || was.set !== undefined;
      if (typeof was.value !== "function" && !(isAccessor && withAccessors)) continue;
      this.#members.push({ owner, key, name: nameOf(name, key), was });
    }
  }
}

/** Makes the function read-only for good: then there is nothing to look at again. */
function lock(object: object, key: PropertyKey): void {
  if (typeof getOwnPropertyDescriptor(object, key)?.value !== "function") return;
  Reflect.defineProperty(object, key, { writable: false, configurable: false });
}

/** Whether `key`, added to the owner, changes what others meet. */
function interferes({ object, prototype }: Owner, key: PropertyKey): boolean {
  if (object === Object.prototype) return true;
  if (typeof key === "symbol" ? SYMBOLS.includes(key) : /^(then|toJSON|\d+)$/.test(String(key))) {
    return true;
  }
  const hidden = inherited(prototype, key);
  return typeof hidden === "function" && hidden !== getOwnPropertyDescriptor(object, key)?.value;
}

function inherited(from: object | null, key: PropertyKey): unknown {
  for (let object = from; object !== null; object = getPrototypeOf(object)) {
    const found = getOwnPropertyDescriptor(object, key);
    if (found !== undefined) return found.value;
  }
  return undefined;
}

function nameOf(owner: string, key: PropertyKey): string {
  if (typeof key === "symbol") return `${owner}[${key.description}]`;
  return owner === "globalThis" ? String(key) : `${owner}.${String(key)}`;
}

function parent(object: object): object {
  return getPrototypeOf(object) as object;
}

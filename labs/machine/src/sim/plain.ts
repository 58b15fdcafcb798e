/**
 * Plain data: what may be a message, and its copy.
 *
 * A process that sends an object and changes it later must not change what the other got: on a real network it could
 * not. So each message is copied when it is sent, and again for each delivery.
 *
 * Left out: cycles, and what structuredClone knows besides: dates, maps, errors. It takes eight times as long.
 */
import { InvariantError } from "../invariant.ts";

/** An assignment to a property of the name `__proto__` would make no property. */
const OWN = { enumerable: true, configurable: true, writable: true };

/** A deep copy. @throws InvariantError for what is not a primitive, an array, a plain object or a Uint8Array */
export function copyOf<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") {
    throw new InvariantError(`a message holds a ${typeof value}, which no network carries`);
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const name = value.constructor?.name ?? "class";
    throw new InvariantError(`a message holds an instance of ${name}, which no network carries`);
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const property = copied((value as Record<string, unknown>)[key]);
    if (key !== "__proto__") copy[key] = property;
    else Object.defineProperty(copy, key, { ...OWN, value: property });
  }
  return copy;
}

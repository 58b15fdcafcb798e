/**
 * Whether two values are equal in structure and type, as laws compare them.
 *
 *   what           is equal when
 *   bytes          they are the same bytes, whether Uint8Array or Buffer
 *   plain values   Object.is says so: 1 is not 1n, 0 is not -0, NaN is NaN
 *   objects        same prototype, same own keys, equal values; a hole in an array is not undefined
 *   all others     Node's isDeepStrictEqual says so: Map, Set, Date, RegExp, errors
 *
 * Invariant: everything called here was kept before the submission was loaded, and nothing is asked of the values
 * that they could lie about. Left out: bytes inside a Map or a Set, which must be of the same class; objects that
 * contain themselves, which are never equal.
 */
import { Buffer } from "node:buffer";
import util from "node:util";

const { is, getPrototypeOf, getOwnPropertySymbols, hasOwn, keys } = Object;
const { isArray } = Array;
const { compare } = Buffer;
const { isDeepStrictEqual, types } = util;
const { isUint8Array } = types;
const WITH_INSIDES = [
  types.isMap,
  types.isSet,
  types.isDate,
  types.isRegExp,
  types.isNativeError,
  types.isBoxedPrimitive,
  types.isArrayBufferView,
  types.isAnyArrayBuffer,
];

/** Whether both are the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compare(a, b) === 0;
}

/** Whether `value` is bytes: a Uint8Array by what it is, not by what it says. */
export function isBytes(value: unknown): value is Uint8Array {
  return isUint8Array(value);
}

/** Whether `a` and `b` are equal; false where reading them throws. */
export function isEqual(a: unknown, b: unknown): boolean {
  try {
    return compareValues(a, b);
  } catch {
    return false;
  }
}

function compareValues(a: unknown, b: unknown): boolean {
  if (is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isUint8Array(a)) return isUint8Array(b) && sameBytes(a, b);
  if (getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  if (hasInsides(a) || hasInsides(b)) return isDeepStrictEqual(a, b);
  if (isArray(a) ? !isArray(b) || a.length !== b.length : isArray(b)) return false;
  return compareProperties(a, b, keys) && compareProperties(a, b, getOwnPropertySymbols);
}

function compareProperties<K extends PropertyKey>(
  a: object,
  b: object,
  keysOf: (object: object) => readonly K[],
): boolean {
  const names = keysOf(b);
  if (keysOf(a).length !== names.length) return false;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as K;
    if (!hasOwn(a, name) || !compareValues(a[name as never], b[name as never])) return false;
  }
  return true;
}

/** Whether it holds what no property shows. */
function hasInsides(value: object): boolean {
  for (let index = 0; index < WITH_INSIDES.length; index++) {
    if (WITH_INSIDES[index]?.(value)) return true;
  }
  return false;
}

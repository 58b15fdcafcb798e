/**
 * Functions that belong to everybody, and that laws exchange for a while to count what code does.
 *
 *     Buffer.from ──▶ standing ──▶ Node's own, or one that counts        STANDING: read-only once a submission is loaded
 *     TypedArray.prototype.set ──▶ one that counts                        the rest: in the place of the original
 *
 * What only the grader can exchange, a submission cannot put in a law's way (run/originals.ts locks what stands).
 */
import { Buffer } from "node:buffer";

export type Method = (this: unknown, ...args: unknown[]) => unknown;

const { apply, defineProperty, deleteProperty, get, getOwnPropertyDescriptor } = Reflect;
const typedArray = Reflect.getPrototypeOf(Uint8Array) as object;

const STANDING = [
  standing(Buffer, "alloc"),
  standing(Buffer, "allocUnsafe"),
  standing(Buffer, "concat"),
  standing(Buffer, "copyBytesFrom"),
  standing(Buffer, "from"),
  standing(typedArray, "from"),
];

/**
 * Puts what `make` makes of the function `name` of `owner` in its place.
 *
 * @returns what makes it as it was
 */
export function exchange(
  owner: object,
  name: string,
  make: (original: Method) => Method,
): () => void {
  const place = STANDING.find((each) => each.owner === owner && each.name === name);
  if (place !== undefined) {
    place.put(make(place.original));
    return () => place.put(place.original);
  }
  const had = getOwnPropertyDescriptor(owner, name);
  const value = make(get(owner, name));
  defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    if (had === undefined) deleteProperty(owner, name);
    else defineProperty(owner, name, had);
  };
}

/** Puts a function there that stays, and calls whatever is put behind it. */
function standing(owner: object, name: string) {
  const original: Method = get(owner, name);
  let now = original;
  const { [name]: value } = {
    [name](this: unknown, ...args: unknown[]) {
      return apply(now, this, args);
    },
  };
  defineProperty(owner, name, { ...getOwnPropertyDescriptor(owner, name), value });
  const put = (method: Method): void => {
    now = method;
  };
  return { owner, name, original, put };
}

/**
 * The key of a command: its name as it was sent, in lower case.
 *
 *     50 49 4e 47   "PING"   ──>   "ping"        by a hash of the bytes, if they were sent before
 *
 * A program sends few names, and sends them again and again. To make the string and have it hashed
 * for the table each time costs more than the rest of a PING, so the last names are remembered.
 *
 * Invariant: what is remembered is bounded by SLOTS names of MAX_NAME_BYTES, whatever is sent.
 *
 * Left out: names that share a slot; the later takes it.
 *
 * @solution
 */

type Known = { readonly name: Uint8Array; readonly key: string };

const SLOTS = 256;
const MAX_NAME_BYTES = 32;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

const known: (Known | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

/** `name` with its ASCII letters in lower case, each byte a character. */
export function commandKey(name: Uint8Array): string {
  const { length } = name;
  if (length === 0 || length > MAX_NAME_BYTES) return lowered(name);
  const slot = (name[0]! * 5 + name[length - 1]! * 17 + length) % SLOTS;
  const last = known[slot];
  if (last !== undefined && isEqual(last.name, name)) return last.key;
  const key = lowered(name);
  known[slot] = { name: Uint8Array.from(name), key };
  return key;
}

function lowered(name: Uint8Array): string {
  let text = "";
  for (const byte of name) {
    text += String.fromCharCode(byte >= UPPER_A && byte <= UPPER_Z ? byte + 32 : byte);
  }
  return text;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

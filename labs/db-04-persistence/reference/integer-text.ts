/**
 * Integers as the digits that clients know them by.
 *
 * @solution
 */

/** The digits of `value`, with `-` before them if it is negative: the caller's own memory. */
export function integerText(value: number | bigint): Uint8Array {
  const text = String(value);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * Promises seen from outside: what has become of one, without waiting for it.
 */

/** What has become of a promise. */
export interface Watched<Value = unknown> {
  state: "pending" | "resolved" | "rejected";
  value?: Value;
  error?: Error & { readonly code?: string };
}

/** Looks on; a rejection is seen, and so nobody's fault. */
export function watched<Value>(promise: Promise<Value>): Watched<Value> {
  const seen: Watched<Value> = { state: "pending" };
  promise.then(
    (value) => {
      seen.state = "resolved";
      seen.value = value;
    },
    (error) => {
      seen.state = "rejected";
      seen.error = error;
    },
  );
  return seen;
}

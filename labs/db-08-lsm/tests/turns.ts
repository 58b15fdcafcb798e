/** Promises seen from outside. */
import { setImmediate } from "node:timers/promises";

/** Lets everything go on that waits for nothing. */
export async function turns(count = 4): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/**
 * The directory of a path of @labs/machine, whose name changes are synced with it.
 *
 * @given
 */

/** The directory that `path` is in: `""`, the root, for a name alone. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

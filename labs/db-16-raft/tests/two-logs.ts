/**
 * Two logs as Raft may leave them: the same up to an entry, and from there on of different terms.
 *
 *     leader    1 1 3 │ 3 5 5         behind the part that is the same no two entries have index and term in
 *     follower  1 1 3 │ 4 4 6 6       common: that is Log Matching (Raft Figure 3)
 *
 * The last term of the common part may go on in one of the two logs: its leader died before it had told both.
 */
import fc from "fast-check";

/** Both logs, by their terms. No term is higher than 8. */
export interface Pair {
  readonly leader: string;
  readonly follower: string;
}

const sorted = (terms: number[]): number[] => terms.sort((a, b) => a - b);
const some = (terms: readonly number[]): fc.Arbitrary<number[]> =>
  fc.array(fc.constantFrom(...terms), { maxLength: 6 }).map(sorted);

/** Any two such logs. */
export const somePair: fc.Arbitrary<Pair> = fc
  .record({
    common: some([1, 2, 3]),
    goesOn: fc.constantFrom("leader", "follower"),
    longer: fc.nat(2),
    leader: some([5, 7]),
    follower: some([4, 6, 8]),
  })
  .map(({ common, goesOn, longer, leader, follower }) => {
    const last = common.at(-1);
    const rest = last === undefined ? [] : Array.from({ length: longer }, () => last);
    const text = (who: string, own: readonly number[]): string =>
      [...common, ...(goesOn === who ? rest : []), ...own].join(" ");
    return { leader: text("leader", leader), follower: text("follower", follower) };
  });

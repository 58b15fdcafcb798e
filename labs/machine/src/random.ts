/**
 * Random: chance that can be had again.
 *
 *     seed ──splitmix32──▶ 4 × 32 bits of state ──xoshiro128**──▶ 32 bits a draw
 *
 * Everything that a core leaves to chance it draws from a generator that it was given: the height of a tower in a
 * skip list, the keys that are sampled, an election's timeout. One seed gives the same run on every machine.
 *
 * Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", https://prng.di.unimi.it .
 *
 * Left out: secrets. These numbers can be predicted; keys and tokens need node:crypto.
 */
export interface Random {
  /** A number in [0, 1), of 32 random bits. */
  next(): number;
  /** A whole number in [0, bound), for a bound of 1 to 2^32; every one as likely, to within bound / 2^32. */
  below(bound: number): number;
}

/** A generator that gives the same numbers for the same seed, of which the lowest 32 bits count. */
export function seededRandom(seed: number): Random {
  let mixed = seed >>> 0;
  const split = (): number => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  const draw = (): number => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotated(d, 11);
    return result;
  };
  return {
    next: () => draw() / 2 ** 32,
    below: (bound) => Math.floor((draw() / 2 ** 32) * bound),
  };
}

/** A generator that nobody can repeat: for the real server, where no test asks. */
export function unseededRandom(): Random {
  return seededRandom(Math.random() * 2 ** 32);
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

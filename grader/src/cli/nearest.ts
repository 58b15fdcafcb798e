/**
 * "Did you mean …": the nearest of the words that would have been understood.
 *
 * Near is a matter of edits (Levenshtein's distance): one in a short word, two from four letters on, a third of a
 * long one. What is further off is no slip of the fingers, and nothing is suggested.
 */
import { distance } from "fastest-levenshtein";

/** The candidate nearest to `word`, where it is near enough to be a slip of the fingers. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  // Two letters that changed places are a distance of two.
  const most = lower.length < 4 ? 1 : Math.max(2, Math.floor(lower.length / 3));
  let best: { readonly candidate: string; readonly far: number } | undefined;
  for (const candidate of candidates) {
    const far = distance(lower, candidate.toLowerCase());
    if (far <= most && (best === undefined || far < best.far)) best = { candidate, far };
  }
  return best?.candidate;
}

/** " Did you mean grade?", or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? "" : ` Did you mean ${candidate}?`;
}

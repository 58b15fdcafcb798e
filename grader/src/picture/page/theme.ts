/**
 * The colours of the drawing, as the style sheet has them for light and for dark.
 *
 * An epoch's colour is its number's place in a palette that people who see few colours can tell
 * apart, neighbours above all; the number is always written beside it.
 *
 * Source: Okabe and Ito, "Color Universal Design", https://jfly.uni-koeln.de/color .
 */

const EPOCH_COLOURS = 6;

export interface Theme {
  readonly ink: string;
  readonly muted: string;
  readonly faint: string;
  readonly ground: string;
  readonly law: string;
  readonly cut: string;
  readonly accent: string;
  readonly font: string;
  /** By place in the palette: the colour of a lane, and of text on it. */
  readonly epochs: readonly { readonly fill: string; readonly ink: string }[];
}

/** Read anew where light turns to dark. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read("ink"),
    muted: read("muted"),
    faint: read("faint"),
    ground: read("ground"),
    law: read("law"),
    cut: read("cut"),
    accent: read("accent"),
    font: read("font"),
    epochs: Array.from({ length: EPOCH_COLOURS }, (_, place) => ({
      fill: read(`epoch-${place}`),
      ink: read(`epoch-${place}-ink`),
    })),
  };
}

/** The place of an epoch in the palette. */
export function epochPlace(epoch: number): number {
  return ((Math.trunc(epoch) % EPOCH_COLOURS) + EPOCH_COLOURS) % EPOCH_COLOURS;
}

/**
 * Brings elements up to date in place: what is there stays there, so that focus, scrolling and what is open stay too.
 *
 *   there      made anew              afterwards
 *   a key=1    a key=1 (other text)   the same a, with the other text
 *   b key=2    c key=3                c; b is gone
 *
 * Elements are the same by their `data-key`, which no sibling shares, and without one by name and place. Whether a
 * <details> is open is its reader's, once it stands. Focus is put back where its element had to be moved. Listeners
 * belong on an element that stays: those of what was made anew are kept only where it comes in whole.
 */

/** Makes what stands in `there` like what stands in `made`, which is used up. */
export function updateInside(there: Element, made: Element): void {
  const focused = document.activeElement;
  updateChildren(there, made);
  const isMoved = focused !== document.activeElement && there.contains(focused);
  if (isMoved && focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

function updateChildren(there: Element, made: Element): void {
  const wanted = new Set([...made.children].map(keyOf));
  const keyed = new Map<string, Element>();
  for (const child of [...there.children]) {
    const key = keyOf(child);
    if (key === undefined) continue;
    if (wanted.has(key)) keyed.set(key, child);
    else child.remove();
  }
  let at: ChildNode | null = there.firstChild;
  for (const child of [...made.childNodes]) {
    const same = sameAs(child, at, keyed);
    if (same === undefined) {
      there.insertBefore(child, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else there.insertBefore(same, at);
    update(same, child);
  }
  while (at !== null) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

function sameAs(
  child: ChildNode,
  at: ChildNode | null,
  keyed: ReadonlyMap<string, Element>,
): ChildNode | undefined {
  const key = child instanceof Element ? keyOf(child) : undefined;
  if (key !== undefined) {
    const same = keyed.get(key);
    return same?.nodeName === child.nodeName ? same : undefined;
  }
  if (at === null || at.nodeName !== child.nodeName) return undefined;
  return at instanceof Element && keyOf(at) !== undefined ? undefined : at;
}

function update(there: ChildNode, made: ChildNode): void {
  if (!(there instanceof Element) || !(made instanceof Element)) {
    if (there.nodeValue !== made.nodeValue) there.nodeValue = made.nodeValue;
    return;
  }
  const isOwn = (name: string) => name === "open" && there instanceof HTMLDetailsElement;
  for (const { name } of [...there.attributes]) {
    if (!made.hasAttribute(name) && !isOwn(name)) there.removeAttribute(name);
  }
  for (const { name, value } of made.attributes) {
    if (there.getAttribute(name) !== value && !isOwn(name)) there.setAttribute(name, value);
  }
  if (there instanceof HTMLInputElement) there.checked = made.hasAttribute("checked");
  updateChildren(there, made);
}

function keyOf(element: Element): string | undefined {
  return element.getAttribute("data-key") ?? undefined;
}

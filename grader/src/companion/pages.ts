/**
 * Which documents are pages of the site, where they stand there, and where their links lead.
 *
 *     README.md                                  /
 *     labs/db-05-memtable/steps/02-skip-list.md  /labs/db-05-memtable/steps/02-skip-list
 *     site/map.md                                /map            a page that only the site has
 *
 *     in a document                               on the site
 *     (../../PHASES.md#the-labs)                  /PHASES#the-labs      a page is a page
 *     (../tests/01-encode.test.ts#L12)            SOURCE + its path     all else is a file, shown where the code is
 *     (https://…)  (#an-anchor)                   as it is
 *
 * Invariant: a link that leads somewhere on GitHub leads to the same on the site; so whether a link is sound is asked
 * once, of the tree (tools/documents-links.ts), and the site's test walks every link of what was built.
 *
 * It runs in browsers, too.
 */
const PAGE = /^(?:[^/]+|labs\/[^/]+\/(?:(?:docs|steps)\/)?[^/]+|site\/[^/]+)\.md$/;
/** For programs, and for somebody's own notes. */
const NO_PAGE = /^(?:AGENTS|CLAUDE)\.md$/;

/** Whether the document is a page. @param file relative to the tree's root, with slashes */
export function isPage(file: string): boolean {
  return PAGE.test(file) && !NO_PAGE.test(file);
}

/** Under what name the site has the page: README.md is its folder's index, and the site's own stand at its top. */
export function pageName(file: string): string {
  return file.replace(/^site\//, "").replace(/(^|\/)README\.md$/, "$1index.md");
}

/**
 * Where a link leads on the site: to a page by its name there, from the root; to a file by `source` and its path.
 *
 * @param file the document, relative to the tree's root @param source what stands before the path of a file that is no
 * page, with a slash at its end
 */
export function siteTarget(file: string, target: string, source: string): string {
  if (/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(target)) return target;
  const [path = "", anchor] = target.split("#");
  const found = new URL(path, `file:///${file}`).pathname.slice(1);
  const end = anchor === undefined ? "" : `#${anchor}`;
  return isPage(found) ? `/${pageName(found)}${end}` : `${source}${found}${end}`;
}

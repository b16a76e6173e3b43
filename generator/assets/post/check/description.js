// @ts-check
/** A description's Markdown, as the rules read it. */

/**
 * @param {string} markdown
 * @returns {{plain: string, hasTopHeading: boolean, images: string[], html: string[]}}
 */
export function parseDescription(markdown) {
  const plain = markdown
    .replace(/\*\*|^#+ |`|^- /gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
  return {
    plain,
    hasTopHeading: /^ {0,3}#(?!#)/m.test(markdown),
    images: [...markdown.matchAll(/!\[([^\]]*)\]/g)].map((match) => match[1]),
    html: [...markdown.matchAll(/<[^>]*>/g)].map((match) => match[0]),
  };
}

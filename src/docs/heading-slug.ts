/**
 * The id of a heading, as GitHub, GitLab and Forgejo make it, so that a link to `page.md#heading` leads to the same
 * place on a git host and here: lower case, without punctuation, spaces as hyphens.
 */
export function headingSlug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Numbers ids that come again on one page: `limits`, `limits-1`, `limits-2`. One for each page. */
export function createSlugger(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const slug = headingSlug(text);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  };
}

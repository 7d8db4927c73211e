import { words } from '../words.ts';

const PARAGRAPHS = 200;
const POSTS = 10;

const post = (id: number) =>
  `<blockquote class="twitter-tweet"><p lang="fr" dir="ltr">${words(20)}</p>&mdash; ${words(2)} (@handle${id}) <a href="https://twitter.com/handle${id}/status/${postId(id)}">14 mai 2024</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>`;

const postId = (id: number) => 1_790_309_205_070_239_367n + BigInt(id);
const hasPost = (index: number, posts: number) =>
  Math.floor((index + 1) * (posts / PARAGRAPHS)) > Math.floor(index * (posts / PARAGRAPHS));

/** The paragraphs of about 100 kB of HTML, with so many posts among them. `first`: the number of the first post. */
export function longBody(first = 0, posts = POSTS): string {
  return Array.from(
    { length: PARAGRAPHS },
    (_, index) => `<p>${words(60)}</p>${hasPost(index, posts) ? post(first + index) : ''}`,
  ).join('');
}

/** The same as a page. */
export function longPage(first = 0, posts = POSTS): string {
  return `<!doctype html><html lang="fr"><title>${words(8)}</title><article><h1>${words(8)}</h1>${longBody(first, posts)}</article></html>`;
}

/** As much text as somebody copies it from a page: posts are left as words, name, handle and date. */
export function longText(first = 0, posts = POSTS): string {
  const lines = Array.from({ length: PARAGRAPHS }, (_, index) => [
    `${words(60)}.`,
    ...(hasPost(index, posts)
      ? [`${words(20)} pic.twitter.com/HaoKuTLDZY`, `— Nom (@handle${first + index}) May 14, 2024`]
      : []),
  ]);
  return ['International', words(9), ...lines.flat()].join('\n');
}

import type { Article } from '../../domain/article.ts';
import type { ArticleReach } from '../../store/article-reach.ts';
import type { Desk } from '../desk.ts';
import { confirmation } from '../forms.ts';
import { consolePage } from '../layout.ts';
import { foreign } from '../parts.ts';
import { fill } from '../words/console-words.ts';

/** Asks whether an article is to be withdrawn, and says what that reaches. */
export function renderWithdrawal(desk: Desk, { id, title, language }: Article, reach: ArticleReach): string {
  const words = desk.words.withdraw;
  const content = confirmation(desk, {
    action: `/console/articles/${id}/withdraw`,
    lead: words.lead,
    reach: [
      [words.page, reach.isPublic ? words.gone : words.never],
      [words.feeds, reach.feeds],
      [words.previews, reach.previews],
      [words.cards, reach.cards],
      [words.subscribers, reach.subscribers],
      [words.partners, reach.partners],
      [words.endpoints, reach.endpoints],
      [words.crossposts, reach.crossposts],
      ...(reach.strandedCrossposts > 0 ? [[words.stranded, reach.strandedCrossposts] as const] : []),
    ],
    after: reach.isPublic ? [words.copies, words.back] : [words.back],
    button: words.button,
    back: `/console/articles/${id}`,
  });
  const trail = [
    { href: '/console/articles', words: desk.words.articles.title },
    { href: `/console/articles/${id}`, words: foreign(title, language) },
  ];
  return consolePage({ desk, title: fill(words.title, { title }), section: 'articles', trail, content });
}

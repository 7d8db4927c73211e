import { cardAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import { renderCardPage } from './card-page.ts';
import { cardRecord } from './card-record.ts';
import { renderMailCard } from './mail-card.ts';
import { renderMarkdownCard } from './markdown-card.ts';
import { shownCapture } from './shown-capture.ts';
import { renderTextCard } from './text-card.ts';

/** The ends of a card's addresses, and what is there. */
export const FORMAT_TYPES = {
  html: 'text/html; charset=utf-8',
  'mail.html': 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
export type CardFormat = keyof typeof FORMAT_TYPES;

/** The card of a post as a document of its own, in the language of the publication. */
export function renderCard(
  capture: Capture,
  format: CardFormat,
  { publicUrl, publication, onDeleted }: Pick<Config, 'publicUrl' | 'publication' | 'onDeleted'>,
): string {
  // A card of its own has no article around it: it speaks the post's language.
  const language = shownCapture(capture, onDeleted).post?.language ?? publication.language;
  const context = { language, publicUrl, onDeleted };
  if (format === 'json') return JSON.stringify(cardRecord(capture, onDeleted));
  if (format === 'txt') return renderTextCard(capture, context);
  if (format === 'md') return renderMarkdownCard(capture, context);
  if (format === 'mail.html') return `${renderMailCard(capture, context)}\n`;
  return renderCardPage(capture, {
    ...context,
    stylesheet: '/styles/card.css',
    homeUrl: `${publicUrl}/`,
    address: cardAddress(publicUrl, captureKey(capture), 'html'),
  });
}

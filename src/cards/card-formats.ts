import { cardAddress } from '../domain/addresses.ts';
import type { Config } from '../domain/config.ts';
import { type Capture, captureKey } from '../domain/post.ts';
import type { CardContext } from './card-facts.ts';
import { renderCardPage } from './card-page.ts';
import { cardRecord } from './card-record.ts';
import { renderMailCard } from './mail-card.ts';
import { renderMarkdownCard } from './markdown-card.ts';
import { type PostPicture, postPicture } from './picture-card.ts';
import { shownCapture } from './shown-capture.ts';
import { renderTextCard } from './text-card.ts';

/** The ends of a card's addresses, and what is there. */
export const FORMAT_TYPES = {
  html: 'text/html; charset=utf-8',
  'mail.html': 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  png: 'image/png',
};
export type CardFormat = keyof typeof FORMAT_TYPES;

type CardSettings = Pick<Config, 'publicUrl' | 'publication' | 'onDeleted'>;

/** The card of a post as a document of its own, in the post's language or else the publication's. */
export function renderCard(
  capture: Capture,
  format: Exclude<CardFormat, 'png'>,
  settings: CardSettings,
): string {
  const { publicUrl, onDeleted } = settings;
  const context = contextOf(capture, settings);
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

/** What the card of a post says as a picture of its own. */
export function pictureOf(capture: Capture, settings: CardSettings): PostPicture {
  return postPicture(capture, contextOf(capture, settings));
}

/** A card of its own has no article around it: it speaks the post's language. */
function contextOf(capture: Capture, { publicUrl, publication, onDeleted }: CardSettings) {
  const language = shownCapture(capture, onDeleted).post?.language ?? publication.language;
  return { language, publicUrl, onDeleted } satisfies CardContext;
}

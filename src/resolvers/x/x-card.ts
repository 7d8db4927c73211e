import type { LinkCard, Poll } from '../../domain/post.ts';
import { asCount, asInstant, asObject, asText, asWebUrl, type JsonObject, present } from '../json-value.ts';

/** The poll of a post of X: a card named `poll2choice_text_only` and the like. */
export function readXPoll(post: JsonObject): Poll | undefined {
  const card = asObject(post.card);
  const values = asObject(card.binding_values);
  const choices = /^(?:\d+:)?poll([2-4])choice_/.exec(asText(card.name) ?? '')?.[1];
  if (!choices) return undefined;
  const options: Poll['options'] = [];
  for (let choice = 1; choice <= Number(choices); choice++) {
    const label = stringValue(values[`choice${choice}_label`]);
    if (label === undefined) return undefined;
    options.push(present({ label, votes: asCount(stringValue(values[`choice${choice}_count`])) }));
  }
  const endsAt = asInstant(stringValue(values.end_datetime_utc));
  return { options, multiple: false, ...(endsAt ? { endsAt } : {}) };
}

/** The preview of a link, or of an article on X itself. */
export function readXLinkCard(post: JsonObject): LinkCard | undefined {
  const article = asObject(post.article);
  const articleId = asText(article.id, 20);
  const articleTitle = asText(article.title);
  if (articleId && /^\d+$/.test(articleId) && articleTitle) {
    const description = asText(article.preview_text, 2000);
    return present({ url: `https://x.com/i/article/${articleId}`, title: articleTitle, description });
  }
  const card = asObject(post.card);
  const values = asObject(card.binding_values);
  const url = asWebUrl(stringValue(values.card_url)) ?? asWebUrl(card.url);
  const title = stringValue(values.title);
  if (!url || !title || readXPoll(post)) return undefined;
  const image = [
    'photo_image_full_size_large',
    'summary_photo_image_large',
    'thumbnail_image_original',
    'player_image_large',
    'thumbnail_image',
  ]
    .map((name) => asObject(asObject(values[name]).image_value))
    .find((value) => asWebUrl(value.url));
  const picture = asWebUrl(image?.url);
  return present({
    url,
    title,
    description: stringValue(values.description),
    image: picture
      ? present({
          kind: 'image' as const,
          url: picture,
          alt: asText(image?.alt, 2000),
          width: asCount(image?.width),
          height: asCount(image?.height),
        })
      : undefined,
  });
}

function stringValue(value: unknown): string | undefined {
  return asText(asObject(value).string_value, 2000);
}

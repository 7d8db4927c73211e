import type { ArticleImage, ArticleSource, Author, FieldSource } from '../domain/article.ts';
import { parseInstant } from '../domain/instant.ts';
import { cleanLanguage } from '../domain/language.ts';
import { type Findings, offer } from './findings.ts';
import { type GivenFields, givenFields } from './given.ts';
import { schemaProblem } from './schema-problem.ts';
import { webUrl } from './web-url.ts';
import { tidy } from './words.ts';

/**
 * Fills `findings` with what is stated outright, in clean form. `source` and `confidence` are for front matter, which
 * states as much but may be overruled. Throws `Problem('invalid-article')` for values the schema does not take.
 */
export function findGiven(
  findings: Findings,
  given: GivenFields,
  source: FieldSource = 'given',
  confidence = 1,
): void {
  const checked = givenFields.safeParse(given);
  const place = source === 'given' ? 'The article' : 'The front matter';
  if (!checked.success) throw schemaProblem(place, checked.error.issues);
  const { url, title, dek, section, authors, tags, language, publishedAt, updatedAt, image } = checked.data;
  const { rights, licence, pictureRights, source: origin, status, embargoUntil } = checked.data;
  const set = <Field extends keyof Findings>(field: Field, value: Parameters<typeof offer<Field>>[2]) =>
    offer(findings, field, value, source, confidence);
  set('url', webUrl(url));
  set('title', title && tidy(title));
  set('dek', dek && tidy(dek));
  set('section', section && tidy(section));
  // An empty list says that there are none, and keeps guesses away.
  if (authors) findings.authors ??= { value: authors.map(cleanAuthor), source, confidence };
  if (tags) findings.tags ??= { value: [...new Set(tags.map(tidy))], source, confidence };
  set('language', cleanLanguage(language));
  set('publishedAt', publishedAt && parseInstant(publishedAt));
  set('updatedAt', updatedAt && parseInstant(updatedAt));
  set('image', image && cleanImage(image));
  set('rights', rights && tidy(rights));
  set('licence', webUrl(licence));
  set('pictureRights', pictureRights);
  set('source', origin && cleanSource(origin));
  set('status', status);
  set('embargoUntil', embargoUntil && parseInstant(embargoUntil));
}

function cleanAuthor(author: string | { name: string; url?: string | undefined }): Author {
  if (typeof author === 'string') return { name: tidy(author) };
  const url = webUrl(author.url);
  return { name: tidy(author.name), ...(url && { url }) };
}

function cleanImage({ url, alt, credit, width, height }: NonNullable<GivenFields['image']>): ArticleImage {
  return {
    url: webUrl(url) ?? url,
    ...(alt && { alt: tidy(alt) }),
    ...(credit && { credit: tidy(credit) }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function cleanSource({ name, url, feed }: NonNullable<GivenFields['source']>): ArticleSource {
  const [page, document] = [webUrl(url), webUrl(feed)];
  return { name: tidy(name), ...(page && { url: page }), ...(document && { feed: document }) };
}

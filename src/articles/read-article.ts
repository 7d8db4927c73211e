import type { ArticleDraft, ReadField, Reading } from '../domain/article.ts';
import { READ_FIELDS } from '../domain/article.ts';
import { Problem } from '../domain/problem.ts';
import { refuseHugeSource, refuseOverlong } from './draft-limits.ts';
import type { EmbedFinder } from './embed-finder.ts';
import type { Findings, SourceContent } from './findings.ts';
import { refuseForbiddenCharacters, refuseNul } from './forbidden-character.ts';
import { findGiven } from './given-findings.ts';
import { readHtml } from './html/html-article.ts';
import { readMarkdown } from './markdown/markdown-article.ts';
import { readPage } from './page/page-article.ts';
import { inSentField } from './sent-field.ts';
import type { Source } from './source.ts';
import { readText } from './text/text-article.ts';
import { settleDirection, settleLanguage } from './text-language.ts';
import { isBlankText, withoutBidiControls, withoutUnseen } from './visible-text.ts';
import { tidy } from './words.ts';

/**
 * Reads an article from a source. What is given stands as it is; everything else is read from the source, best source
 * first, and `reading` says where from and how sure that is. Posts stay in their place in the body, which keeps its
 * characters; title, dek, section, names, tags and related titles lose embeddings, overrides and isolates of direction.
 * Throws `Problem`: `invalid-article` (a field that cannot be taken or is over its limit, more than 2 MiB or 5,000
 * blocks), `no-article-found` (no title or no body), `forbidden-character`, `html-too-deep`.
 */
export async function readArticle(source: Source, finder: EmbedFinder): Promise<ArticleDraft> {
  try {
    return await readDraft(source, finder);
  } catch (error) {
    throw source.field && error instanceof Problem ? inSentField(error, source.field) : error;
  }
}

async function readDraft(source: Source, finder: EmbedFinder): Promise<ArticleDraft> {
  refuseHugeSource(source.body);
  refuseNul(source.body);
  refuseForbiddenCharacters(source.given, '');
  const findings: Findings = {};
  findGiven(findings, source.given);
  const content = await readSource(source, findings, finder);
  const title = plainLine(findings.title?.value ?? '');
  if (title === '') {
    throw new Problem(
      'no-article-found',
      'The body has no title. Send one with it, as title=… or in a line of its own.',
    );
  }
  if (content.body.length === 0) {
    throw new Problem(
      'no-article-found',
      `Nothing but the title was found. Send at least one paragraph with it.`,
    );
  }
  const words = wordsOf(title, content);
  const language = settleLanguage(findings, words);
  const draft = draftOf(findings, content, { title, language, direction: settleDirection(language, words) });
  refuseForbiddenCharacters(draft, '');
  refuseOverlong(draft);
  return draft;
}

function readSource(source: Source, findings: Findings, finder: EmbedFinder): Promise<SourceContent> {
  if (source.type === 'text') return readText(source.body, findings, finder);
  if (source.type === 'page') return readPage(source.body, findings, finder, source.address ?? '');
  const base = findings.url?.value ?? source.address;
  if (source.type === 'html') return readHtml(source.body, findings, finder, base);
  return readMarkdown(source.body, findings, finder, base);
}

function draftOf(
  findings: Findings,
  content: SourceContent,
  known: Pick<ArticleDraft, 'title' | 'language' | 'direction'>,
): ArticleDraft {
  const { url, dek, section, authors, tags, image, publishedAt, updatedAt } = findings;
  const { rights, licence, pictureRights, source, status, embargoUntil } = findings;
  return {
    ...(url && { url: url.value }),
    ...known,
    ...(dek && { dek: plainLine(dek.value) }),
    ...(section && { section: plainLine(section.value) }),
    authors: (authors?.value ?? [])
      .map((author) => ({ ...author, name: plainLine(author.name) }))
      .filter(({ name }) => !isBlankText(name)),
    tags: [...new Set((tags?.value ?? []).map(plainLine))].filter((tag) => !isBlankText(tag)),
    ...(image && { image: image.value }),
    ...(publishedAt && { publishedAt: publishedAt.value }),
    ...(updatedAt && { updatedAt: updatedAt.value }),
    ...(rights && { rights: plainLine(rights.value) }),
    ...(licence && { licence: licence.value }),
    ...(pictureRights && { pictureRights: pictureRights.value }),
    ...(source && { source: { ...source.value, name: plainLine(source.value.name) } }),
    ...(status && { status: status.value }),
    ...(embargoUntil && { embargoUntil: embargoUntil.value }),
    ...content,
    related: content.related.map((link) => ({ ...link, title: plainLine(link.title) })),
    reading: readingOf(findings),
  };
}

/** A name or title as it may stand among the words of others. */
function plainLine(text: string): string {
  return tidy(withoutBidiControls(text));
}

function readingOf(findings: Findings): Reading {
  const reading: Reading = {};
  for (const field of READ_FIELDS satisfies readonly ReadField[]) {
    const finding = findings[field];
    // A publisher may state that there are none of something.
    if (finding && !(Array.isArray(finding.value) && finding.value.length === 0)) {
      reading[field] = { source: finding.source, confidence: finding.confidence };
    }
  }
  return reading;
}

/** The words by which the language is told; markup would look like English, a mark of direction like Arabic. */
function wordsOf(title: string, { body }: SourceContent): string {
  let words = title;
  for (const block of body) {
    if (words.length > 3000) break;
    if (block.type === 'html')
      words += ` ${block.html.slice(0, 4000).replace(/<[^<>]{0,3000}>|&\w{1,10};/g, ' ')}`;
  }
  return withoutUnseen(words);
}

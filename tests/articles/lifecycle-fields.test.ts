import { describe, expect, it } from 'vitest';
import { readGivenFromQuery } from '../../src/articles/given.ts';
import { readJsonArticle } from '../../src/articles/json-article.ts';
import { problemOf, read } from './read-source.ts';

const matter = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n# Heading\n\nwords\n`;
const page = (fields: object) =>
  `<html><head><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'From JSON-LD', ...fields })}</script></head><body><p>It took eleven lorries and a very patient keeper.</p></body></html>`;

describe('status, embargo, rights, licence and source', () => {
  it('are read from a query', () => {
    const query = new URLSearchParams({
      status: 'withheld',
      embargoUntil: '2026-03-05T06:00:00+01:00',
      rights: '© The Wire',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      pictureRights: 'syndicate',
      source: 'The Wire',
      sourceUrl: 'https://wire.example/1',
      sourceFeed: 'https://wire.example/feed',
    });
    expect(readGivenFromQuery(query)).toEqual({
      status: 'withheld',
      embargoUntil: '2026-03-05T06:00:00+01:00',
      rights: '© The Wire',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      pictureRights: 'syndicate',
      source: { name: 'The Wire', url: 'https://wire.example/1', feed: 'https://wire.example/feed' },
    });
  });

  it('are read in clean form, and say where they are from where the article says it', async () => {
    const draft = await read('html', '<p>It took eleven lorries and a patient keeper.</p>', {
      title: 'T',
      status: 'usable',
      embargoUntil: '2026-03-05T06:00:00+01:00',
      rights: ' © \u202e The\nWire ',
      pictureRights: 'syndicate',
      licence: 'HTTPS://creativecommons.org/licenses/by/4.0',
      source: { name: ' The  Wire ', url: 'https://wire.example' },
    });
    expect(draft).toMatchObject({
      status: 'usable',
      embargoUntil: '2026-03-05T05:00:00.000Z',
      rights: '© The Wire',
      pictureRights: 'syndicate',
      licence: 'https://creativecommons.org/licenses/by/4.0',
      source: { name: 'The Wire', url: 'https://wire.example/' },
    });
    expect(draft.reading.rights).toEqual({ source: 'given', confidence: 1 });
    expect(draft.reading.pictureRights).toEqual({ source: 'given', confidence: 1 });
    expect(Object.keys(draft.reading)).not.toContain('embargoUntil');
  });

  it.each<[string, string[]]>([
    ['{"text":"a","status":"draft"}', ['status']],
    ['{"text":"a","status":null}', ['status']],
    ['{"text":"a","embargoUntil":"soon"}', ['embargoUntil']],
    [`{"text":"a","rights":"${'x'.repeat(501)}"}`, ['rights']],
    ['{"text":"a","licence":"CC BY"}', ['licence']],
    ['{"text":"a","licence":"javascript:x"}', ['licence']],
    ['{"text":"a","pictureRights":"cleared"}', ['pictureRights']],
    ['{"text":"a","source":"The Wire"}', ['source']],
    ['{"text":"a","source":{"url":"https://wire.example"}}', ['source.name']],
    ['{"text":"a","source":{"name":"The Wire","feed":"/feed"}}', ['source.feed']],
  ])('%s is refused', async (body, fields) => {
    const problem = await problemOf(() => readJsonArticle(body));
    expect(problem.errors?.map(({ field }) => field)).toEqual(fields);
    for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/^(?:must|may|is) /);
  });

  it.each<[string, string[], object]>([
    [
      'by our names',
      ['status: withheld', 'embargoUntil: 2026-03-05'],
      { status: 'withheld', embargoUntil: '2026-03-05T00:00:00.000Z' },
    ],
    [
      'by those of site makers',
      ['publishDate: 2026-03-05', 'embargo_until: 2026-03-06'],
      { publishedAt: '2026-03-05T00:00:00.000Z', embargoUntil: '2026-03-06T00:00:00.000Z' },
    ],
    [
      'by those of ninjs',
      ['pubstatus: canceled', 'embargoed: 2026-03-05 06:00:00 +0100'],
      { status: 'canceled', embargoUntil: '2026-03-05T05:00:00.000Z' },
    ],
    [
      'a source by its name',
      ['source: The Wire', 'copyright: © The Wire'],
      { source: { name: 'The Wire' }, rights: '© The Wire' },
    ],
    [
      'a source with addresses',
      ['source:', '  name: The Wire', '  url: https://wire.example/1'],
      { source: { name: 'The Wire', url: 'https://wire.example/1' } },
    ],
    [
      'a licence by its address alone',
      ['license: https://creativecommons.org/licenses/by/4.0/'],
      { licence: 'https://creativecommons.org/licenses/by/4.0/' },
    ],
    ['what partners may have', ['picture_rights: own-use'], { pictureRights: 'own-use' }],
    ['and the name of a licence is none', ['license: CC BY 4.0'], { licence: undefined }],
  ])('front matter: %s', async (_, lines, expected) => {
    const draft = await read('markdown', matter(...lines));
    for (const [field, value] of Object.entries(expected))
      expect(draft[field as keyof typeof draft]).toEqual(value);
  });

  it('front matter with another status is refused, so that no draft goes out', async () => {
    const problem = await problemOf(read('markdown', matter('status: draft')));
    expect(problem).toMatchObject({ code: 'invalid-article', errors: [{ field: 'status' }] });
  });

  it('what is given wins over front matter', async () => {
    const draft = await read('markdown', matter('status: usable', 'embargoUntil: 2020-01-01'), {
      status: 'withheld',
      embargoUntil: '2030-01-01',
    });
    expect(draft).toMatchObject({ status: 'withheld', embargoUntil: '2030-01-01T00:00:00.000Z' });
  });
});

describe('rights to pictures', () => {
  it('leave no trace where nothing is said of them', async () => {
    const draft = await read('html', '<p>It took eleven lorries and a patient keeper.</p>', { title: 'T' });
    expect(Object.keys(draft)).not.toContain('pictureRights');
    expect(Object.keys(draft.reading)).not.toContain('pictureRights');
  });
});

describe('rights in JSON-LD', () => {
  const publisher = { name: 'The Quay' };
  const wire = { '@type': 'Organization', name: 'The Wire', url: 'https://wire.example/' };
  it.each<[string, object, object]>([
    ['a notice', { copyrightNotice: '© The Wire &amp; Co' }, { rights: '© The Wire & Co' }],
    ['a licence', { license: 'https://cc.example/by' }, { licence: 'https://cc.example/by' }],
    [
      'a licence as an object',
      { license: { url: 'https://cc.example/by' } },
      { licence: 'https://cc.example/by' },
    ],
    ['a licence that is a name, or a path', { license: 'CC BY' }, { licence: undefined }],
    ['a path', { license: '/terms' }, { licence: undefined }],
    [
      'another organisation',
      { sourceOrganization: wire, publisher },
      { source: { name: 'The Wire', url: wire.url } },
    ],
    [
      'another organisation, and the original',
      { sourceOrganization: [wire], publisher, isBasedOn: { url: 'https://wire.example/1' } },
      { source: { name: 'The Wire', url: 'https://wire.example/1' } },
    ],
    ['the paper itself', { sourceOrganization: { name: 'the quay' }, publisher }, { source: undefined }],
    ['nobody to compare with', { sourceOrganization: wire }, { source: undefined }],
    ['two organisations', { sourceOrganization: [wire, { name: 'B' }], publisher }, { source: undefined }],
    ['a study it is based on', { isBasedOn: 'https://doi.example/1', publisher }, { source: undefined }],
    [
      'wrong types',
      { copyrightNotice: {}, license: 7, sourceOrganization: 'x', publisher: [] },
      { rights: undefined, licence: undefined, source: undefined },
    ],
  ])('%s', async (_, fields, expected) => {
    const draft = await read('html', page(fields));
    for (const [field, value] of Object.entries(expected))
      expect(draft[field as keyof typeof draft]).toEqual(value);
  });
});

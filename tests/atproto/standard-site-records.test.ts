import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { BlobJson } from '../../src/crossposts/post-record.ts';
import { documentRecord } from '../../src/crossposts/standard-site/document-record.ts';
import { publicationRecord } from '../../src/crossposts/standard-site/publication-record.ts';
import type { Article } from '../../src/domain/article.ts';
import { type Account, type Network, openNetwork } from './network.ts';

const config = readConfig({
  PUBLIC_URL: 'https://harbour.example',
  PUBLICATION_NAME: 'The Harbour Post',
  PUBLICATION_DESCRIPTION: 'News of the quay.',
  TAG_AUTHORITY: 'harbour.example,2026',
});
const article: Article = {
  id: 'ferry',
  guid: 'tag:harbour.example,2026:articles/ferry',
  version: 2,
  state: 'live',
  title: '夜のフェリー ⛴️',
  authors: [],
  tags: ['ferries'],
  language: 'ja',
  direction: 'ltr',
  publishedAt: '2026-03-01T08:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
  body: [{ type: 'html', html: '<p>十時に出ます。</p>' }],
  related: [],
  reading: {},
};
const KEY = '3mfz2c3d4e5f6';

describe('the records of standard.site', () => {
  let network: Network;
  let account: Account;
  beforeAll(async () => {
    network = await openNetwork();
    account = await network.openAccount('harbour');
  });
  afterAll(() => network?.close());

  const put = async ({ $type: collection, ...record }: { $type: string }) => {
    const place = { repo: account.did, collection, rkey: KEY };
    const { repo } = account.agent.com.atproto;
    const { data } = await repo.putRecord({
      ...place,
      record: { ...record, $type: collection },
      validate: true,
    });
    return data;
  };

  it('are valid in the eyes of a server that knows their lexicons', async () => {
    const publication = await put(publicationRecord(config));
    const { data } = await account.agent.uploadBlob(new Uint8Array([1, 2, 3]), { encoding: 'image/png' });
    const post = await account.agent.post({ text: 'x', createdAt: '2026-03-01T08:00:00.000Z' });
    const context = { publication: publication.uri, cover: data.blob.toJSON() as BlobJson, post };
    const document = await put(documentRecord(article, context, config));
    expect([publication.validationStatus, document.validationStatus]).toEqual(['valid', 'valid']);
  });

  it.each<[string, object]>([
    ['a publication without a name', { ...publicationRecord(config), name: undefined }],
    [
      'a document with a picture that is none',
      documentRecord(article, { publication: 'at://x', cover: 1 as never }, config),
    ],
  ])('would be refused otherwise: %s', async (_, record) => {
    await expect(put(record as { $type: string })).rejects.toMatchObject({ status: 400 });
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRODUCT_PROFILES, type ProductRights } from '../../../src/domain/partner.ts';
import { profileFormats, profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { documentOf, itemOf, STUB, sampleArticles } from './sample-partner.ts';

const RIGHTS: Record<string, Partial<ProductRights>> = {
  full: {
    pictures: 'cleared',
    licence: 'May be used for 30 days, unchanged.',
    territories: 'Not in the Upper Valley',
  },
  summary: { text: 'summary', pictures: 'none', licence: 'Summary and link alone.' },
};

const documents = PRODUCT_PROFILES.flatMap((profile) =>
  profileFormats(profile).flatMap((format) =>
    Object.keys(RIGHTS).map((rights) => ({ profile, format, rights })),
  ),
);

describe('expected documents', () => {
  it.each(documents)('$profile, $rights, as $format', ({ profile, format, rights }) => {
    const writer = profileWriter(profile, format);
    if (!writer) throw new Error('no such writer');
    const items = sampleArticles().map((article) =>
      itemOf(article, RIGHTS[rights], {
        pictureAddress: (url) =>
          `https://feeds.courant.example/partners/pictures/${url.split('/').at(-1)}&sig=f00`.replace(
            /&/,
            url.includes('?') ? '&' : '?',
          ),
      }),
    );
    const { document } = documentOf(writer, items, { stubs: [STUB] });
    const file = new URL(`../expected/${profile}-${rights}.${format}`, import.meta.url);
    if (process.env.UPDATE === '1') writeFileSync(file, document);
    expect(existsSync(file), `${file.pathname} is missing`).toBe(true);
    expect(document).toBe(readFileSync(file, 'utf8'));
  });
});

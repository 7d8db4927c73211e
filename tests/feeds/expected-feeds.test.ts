import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FEED_FORMATS } from '../../src/domain/feed.ts';
import { goldenFeed, RENDERERS } from './sample-feed.ts';

test.each(FEED_FORMATS)('the sample feed as %s is the expected document, byte for byte', (format) => {
  const file = new URL(`expected/courant.${format}`, import.meta.url);
  const document = RENDERERS[format](goldenFeed());
  if (process.env.UPDATE === '1') writeFileSync(file, document);
  expect(existsSync(file), `${file.pathname} is missing`).toBe(true);
  expect(document).toBe(readFileSync(file, 'utf8'));
});

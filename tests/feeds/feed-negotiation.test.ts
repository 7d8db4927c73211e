import { describe, expect, test } from 'vitest';
import { acceptedCodings, chooseForm, wantsDelta } from '../../src/feeds/feed-negotiation.ts';

describe('the form of /feeds/all.rss', () => {
  test.each([
    ['Chrome', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'],
    ['Firefox', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['curl -H', 'text/html'],
    ['someone who weighs', 'application/rss+xml;q=0.5, text/html;q=0.6'],
    ['someone who refuses', 'application/rss+xml;q=0, application/xml;q=0, text/xml;q=0, text/html;q=0.1'],
  ])('%s gets the page', (_, accept) => {
    expect(chooseForm(accept, 'rss')).toBe('html');
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ' '],
    ['anything', '*/*'],
    [
      'newsboat',
      'application/atom+xml, application/rss+xml, application/xml;q=0.8, text/xml;q=0.7, */*;q=0.5',
    ],
    [
      'Miniflux',
      'application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, text/html, */*;q=0.9',
    ],
    [
      'SimplePie',
      'application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.7, unknown/unknown;q=0.1, application/unknown;q=0.1, */*;q=0.1',
    ],
    [
      'feedparser',
      'application/atom+xml,application/rdf+xml,application/rss+xml,application/x-netcdf,application/xml;q=0.9,text/xml;q=0.2,*/*;q=0.1',
    ],
    ['Java', 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2'],
    ['a tie', 'text/html, application/rss+xml'],
    ['nonsense', 'text/html;q=5, ,;;,=,a;q=b'],
  ])('%s gets the feed', (_, accept) => {
    expect(chooseForm(accept, 'rss')).toBe('rss');
  });
});

test.each([
  ['*/*', 'rss'],
  ['application/atom+xml', 'atom'],
  ['application/feed+json', 'json'],
  ['application/json', 'json'],
  ['application/xml', 'rss'],
  ['application/*', 'rss'],
  ['text/*', 'html'],
  ['text/html, application/atom+xml', 'atom'],
  ['image/png', 'rss'],
])('where the address names no format, %s gets %s', (accept, form) => {
  expect(chooseForm(accept, undefined)).toBe(form);
});

test.each([
  [undefined, []],
  ['gzip', ['gzip']],
  ['gzip, deflate, br, zstd', ['gzip', 'br']],
  ['br;q=1.0, gzip;q=0.8', ['br', 'gzip']],
  ['gzip;q=0', []],
  ['*', ['gzip', 'br']],
  ['*, gzip;q=0', ['br']],
  ['identity', []],
  ['identity, gzip;q=0.5', []],
  ['identity;q=0.5, GZIP', ['gzip']],
])('Accept-Encoding %s takes %s', (header, codings) => {
  expect(acceptedCodings(header, ['gzip', 'br'])).toEqual(codings);
});

test.each([
  ['feed', true],
  ['vcdiff, Feed;q=0.5', true],
  ['feed;q=0', false],
  ['feeds', false],
  [undefined, false],
])('A-IM %s asks for what is new: %s', (header, wanted) => {
  expect(wantsDelta(header)).toBe(wanted);
});

test('headers of any length cost little', () => {
  const long = 'text/html;q=0.1,'.repeat(10_000);
  const start = performance.now();
  chooseForm(long, 'rss');
  chooseForm(`text/html;${' '.repeat(100_000)}q=1`, 'rss');
  acceptedCodings(`${';'.repeat(100_000)}gzip`, ['gzip']);
  expect(performance.now() - start).toBeLessThan(100);
});

import assert from 'node:assert/strict';
import { createFixedClock } from '../../src/adapters/memory/clock.ts';
import { checkFetchAddress } from '../../src/adapters/web/fetch-address.ts';
import { Refusal } from '../../src/adapters/web/refusal.ts';
import { readRetryAfter } from '../../src/adapters/web/retry-after.ts';
import { cleanLanguage } from '../../src/domain/language.ts';
import { PLATFORMS } from '../../src/domain/post.ts';
import { Problem } from '../../src/domain/problem.ts';
import { LINK_RULES } from '../../src/embeds/platforms/platform-table.ts';
import { acceptedCodings, chooseForm, wantsDelta } from '../../src/feeds/feed-negotiation.ts';
import { feedPath, readFeedRequest } from '../../src/feeds/feed-selection.ts';
import { hasMatch, mayWrite } from '../../src/http/entity-tag.ts';
import { readHubRequest } from '../../src/hub/hub-request.ts';
import { isAllowed, readRobots } from '../../src/sources/pages/robots-rules.ts';
import { readAskedAddress } from '../../src/unfurl/asked-address.ts';
import { quotedTags } from '../../src/unfurl/quoted-tags.ts';
import { INSIDE_ADDRESSES } from '../abuse/inside-addresses.ts';
import { PAYLOADS } from '../abuse/payloads.ts';
import type { FuzzTarget } from './running.ts';

const clock = createFixedClock(new Date('2026-05-04T10:00:00Z'));

function refusedOr<Value>(attempt: () => Value): Value | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Problem || error instanceof Refusal) return undefined;
    throw error;
  }
}

export const HEADER_TARGETS: readonly FuzzTarget[] = [
  {
    name: 'negotiation',
    kind: 'text',
    seeds: [
      ...[
        'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'application/atom+xml;q=0.5, */*;q=0.1',
      ],
      ...[
        'gzip, deflate, br;q=1.0, *;q=0',
        '"a", W/"b", *',
        'feed, gzip;q=0',
        '120',
        'Mon, 04 May 2026 10:05:00 GMT',
      ],
    ],
    signs: [';q=', 'q=0', '*/*', 'application/rss+xml', '"', 'W/"', ', ', ';'],
    check(text) {
      for (const format of ['rss', 'atom', 'json', undefined] as const) {
        assert.match(chooseForm(text, format), /^(?:rss|atom|json|html)$/);
      }
      assert(acceptedCodings(text, ['gzip', 'br']).length <= 2);
      assert.equal(typeof wantsDelta(text), 'boolean');
      assert.equal(typeof (hasMatch(text, '"a"') || mayWrite(text, '"a"')), 'boolean');
      const wait = readRetryAfter(text, clock);
      assert(wait === undefined || (wait >= 0 && wait <= 86_400));
    },
  },
  {
    name: 'selection',
    kind: 'text',
    seeds: [
      'all.rss',
      'section/local.atom?content=summary',
      'tag/bridges.json?section=local&lang=en&page=3',
      'author/ada',
    ],
    signs: [
      '.rss',
      '.json',
      'section/',
      'tag=',
      '&',
      '?',
      '%2f',
      '%00',
      'before=',
      '2026-05-04T09:00:00.000Z~a',
      'page=',
    ],
    check(text) {
      const [path = '', query = ''] = text.split('?', 2);
      const asked = refusedOr(() => readFeedRequest(path, new URLSearchParams(query)));
      if (!asked) return;
      // An address that is read leads to the same feed once it is spelled as we spell it, and is then spelled right.
      const { spelled: _, ...selection } = asked;
      const [again = '', more = ''] = feedPath(asked, asked.format).split('?', 2);
      const read = readFeedRequest(
        decodeURIComponent(again.slice('/feeds/'.length)),
        new URLSearchParams(more),
      );
      assert.deepEqual(read, { ...selection, spelled: undefined });
    },
  },
  {
    name: 'addresses',
    kind: 'text',
    seeds: [
      ...[
        'https://news.example/articles/a',
        'https://x.com/a/status/1702027486012838297?s=20',
        'https://youtu.be/Ab3dEf9hIjK',
      ],
      ...[
        'at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3ljtqqgkz2c2x',
        'https://social.example/@a/112233445566778899',
      ],
      ...[
        'https://bsky.app/profile/a.example/post/3ljtqqgkz2c2x',
        'https://www.facebook.com/a/posts/123456789',
        'https://t.me/a/12',
      ],
      ...INSIDE_ADDRESSES.filter((_, index) => index % 9 === 0),
    ],
    signs: [
      'https://',
      '//',
      '@',
      ':443',
      '%2e',
      '/status/',
      '/embed',
      '?',
      '#',
      '..',
      '127.0.0.1',
      'x.com',
      '.',
    ],
    check(text) {
      const url = refusedOr(() => checkFetchAddress(text, {}));
      if (url) {
        assert.equal(url.protocol, 'https:');
        assert.doesNotMatch(url.hostname, /^[\d.]+$|[:[]|(?:^|\.)(?:localhost|internal|local)$/);
        assert.equal(url.port + url.username + url.password, '');
      }
      readAskedAddress('https://news.example', text);
      for (const platform of PLATFORMS) {
        const found = LINK_RULES[platform].match(text);
        if (!found) continue;
        assert.match(found.url, /^https:\/\//);
        assert.match(found.id, /^[A-Za-z0-9._-]+$/);
        // The address that is given is one of the same post.
        assert.equal(LINK_RULES[platform].match(found.url)?.id, found.id);
        LINK_RULES[platform].timeOf(found.id);
      }
    },
  },
  {
    name: 'hub-requests',
    kind: 'text',
    seeds: [
      'hub.mode=subscribe&hub.topic=https%3A%2F%2Fnews.example%2Ffeeds%2Fall.rss&hub.callback=https%3A%2F%2Freader.example%2F&hub.lease_seconds=86400&hub.secret=s',
      'hub.mode=publish&hub.url=https%3A%2F%2Fnews.example%2Ffeeds%2Fall.rss',
    ],
    signs: ['hub.mode=', 'hub.topic=', 'hub.callback=', '&', '=', '%0d%0a', '+', 'unsubscribe', '%'],
    check: (text) =>
      refusedOr(() => {
        const rules = { publicUrl: 'https://news.example', fetch: { refusalOf: () => undefined } };
        const asked = readHubRequest(new URLSearchParams(text), rules);
        if (asked.mode !== 'publish') assert(asked.leaseSeconds >= 300 && asked.leaseSeconds <= 30 * 86_400);
      }),
  },
  {
    name: 'robots',
    kind: 'text',
    seeds: [
      'User-agent: *\nDisallow: /private/\nAllow: /private/open$\nCrawl-delay: 5\n\nUser-agent: tearsheet\nDisallow: /*.pdf$',
    ],
    signs: ['User-agent: ', 'Disallow: ', 'Allow: ', '*', '$', '/', '\r', '#', '%2F'],
    check(text) {
      const rules = readRobots(text, 'tearsheet');
      for (const path of ['/', '/private/a', '/a.pdf', `/${'a*'.repeat(50)}`]) {
        assert.equal(typeof isAllowed(rules, `https://a.example${path}`), 'boolean');
      }
      assert.equal(isAllowed(rules, 'https://a.example/robots.txt'), true);
    },
  },
  {
    name: 'languages-and-tags',
    kind: 'text',
    seeds: [
      'pt-BR',
      'zh-Hant-TW',
      'x-private',
      '<meta property="og:title" content="a"><meta content=\'b\' name="c">',
      ...PAYLOADS,
    ],
    signs: ['-', 'property=', 'content=', '<meta ', '>'],
    check(text) {
      const language = cleanLanguage(text);
      if (language !== undefined) assert.equal(cleanLanguage(language), language);
      quotedTags(text, ['"', "'"]);
    },
  },
];

import { describe, expect, it } from 'vitest';
import { createOfflineFetch, type OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { asObject } from '../../src/resolvers/json-value.ts';
import { readContent } from '../../src/resolvers/mastodon/content-text.ts';
import { readStatus } from '../../src/resolvers/mastodon/mastodon-status.ts';
import { linksOf, resolveWith, upstream } from './upstream.ts';

const HOST = 'social.example';
const status = upstream(HOST, 'status');
const note = upstream(HOST, 'note');
const ID = `${HOST}_${status.id}`;
const URL_OF_POST = `https://${HOST}/@ines/${status.id}`;
const PLACE = { host: HOST, id: ID, url: URL_OF_POST };
const REF = { platform: 'mastodon', id: ID, url: URL_OF_POST } as const;
const API = `https://${HOST}/api/v1/statuses/${status.id}`;
const ACTOR = `https://${HOST}/users/ines`;

describe('the HTML of a post', () => {
  it.each<[string, string, string]>([
    ['paragraphs and breaks', '<p>One<br>two<br />three</p><p>four</p>', 'One\ntwo\nthree\n\nfour'],
    ['escapes', '<p>&lt;b&gt; &amp; &quot;x&quot; &#x1F6B2;</p>', '<b> & "x" 🚲'],
    [
      'the hidden ends of an address',
      '<p><a href="https://a.example/b"><span class="invisible">https://</span><span class="ellipsis">a.example</span><span class="invisible">/b</span></a></p>',
      'a.example…',
    ],
    ['nothing for readers', '<p>a<script>b</script><style>c</style><template>d</template></p>', 'a'],
    [
      'lists and quotations',
      '<p>a</p><ul><li>b</li><li>c</li></ul><blockquote>d</blockquote>',
      'a\n\nb\nc\n\nd',
    ],
    ['ruby', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '漢kan'],
    ['end tags without a start', '</p></a>a</b>', 'a'],
    ['tags without an end', '<p>a<p>b<a href="https://a.example">c', 'a\n\nbc'],
    ['broken markup', '<p <a href=">x', ''],
    ['comments', '<!-- a -->b<![CDATA[c]]>', 'b'],
    ['nothing', '', ''],
  ])('%s', (_name, html, text) => {
    expect(readContent(html).text).toBe(text);
  });

  it('links only to the web', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:x',
      'data:text/html,x',
      'mailto:a@b.example',
      'gemini://a',
      '/a',
      '',
    ]) {
      expect(readContent(`<a href="${href}">a</a>`).links, href).toEqual([]);
    }
    expect(readContent('<a href="http://a.example/">a</a>').links).toHaveLength(1);
  });

  it('costs no more when it is misnested ten thousand times', () => {
    const html = Array.from({ length: 5000 }, (_, n) => `<b id=${n}><p>x`).join('');
    expect(readContent(html).text.length).toBeGreaterThan(5000);
  });

  it('is cut where it is longer than any post', () => {
    expect(readContent(`<p>${'words '.repeat(30_000)}</p>`).truncated).toBe(true);
  });
});

describe('a status of Mastodon', () => {
  it('has words, links, media, poll, card, warning and the time of its edit', () => {
    const post = readStatus(status, PLACE);
    expect(post && 'text' in post && post.text).toBe(
      'Two bridges & one tunnel\nopen with @citydesk :tram:\n\n#Harbour news.example/harbour-lines… click',
    );
    expect(post && 'text' in post && linksOf(post)).toEqual([
      ['mention', '@citydesk', 'https://other.example/@citydesk'],
      ['hashtag', '#Harbour', 'https://social.example/tags/harbour'],
      ['url', 'news.example/harbour-lines…', 'https://news.example/harbour-lines-and-more'],
    ]);
    expect(post).toMatchObject({
      id: ID,
      url: URL_OF_POST,
      author: {
        name: 'Ines :tram:',
        handle: 'ines@social.example',
        avatar: { url: 'https://social.example/a.png' },
      },
      created: { at: '2024-03-05T10:20:30.123Z', precision: 'millisecond', source: 'api' },
      contentWarning: 'Trams, again',
      editedAt: '2024-03-05T11:00:00.000Z',
      replyTo: { handle: 'citydesk@other.example', url: 'https://other.example/@citydesk' },
      media: [
        { kind: 'image', alt: 'A bridge', width: 1200, height: 800, sensitive: true },
        { kind: 'gif', url: 'https://social.example/m/2.mp4', still: 'https://social.example/m/2.png' },
        { kind: 'audio', durationSeconds: 61, alt: 'Bells' },
      ],
      poll: { options: [{ label: 'Red', votes: 2 }, { label: 'Green :tram:' }], multiple: true },
      linkCard: { title: 'Harbour lines', image: { alt: 'Map', width: 400 } },
    });
  });

  it('shows the post it quotes in place of the line that stands for it', () => {
    const post = readStatus(upstream(HOST, 'quote'), PLACE);
    expect(post).toMatchObject({ text: 'As she says', quote: { author: { handle: 'ines@social.example' } } });
  });

  it.each([
    ['pending', 'unavailable'],
    ['rejected', 'unavailable'],
    ['revoked', 'unavailable'],
    ['deleted', 'deleted'],
    ['unauthorized', 'private'],
    ['blocked_account', 'blocked'],
    ['blocked_domain', 'blocked'],
    ['muted_account', 'blocked'],
    ['invented_later', 'unavailable'],
    ['constructor', 'unavailable'],
  ])('a quote that is %s is not shown, whatever comes with it', (state, reason) => {
    const quote = { ...asObject(upstream(HOST, 'quote').quote), state };
    const post = readStatus({ ...upstream(HOST, 'quote'), quote }, PLACE);
    expect(post).toMatchObject({ quote: { reason }, text: 'RE: social.example/@ines/…\n\nAs she says' });
  });

  it('a quoted post that is not for everyone is not shown', () => {
    const quote = { state: 'accepted', quoted_status: { ...status, visibility: 'private' } };
    expect(readStatus({ ...status, quote }, PLACE)).toMatchObject({ quote: { reason: 'private' } });
  });

  it.each(['private', 'direct', 'limited', '', undefined])('one that is %j is private', (visibility) => {
    expect(readStatus({ ...status, visibility }, PLACE)).toEqual({ reason: 'private', url: URL_OF_POST });
  });

  it('an unlisted one is shown', () => {
    expect(readStatus({ ...status, visibility: 'unlisted' }, PLACE)).toHaveProperty('text');
  });
});

describe('looking up a post of Mastodon', () => {
  const json = (value: unknown, code = 200): OfflineAnswer => ({ json: value, status: code });
  const activity = (value: unknown, code = 200): OfflineAnswer => ({
    json: value,
    status: code,
    contentType: 'application/activity+json; charset=utf-8',
  });

  it('asks the server’s own API', async () => {
    const fetch = createOfflineFetch({ [API]: json(status) });
    expect(await resolveWith(REF, fetch)).toMatchObject({
      outcome: 'found',
      source: 'api',
      post: { id: ID },
    });
    expect(fetch.asked).toEqual([API]);
  });

  it.each<[string, OfflineAnswer]>([
    ['closed to strangers', json({ error: 'This API requires an authenticated user' }, 401)],
    ['not there', { text: '<html>no such page</html>', status: 404 }],
    ['forbidden', json({ error: 'no' }, 403)],
  ])('asks by ActivityPub where that API is %s', async (_name, answer) => {
    const answers = {
      [API]: answer,
      [URL_OF_POST]: activity(note),
      [ACTOR]: activity(upstream(HOST, 'actor')),
    };
    expect(await resolveWith(REF, answers)).toMatchObject({
      outcome: 'found',
      source: 'activitypub',
      post: {
        text: 'From the other side, news.example/a',
        author: {
          name: 'Ines',
          handle: 'ines@social.example',
          avatar: { url: 'https://social.example/a.png' },
        },
        language: 'fr',
        media: [{ kind: 'image', alt: 'A bridge', sensitive: true }],
        poll: {
          options: [
            { label: 'Red', votes: 2 },
            { label: 'Green', votes: 0 },
          ],
          multiple: false,
        },
        editedAt: '2024-03-05T11:00:00.000Z',
      },
    });
  });

  const closed = json({ error: 'no' }, 401);
  it.each<[string, object, object]>([
    [
      'for followers only',
      { to: ['https://social.example/users/ines/followers'], cc: [] },
      { tombstone: { reason: 'private' } },
    ],
    ['addressed to nobody', { to: undefined, cc: undefined }, { tombstone: { reason: 'private' } }],
    ['deleted', { type: 'Tombstone' }, { tombstone: { reason: 'deleted' } }],
    ['another server’s', { id: 'https://other.example/1' }, { outcome: 'unreachable' }],
    [
      'by another server’s author',
      { attributedTo: 'https://other.example/users/ines' },
      { outcome: 'unreachable' },
    ],
    ['no post', { type: 'Person' }, { outcome: 'unreachable' }],
    ['without words', { content: 5 }, { outcome: 'unreachable' }],
  ])('a note that is %s', async (_name, change, expected) => {
    const answers = { [API]: closed, [URL_OF_POST]: activity({ ...note, ...change }) };
    expect(await resolveWith(REF, answers)).toMatchObject(expected);
  });

  it('a note in cc to everyone is unlisted, and an author who cannot be asked is known by the address', async () => {
    const quiet = { ...note, to: [], cc: 'as:Public' };
    const answers = { [API]: closed, [URL_OF_POST]: activity(quiet), [ACTOR]: activity({}, 401) };
    expect(await resolveWith(REF, answers)).toMatchObject({
      post: { author: { name: 'ines', handle: 'ines@social.example' } },
    });
  });

  it.each<[string, OfflineAnswer, object]>([
    [
      '404',
      json({ error: 'Record not found' }, 404),
      { tombstone: { reason: 'unavailable', url: URL_OF_POST } },
    ],
    ['410', { text: '', status: 410 }, { tombstone: { reason: 'deleted' } }],
    ['a private post', json({ ...status, visibility: 'private' }), { tombstone: { reason: 'private' } }],
    [
      '429',
      { text: 'slow', status: 429, retryAfterSeconds: 12 },
      { outcome: 'unreachable', retryAfterSeconds: 12 },
    ],
    ['503', { text: 'down', status: 503 }, { outcome: 'unreachable', retryAfterSeconds: 900 }],
    ['a forbidden address', { outcome: 'refused', reason: 'address' }, { outcome: 'unreachable' }],
    ['too much', { outcome: 'refused', reason: 'too-large' }, { outcome: 'unreachable' }],
  ])('the API: %s', async (_name, answer, expected) => {
    expect(await resolveWith(REF, { [API]: answer })).toMatchObject(expected);
  });

  it.each<[string, OfflineAnswer, object]>([
    ['404', { text: '', status: 404 }, { tombstone: { reason: 'unavailable' } }],
    ['410', { text: '', status: 410 }, { tombstone: { reason: 'deleted' } }],
    ['401', activity({}, 401), { outcome: 'unreachable' }],
    ['a page', { text: '<html>' }, { outcome: 'unreachable' }],
  ])('ActivityPub: %s', async (_name, answer, expected) => {
    expect(await resolveWith(REF, { [API]: closed, [URL_OF_POST]: answer })).toMatchObject(expected);
  });

  it('a copy on another server is not believed: the post’s own server is asked', async () => {
    const ref = { platform: 'mastodon', url: 'https://copy.example/@ines@social.example/42' } as const;
    const copy = {
      ...status,
      id: '42',
      content: '<p>Never said</p>',
      account: { ...asObject(status.account), acct: 'ines@social.example' },
    };
    const answers = { 'https://copy.example/api/v1/statuses/42': json(copy), [API]: json(status) };
    const resolution = await resolveWith(ref, answers);
    expect(resolution).toMatchObject({ outcome: 'found', post: { id: 'copy.example_42', url: URL_OF_POST } });
    expect(JSON.stringify(resolution)).not.toContain('Never said');
  });

  it('two servers that point at each other are asked once each', async () => {
    const ref = { platform: 'mastodon', url: 'https://copy.example/@ines@social.example/42' } as const;
    const away = (url: string) => json({ ...status, url });
    const answers = {
      'https://copy.example/api/v1/statuses/42': away(URL_OF_POST),
      [API]: away('https://copy.example/@a/42'),
    };
    expect(await resolveWith(ref, answers)).toEqual({ outcome: 'unreachable' });
  });

  it('asks only the servers that are allowed', async () => {
    const only = { mastodon: { enabled: true, servers: ['other.example'] } };
    expect(await resolveWith(REF, {}, only)).toEqual({ outcome: 'unreachable' });
    expect(await resolveWith(REF, {}, { mastodon: { enabled: false } })).toEqual({ outcome: 'unreachable' });
    const allowed = { mastodon: { enabled: true, servers: [HOST] } };
    expect(await resolveWith(REF, { [API]: json(status) }, allowed)).toMatchObject({ outcome: 'found' });
  });
});

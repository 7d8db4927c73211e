import { describe, expect, test } from 'vitest';
import { FORMAT_TYPES } from '../../src/cards/card-formats.ts';
import { cardRecord } from '../../src/cards/card-record.ts';
import { renderMailCard } from '../../src/cards/mail-card.ts';
import { renderMarkdownCard } from '../../src/cards/markdown-card.ts';
import { postPicture } from '../../src/cards/picture-card.ts';
import { renderQuoteCard } from '../../src/cards/quote-card.ts';
import { renderReaderCard } from '../../src/cards/reader-card.ts';
import { type SamplePost, samplePosts } from '../../src/cards/sample-posts.ts';
import { type OnDeleted, shownCapture } from '../../src/cards/shown-capture.ts';
import { renderTextCard } from '../../src/cards/text-card.ts';
import { type Capture, PLATFORMS, type Platform, type Post, type PostMedia } from '../../src/domain/post.ts';
import { elementsOf, find, parseCard, textOf } from './parsed-card.ts';

const PUBLIC_URL = 'https://paper.example';

function sampleOf(name: string): SamplePost & { post: Post } {
  const found = samplePosts('en').get(name);
  if (!found?.capture.post) throw new Error(`no sample ${name}`);
  return { ...found, post: found.capture.post };
}

function withPost(change: Partial<Post>): Capture {
  const { capture, post } = sampleOf('words');
  return { ...capture, post: { ...post, ...change } };
}

/** What every form says, by the form's name. */
function formsOf(capture: Capture, onDeleted?: OnDeleted): [form: string, said: string][] {
  const context = { language: 'en', publicUrl: PUBLIC_URL, ...(onDeleted ? { onDeleted } : {}) };
  return [
    ['html', renderQuoteCard(capture, context)],
    ['reader', renderReaderCard(capture, context)],
    ['mail', renderMailCard(capture, context)],
    ['markdown', renderMarkdownCard(capture, context)],
    ['text', renderTextCard(capture, context)],
    ['json', JSON.stringify(cardRecord(capture, onDeleted))],
    ['picture', JSON.stringify(postPicture(capture, context))],
  ];
}

const GONE = ['deleted', 'suspended', 'private', 'blocked', 'unavailable'] as const;

describe.each(GONE)('a post that is %s', (state) => {
  const capture = { ...sampleOf('words').capture, state };

  test.each<[policy: OnDeleted, words: boolean, author: boolean]>([
    ['keep', true, true],
    ['mark', true, true],
    ['redact', false, true],
    ['remove', false, false],
  ])('under the policy "%s" has words: %s, author: %s, in every form', (policy, words, author) => {
    for (const [form, said] of formsOf(capture, policy)) {
      expect([form, said.includes('night boat')]).toEqual([form, words]);
      expect([form, /fjordferries/i.test(said)]).toEqual([form, author]);
    }
  });
});

test('a kept post does not say that it is gone, a marked one does', () => {
  const capture: Capture = { ...sampleOf('words').capture, state: 'deleted' };
  expect(renderTextCard(capture, { language: 'en', onDeleted: 'keep' })).not.toContain('deleted');
  expect(renderTextCard(capture, { language: 'en', onDeleted: 'mark' })).toContain('This post was deleted.');
  expect(renderTextCard(capture, { language: 'en' })).toContain('This post was deleted.');
});

test('a policy for posts that are gone leaves the others alone', () => {
  for (const state of ['live', 'unknown'] as const) {
    const capture = { ...sampleOf('quote').capture, state };
    expect(shownCapture(capture, 'remove')).toEqual(capture);
  }
});

test('a post that was taken down stays down, whatever the policy', () => {
  const capture: Capture = { ...sampleOf('quote').capture, state: 'withdrawn', handle: 'fjordferries' };
  for (const policy of ['keep', 'mark', 'redact', 'remove'] as const)
    for (const [, said] of formsOf(capture, policy))
      expect(said).not.toMatch(/night boat|fjordferries|Quay/i);
});

describe('an author who asks to be shown only to people with an account', () => {
  // Whatever a store still holds of it.
  const { post } = sampleOf('words');
  const hidden: Post = { ...post, platform: 'bluesky', visibility: 'logged-in-only' };

  test('has no words, name or pictures in any form, but a notice and a link', () => {
    const { capture } = sampleOf('two-pictures');
    const shown = formsOf({
      ...capture,
      platform: 'bluesky',
      post: { ...hidden, media: sampleOf('two-pictures').post.media },
    });
    for (const [form, said] of shown) {
      expect([form, said]).toEqual([
        form,
        expect.not.stringMatching(/night boat|Fjord Ferries|sheet\/|white ferry/),
      ]);
      if (form !== 'json') expect(said).toContain('logged in to Bluesky');
      if (form !== 'picture') expect(said).toContain(post.url);
    }
  });

  test('is not shown as quoted either', () => {
    const { quote: _, ...quoted } = hidden;
    for (const [form, said] of formsOf(
      withPost({ text: 'Outer.', links: [], author: { name: 'Ada' }, quote: quoted }),
    ))
      expect([form, said]).toEqual([form, expect.not.stringMatching(/night boat|Fjord Ferries/)]);
  });
});

describe('media', () => {
  const images = (html: string) =>
    [...elementsOf(parseCard(html))]
      .filter(({ tagName }) => tagName === 'img')
      .map(({ properties }) => properties);
  const image: PostMedia = {
    kind: 'image',
    url: 'https://cdn.example/1.jpg',
    alt: 'A quay',
    width: 640,
    height: 480,
  };
  const copied: PostMedia = { ...image, copy: 'media/00112233445566778899aabbccddeeff.jpg' };

  test('are shown from our own copy alone, with size and description', () => {
    expect(images(renderQuoteCard(withPost({ media: [image] }), { language: 'en' }))).toEqual([]);
    const [shown] = images(renderQuoteCard(withPost({ media: [copied] }), { language: 'en' }));
    expect(shown).toMatchObject({
      src: '/cards/media/00112233445566778899aabbccddeeff.jpg',
      width: 640,
      height: 480,
      alt: 'A quay',
      loading: 'lazy',
      decoding: 'async',
    });
  });

  test.each([
    'https://evil.example/1.jpg',
    '//evil.example/1.jpg',
    '../secret.jpg',
    'media/../../x.jpg',
    'media/a b.jpg',
    '/media/1.jpg',
    '',
  ])('with the copy %j are not shown', (copy) => {
    for (const [, said] of formsOf(
      withPost({ media: [{ ...image, copy }], author: { name: 'A', avatar: { ...image, copy } } }),
    ).slice(0, 4))
      expect(said).not.toMatch(/<img|!\[/);
  });

  test('without a description of their author say so', () => {
    const { alt: _, ...undescribed } = copied;
    const [shown] = images(renderQuoteCard(withPost({ media: [undescribed] }), { language: 'fr' }));
    expect(shown?.alt).toBe('Image\u00a0: sans description');
  });

  test('need a whole address in a feed', () => {
    const capture = withPost({ media: [copied] });
    expect(images(renderReaderCard(capture, { language: 'en' }))).toEqual([]);
    const [shown] = images(renderReaderCard(capture, { language: 'en', publicUrl: PUBLIC_URL }));
    expect(shown?.src).toBe(`${PUBLIC_URL}/cards/${copied.copy}`);
  });

  test('that are sensitive are folded away on the web, and never shown in feeds, mail and Markdown', () => {
    const capture = withPost({ media: [{ ...copied, sensitive: true }] });
    const root = parseCard(renderQuoteCard(capture, { language: 'en' }));
    const details = find(root, ({ tagName }) => tagName === 'details');
    expect(details && find(details, ({ tagName }) => tagName === 'img')).toBeDefined();
    expect(details && find(details, ({ tagName }) => tagName === 'blockquote')).toBeUndefined();
    for (const [, said] of formsOf(capture).slice(1, 4)) expect(said).not.toMatch(/<img|!\[/);
  });

  test.each([
    [61, '1:01'],
    [59.6, '1:00'],
    [3605, '1:00:05'],
  ])('that play for %d seconds say %s', (durationSeconds, told) => {
    const capture = withPost({
      media: [{ kind: 'video', url: 'https://cdn.example/1.mp4', durationSeconds }],
    });
    expect(renderTextCard(capture, { language: 'en' })).toContain(
      `Video, ${told}, watch on X: no description`,
    );
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9])(
    'cannot play for %d seconds',
    (durationSeconds) => {
      const capture = withPost({
        media: [{ kind: 'audio', url: 'https://cdn.example/1.mp3', durationSeconds }],
      });
      expect(renderTextCard(capture, { language: 'en' })).toContain('Sound, listen on X: no description');
    },
  );
});

test('the words of a post marked sensitive are behind a warning', () => {
  const html = renderQuoteCard(withPost({ sensitive: true }), { language: 'en' });
  const details = find(parseCard(html), ({ tagName }) => tagName === 'details');
  expect(details && textOf(details)).toMatch(/^Sensitive contentThe night boat/);
});

describe('a poll', () => {
  const poll = (votes: (number | undefined)[], endsAt?: string): Capture =>
    withPost({
      poll: {
        options: votes.map((count, at) => ({
          label: `Option ${at}`,
          ...(count === undefined ? {} : { votes: count }),
        })),
        ...(endsAt ? { endsAt } : {}),
        multiple: false,
      },
    });

  test('shows shares and never how many voted', () => {
    for (const [form, said] of formsOf(poll([1240, 613, 88])).filter(
      ([form]) => !['json', 'picture'].includes(form),
    )) {
      expect([form, said]).toEqual([form, expect.stringContaining('64%')]);
      expect([form, said]).toEqual([form, expect.not.stringMatching(/1,?240|613/)]);
    }
  });

  test.each([[[undefined, 3]], [[0, 0]], [[-1, 2]], [[Number.NaN, 1]]])(
    'with the votes %j has no shares',
    (votes) => {
      expect(renderTextCard(poll(votes), { language: 'en' })).toMatch(/- Option 0\n- Option 1\nPoll\n/);
    },
  );

  test('is final where it was copied after its end', () => {
    const said = (endsAt: string) => renderTextCard(poll([1, 1], endsAt), { language: 'en' });
    expect(said('2026-01-04T18:00:00.000Z')).toContain('Final result of the poll, January 4, 2026');
    expect(said('2026-01-09T18:00:00.000Z')).toContain('Result before the end of the poll, January 9, 2026');
  });
});

test('a date that was printed differently gives way to the time of the id, without a word', () => {
  const created = { at: '2026-01-03T08:12:40.000Z', precision: 'millisecond', source: 'id' } as const;
  const [one, other] = [{ ...created, disputed: true } as const, created].map((time) =>
    renderQuoteCard(withPost({ created: time }), { language: 'en' }),
  );
  expect(one).toBe(other);
});

test('a quoted post is one level deep and never hides who is speaking', () => {
  const root = parseCard(renderQuoteCard(sampleOf('quote').capture, { language: 'en' }));
  const figures = [...elementsOf(root)].filter(({ tagName }) => tagName === 'figure');
  expect(figures.map((figure) => figure.properties.className)).toEqual([
    ['quote-card', 'h-cite'],
    ['quote-card-quote', 'u-quotation-of', 'h-cite'],
  ]);
  expect(figures[1] && textOf(figures[1])).toContain('@harbouroffice');
});

test.each(PLATFORMS)('a card names %s in words in every form', (platform: Platform) => {
  const capture = { ...withPost({ platform }), platform };
  const names = formsOf(capture).filter(([form]) => form !== 'json');
  const label = /^Post by Fjord Ferries 🚢 on (.+)$/;
  const name = postPicture(
    { ...capture, post: { ...sampleOf('words').post, platform, text: '' } },
    { language: 'en' },
  )
    .notices.map((notice) => label.exec(notice)?.[1])
    .find(Boolean);
  expect(name?.toLowerCase()).toBe(platform);
  for (const [form, said] of names)
    expect([form, said]).toEqual([form, expect.stringContaining(name ?? '?')]);
});

test('every form of a card has a media type', () => {
  expect(Object.keys(FORMAT_TYPES)).toEqual(['html', 'mail.html', 'md', 'json', 'txt', 'png']);
});

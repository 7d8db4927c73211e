import type { OnDeleted } from '../../src/cards/shown-capture.ts';
import type { Capture, Post } from '../../src/domain/post.ts';

const CAPTURED_AT = '2026-01-05T08:00:00.000Z';

function post(parts: Partial<Post> & Pick<Post, 'author' | 'text'>): Post {
  return { platform: 'x', links: [], direction: 'auto', media: [], truncated: false, ...parts };
}

/** A capture whose post has the id and the permalink that the capture has. */
export function captureOf(parts: Partial<Capture> & Pick<Capture, 'id'>): Capture {
  return { platform: 'x', state: 'unknown', sources: ['markup'], capturedAt: CAPTURED_AT, ...parts };
}

function linked(text: string, links: [words: string, kind: Post['links'][number]['kind'], url: string][]) {
  return {
    text,
    links: links.map(([words, kind, url]) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length, kind, url };
    }),
  };
}

const FERRY = '1702027486012838297';
const FERRY_URL = `https://x.com/fjordferries/status/${FERRY}`;
const ferry = post({
  id: FERRY,
  url: FERRY_URL,
  author: { name: 'Fjord Ferries', handle: 'fjordferries', url: 'https://x.com/fjordferries' },
  ...linked(
    'The night boat is back on Friday.\n\nTimetable & fares: https://t.co/Ab12Cd34Ef\nThanks to everyone who waited, and to @harbourlights #nightboat',
    [
      ['https://t.co/Ab12Cd34Ef', 'url', 'https://t.co/Ab12Cd34Ef'],
      ['@harbourlights', 'mention', 'https://x.com/harbourlights'],
      ['#nightboat', 'hashtag', 'https://x.com/hashtag/nightboat'],
    ],
  ),
  language: 'en',
  direction: 'ltr',
  created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id' },
});

/** A capture with the language of the article around it, and the policy where it is not the usual one. */
export interface CardCase {
  capture: Capture;
  language: string;
  onDeleted?: OnDeleted;
}

/** Named captures that differ in their words and people; src/cards/sample-posts.ts has those that differ in state. */
export const CASES: Record<string, CardCase> = {
  standard: { language: 'en', capture: captureOf({ id: FERRY, url: FERRY_URL, post: ferry }) },

  'no-id': {
    language: 'fr',
    capture: captureOf({
      id: 't-05a87e3e580b4a5b',
      sources: ['flattened-text'],
      post: post({
        author: { name: 'Matin des Villes', handle: 'matinvilles', url: 'https://x.com/matinvilles' },
        ...linked(
          '“Le pont sera rouvert avant Noël, c’est une promesse.”@LouNavarre dans #MatinVilles pic.twitter.com/Ab3dEf9hIj',
          [
            ['@LouNavarre', 'mention', 'https://x.com/LouNavarre'],
            ['#MatinVilles', 'hashtag', 'https://x.com/hashtag/MatinVilles'],
            ['pic.twitter.com/Ab3dEf9hIj', 'media', 'https://t.co/Ab3dEf9hIj'],
          ],
        ),
        created: { at: '2023-09-13T00:00:00.000Z', precision: 'day', source: 'printed' },
      }),
    }),
  },

  deleted: {
    language: 'de',
    capture: captureOf({ id: FERRY, url: FERRY_URL, state: 'deleted', post: ferry }),
  },

  withdrawn: {
    language: 'es',
    capture: captureOf({ id: FERRY, url: FERRY_URL, state: 'withdrawn', post: ferry }),
  },

  'bare-link': {
    language: 'nl',
    capture: captureOf({
      id: FERRY,
      url: FERRY_URL,
      sources: ['link'],
      handle: 'fjordferries',
      created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id' },
    }),
  },

  'right-to-left': {
    language: 'ar',
    capture: captureOf({
      id: '1702300000000000000',
      url: 'https://x.com/sahilnews/status/1702300000000000000',
      post: post({
        id: '1702300000000000000',
        url: 'https://x.com/sahilnews/status/1702300000000000000',
        author: { name: 'صحيفة الساحل', handle: 'sahilnews', url: 'https://x.com/sahilnews' },
        ...linked('@harbourlights عاد القارب الليلي إلى الميناء بعد ثلاثة أشهر.\nشكرًا لكم جميعًا #الميناء', [
          ['@harbourlights', 'mention', 'https://x.com/harbourlights'],
          ['#الميناء', 'hashtag', 'https://x.com/hashtag/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1'],
        ]),
        language: 'ar',
        direction: 'rtl',
        created: { at: '2023-09-14T12:35:19.000Z', precision: 'second', source: 'api' },
      }),
    }),
  },

  cjk: {
    language: 'ja',
    capture: captureOf({
      id: '1702300000000000001',
      url: 'https://x.com/minatokobo/status/1702300000000000001',
      post: post({
        id: '1702300000000000001',
        url: 'https://x.com/minatokobo/status/1702300000000000001',
        author: { name: 'みなと工房　小口', handle: 'minatokobo', url: 'https://x.com/minatokobo' },
        ...linked('夜行フェリーが三か月ぶりに戻ってきました。\n写真は今朝の港です🚢 #夜行フェリー', [
          [
            '#夜行フェリー',
            'hashtag',
            'https://x.com/hashtag/%E5%A4%9C%E8%A1%8C%E3%83%95%E3%82%A7%E3%83%AA%E3%83%BC',
          ],
        ]),
        language: 'ja',
        created: { at: '2023-09-14T12:35:00.000Z', precision: 'minute', source: 'api' },
      }),
    }),
  },

  'long-name': {
    language: 'pl',
    capture: captureOf({
      id: '1702300000000000002',
      url: 'https://x.com/a_very_long_handle_x/status/1702300000000000002',
      post: post({
        id: '1702300000000000002',
        url: 'https://x.com/a_very_long_handle_x/status/1702300000000000002',
        author: {
          name: 'Ośrodek/Badań #Bałtyk (Gdańsk) 🏳️‍🌈 \u202eytfihs Donaudampfschifffahrt',
          handle: 'a_very_long_handle_x',
          url: 'https://x.com/a_very_long_handle_x',
        },
        text: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 1 < 2 & "3" > 2…',
        created: { at: '2023-09-14T00:00:00.000Z', precision: 'day', source: 'printed' },
        truncated: true,
      }),
    }),
  },

  media: {
    language: 'en',
    capture: captureOf({
      platform: 'bluesky',
      id: 'harbour.example_3k7qmjev5lr2s',
      url: 'https://bsky.app/profile/harbour.example/post/3k7qmjev5lr2s',
      state: 'live',
      sources: ['api'],
      post: post({
        platform: 'bluesky',
        id: 'harbour.example_3k7qmjev5lr2s',
        url: 'https://bsky.app/profile/harbour.example/post/3k7qmjev5lr2s',
        author: {
          name: 'Harbour Lights',
          handle: 'harbour.example',
          url: 'https://bsky.app/profile/harbour.example',
        },
        text: 'First boat in.',
        language: 'en',
        contentWarning: 'Flashing lights',
        media: [
          { kind: 'image', url: 'https://cdn.example/1.jpg', alt: 'A white ferry at the quay in the rain' },
          { kind: 'video', url: 'https://cdn.example/2.mp4' },
        ],
        created: { at: '2023-09-14T12:35:19.000Z', precision: 'second', source: 'api' },
      }),
    }),
  },

  emoji: {
    language: 'en',
    capture: spoken('👩🏽‍🚒🇳🇴 1️⃣ ❤️‍🔥 and a family 👨‍👩‍👧‍👦 #🚢', { name: '🚢⚓', handle: 'boats' }),
  },

  escaping: {
    language: 'en',
    capture: spoken(
      '<b>1 < 2</b> & "3" > \'2\' &amp; <!-- *no* _markup_ `here` [or](there) {{ at }} all -->\n# not a heading\n1. not a list\n    not code\n---',
      { name: '<i>Harbour</i> & "Office"', handle: 'harbour' },
    ),
  },

  whitespace: {
    language: 'en',
    capture: spoken('\n  Two spaces  before,\ta tab,\u00a0no break.\n\n\n\nThree blank lines above.\n', {
      name: '  Harbour \n Office ',
      handle: 'harbour',
    }),
  },

  'cut-character': {
    language: 'fr',
    capture: spoken('Le texte finit au milieu d’un caractère \ud83d', {
      name: 'Coupe\ud83d',
      handle: 'coupe',
    }),
  },

  'long-handle': {
    language: 'ar',
    capture: spoken('Short words, a long handle.', {
      name: 'Harbour Lights',
      handle: 'harbour-lights.of-the-outer-islands.and-the-inner-ones-too.social.example',
    }),
  },

  'right-to-left-in-english': {
    language: 'en',
    capture: spoken('السفينة ABC 123 عادت!', { name: 'ميناء (Port)', handle: 'port' }, { language: 'ar' }),
  },

  disputed: {
    language: 'en',
    capture: spoken(
      'The date printed under this was another one.',
      { name: 'Harbour', handle: 'harbour' },
      {
        created: { at: '2023-09-13T18:32:29.463Z', precision: 'millisecond', source: 'id', disputed: true },
      },
    ),
  },

  'no-author': { language: 'ja', capture: spoken('名前のない投稿。', { name: '' }) },
};

function spoken(text: string, author: Post['author'], more: Partial<Post> = {}): Capture {
  return captureOf({ id: FERRY, url: FERRY_URL, post: post({ url: FERRY_URL, author, text, ...more }) });
}

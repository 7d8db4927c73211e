import { createSeededRandom } from '../../src/adapters/memory/random.ts';
import type { Article, Block } from '../../src/domain/article.ts';
import { HOSTILE_TEXTS } from './hostile-text.ts';
import { sampleArticle } from './sample-feed.ts';

const WORDS = [
  ...[
    'le',
    'pont',
    'd’Amont',
    '«\u00A0rouvre\u00A0»',
    'à',
    'l’été',
    'R&D',
    'a < b',
    '—',
    'cœur',
    '3,2\u00A0%',
  ],
  ...[
    'جسر',
    'النهر',
    'גשר',
    'мост',
    'река',
    'पुल',
    'नदी',
    'ਪੁਲ',
    '橋',
    '就展覽',
    '다리',
    'สะพาน',
    '🚲',
    '👩‍👩‍👧',
  ],
  ...[
    ' ',
    '\n',
    '\t',
    '\r\n',
    '"',
    "'",
    '\\',
    ']]>',
    '&amp;',
    '&#1;',
    '<b>',
    '</p>',
    '\u0000',
    '\uD83D',
    '\uFFFF',
  ],
];
const HTML = [
  ...[
    '<p>Un mot, <b>puis</b> un autre.</p>',
    '<p><a href="https://amont.example/?a=1&#x26;b=2">plan</a></p>',
  ],
  ...[
    '<h2>Titre</h2>',
    '<hr>',
    '<ul><li>un</li></ul>',
    '<p></p>',
    '<p>R&amp;D &#x3C;b> "c" \\ d</p>',
    '\n',
    '  ',
  ],
  ...['<figure><img src="https://a.example/b.png" alt="un &#x22;pont&#x22;" width="3" height="2"></figure>'],
  ...['<p>पुल और नदी</p>', '<p>橋と川</p>', '<p lang="ar" dir="rtl">جسر</p>', '<p>мост и река</p>'],
];
const URLS = [
  ...['https://courant.example/pont', 'http://courant.example:8080/a?b=c&d=é#e', 'https://é.example/ü?a[]=|'],
  ...[
    'https://courant.example/a/../b/%2e%2e/c d',
    "https://courant.example/l'été",
    'HTTPS://COURANT.EXAMPLE',
  ],
  ...[
    'javascript:alert(1)',
    '/pont',
    'https://user:secret@courant.example/',
    'mailto:a@b.example',
    '',
    'https://',
  ],
];
const DATES = [
  ...[
    '2025-03-04T05:06:07.000Z',
    '2024-02-29T23:59:59.999Z',
    '2025-01-31T00:00:00.000Z',
    '1999-12-30T12:00:00.500Z',
  ],
  ...[
    '2025-02-30T00:00:00.000Z',
    '2025-03-04',
    '2025-03-04T05:06:07+02:00',
    '0001-01-01T00:00:00.000Z',
    'hier',
    '',
  ],
  ...[
    '9998-12-31T00:00:00.000Z',
    '9999-01-01T00:00:00.000Z',
    ' 2025-03-04T05:06:07Z ',
    '2025-03-04T24:00:00.000Z',
  ],
];
const LANGUAGES = ['fr', 'en', 'pt_br', 'zh-Hant', 'iw', 'français', '', 'qme', 'ar'];

/** Articles of every shape and with everything in them that has broken a feed; the same ones for the same seed. */
export function randomArticles(seed: number, count: number, captures: readonly string[]): Article[] {
  const random = createSeededRandom(seed);
  const below = (limit: number) => {
    const [high = 0, low = 0] = random.bytes(2);
    return (high * 256 + low) % limit;
  };
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const list = <Value>(most: number, make: () => Value) => Array.from({ length: below(most + 1) }, make);
  const text = (most: number) =>
    below(4) === 0 ? pick(HOSTILE_TEXTS).given : list(most, () => pick(WORDS)).join(pick([' ', ' ', '']));
  const block = (): Block => {
    if (below(5) === 0) {
      return {
        type: 'embed',
        ref: { platform: 'x', capture: pick(captures) as `x/${string}`, form: 'blockquote', confidence: 1 },
      };
    }
    return { type: 'html', html: below(6) === 0 ? text(400) : list(30, () => pick(HTML)).join('') };
  };
  return Array.from({ length: count }, (_, index) =>
    sampleArticle({
      guid: below(40) === 0 ? text(3) : `tag:courant.example,2025:${index}`,
      url: pick(URLS),
      title: text(14),
      ...(below(2) && { dek: text(60) }),
      ...(below(2) && { section: text(3) }),
      tags: list(4, () => text(3)),
      authors: list(3, () => ({ name: text(4), ...(below(2) && { url: pick(URLS) }) })),
      language: pick(LANGUAGES),
      direction: pick(['ltr', 'rtl']),
      body: list(5, block),
      publishedAt: pick(DATES),
      updatedAt: pick(DATES),
      ...(below(2) && {
        image: {
          url: pick(URLS),
          alt: text(8),
          credit: text(4),
          width: below(3000) - 5,
          height: below(9) / 2,
        },
      }),
    }),
  );
}

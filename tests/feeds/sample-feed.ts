import type { Article } from '../../src/domain/article.ts';
import type { EmbedRef } from '../../src/domain/embed.ts';
import type { FeedFormat } from '../../src/domain/feed.ts';
import { renderAtom } from '../../src/feeds/atom-document.ts';
import type { FeedDocument } from '../../src/feeds/feed-document.ts';
import { type FeedItem, feedItem } from '../../src/feeds/feed-item.ts';
import { renderJsonFeed } from '../../src/feeds/json-feed-document.ts';
import { renderRss } from '../../src/feeds/rss-document.ts';

export const RENDERERS: Record<FeedFormat, (feed: FeedDocument) => string> = {
  rss: renderRss,
  atom: renderAtom,
  json: renderJsonFeed,
};

/** An article with nothing in it but what every article has. */
export function sampleArticle(fields: Partial<Article> = {}): Article {
  return {
    id: 'a-1',
    guid: 'tag:courant.example,2025:a-1',
    version: 1,
    state: 'live',
    title: 'Le pont rouvre',
    authors: [],
    tags: [],
    language: 'fr',
    direction: 'ltr',
    body: [{ type: 'html', html: '<p>Le pont a rouvert mardi.</p>' }],
    related: [],
    reading: {},
    publishedAt: '2025-03-04T05:06:07.000Z',
    updatedAt: '2025-03-04T05:06:07.000Z',
    ...fields,
  };
}

/** A feed item with the fewest fields. */
export function sampleItem(fields: Partial<FeedItem> = {}): FeedItem {
  return {
    id: 'tag:courant.example,2025:a-1',
    url: 'https://courant.example/a-1',
    title: 'Le pont rouvre',
    contentHtml: '<p>Le pont a rouvert mardi.</p>',
    authors: [],
    categories: [],
    publishedAt: '2025-03-04T05:06:07.000Z',
    updatedAt: '2025-03-04T05:06:07.000Z',
    language: 'fr',
    ...fields,
  };
}

export function sampleFeed(fields: Partial<FeedDocument> = {}): FeedDocument {
  return {
    title: 'Le Courant',
    description: 'Les nouvelles du fleuve et de ses rives',
    language: 'fr',
    homeUrl: 'https://courant.example/',
    self: {
      rss: 'https://feeds.courant.example/feeds/all.rss',
      atom: 'https://feeds.courant.example/feeds/all.atom',
      json: 'https://feeds.courant.example/feeds/all.json',
    },
    updatedAt: '2025-03-05T10:00:00.000Z',
    items: [sampleItem()],
    ...fields,
  };
}

const QUOTED: EmbedRef = {
  platform: 'x',
  capture: 'x/1896800000000000000',
  url: 'https://x.com/ville_amont/status/1896800000000000000',
  form: 'blockquote',
  confidence: 1,
};

const CARD = `<blockquote>
<p>Le pont est ouvert « à tous », vélos compris 🚲</p>
<p>— Ville d’Amont (@ville_amont), <a href="https://x.com/ville_amont/status/1896800000000000000">4 mars 2025</a></p>
</blockquote>`;

const ARTICLES: Article[] = [
  sampleArticle({
    id: 'a-3',
    guid: 'tag:courant.example,2025:a-3',
    url: 'https://courant.example/international/le-pont-rouvre',
    title: 'Le pont d’Amont rouvre «\u00A0pour de bon\u00A0»',
    dek: 'Fermé depuis l’automne, l’ouvrage a retrouvé ses passants mardi, sous la pluie et les applaudissements.',
    section: 'International',
    tags: ['Transports', 'Amont', 'international'],
    authors: [
      { name: 'Léa Marchetti', url: 'https://courant.example/auteurs/lea-marchetti' },
      { name: 'Noé Quint' },
    ],
    image: {
      url: 'https://courant.example/images/pont.jpg',
      alt: 'Des cyclistes sur le pont d’Amont',
      credit: 'I. Vasseur / Le Courant',
      width: 1600,
      height: 900,
    },
    body: [
      {
        type: 'html',
        html: '<p>«\u00A0Enfin\u00A0!\u00A0», a lancé le maire, qui cite <a href="https://amont.example/plan?page=2&#x26;vue=carte">le plan de 2024</a>.</p>\n<h2>Un chantier long</h2>',
      },
      { type: 'embed', ref: QUOTED },
      { type: 'html', html: '<p>Les travaux ont coûté <strong>3,2&nbsp;millions d’euros</strong>.</p>' },
    ],
    publishedAt: '2025-03-04T18:30:00.000Z',
    updatedAt: '2025-03-05T10:00:00.000Z',
  }),
  sampleArticle({
    id: 'a-2',
    guid: 'tag:courant.example,2025:a-2',
    url: 'https://courant.example/ar/جسر',
    title: 'إعادة فتح الجسر أمام المارة',
    section: 'دولي',
    authors: [{ name: 'ليلى حداد' }],
    language: 'ar',
    direction: 'rtl',
    body: [
      {
        type: 'html',
        html: '<p>أعيد فتح الجسر يوم الثلاثاء بعد أشهر من الأشغال، وعبره المئات في الساعة الأولى.</p>',
      },
    ],
    publishedAt: '2025-03-04T12:00:00.000Z',
    updatedAt: '2025-03-04T12:00:00.000Z',
    rights: '© 2025 Agence du Fleuve & Fils',
    licence: 'https://creativecommons.org/licenses/by/4.0/deed.ar?a=1&b=2',
    source: {
      name: 'Agence du Fleuve',
      url: 'https://fleuve.example/depeches/pont',
      feed: 'https://fleuve.example/depeches.xml',
    },
  }),
  sampleArticle({
    title: 'En bref\u00A0: le marché déménage',
    dek: 'Le marché du samedi se tiendra quai Nord.',
  }),
];

/** A small feed of three articles: French with a quoted post and a picture, Arabic, and one without author. */
export function goldenFeed(): FeedDocument {
  return sampleFeed({
    hubUrl: 'https://feeds.courant.example/hub',
    copyright: '© 2025 Le Courant',
    items: ARTICLES.map((article) => {
      const item = feedItem(article, {
        address: `https://feeds.courant.example/articles/${article.id}`,
        renderEmbed: (ref) => (ref.capture === QUOTED.capture ? CARD : ''),
      });
      return item.image ? { ...item, image: { ...item.image, type: 'image/jpeg', bytes: 184_320 } } : item;
    }),
  });
}

import type { Article } from '../../../src/domain/article.ts';
import type { ProductRights } from '../../../src/domain/partner.ts';
import {
  type PartnerItem,
  type PartnerItemOptions,
  partnerItem,
} from '../../../src/partners/profiles/partner-item.ts';
import type {
  PartnerDocument,
  PartnerEntry,
  PartnerHead,
  PartnerStub,
  ProfileWriter,
} from '../../../src/partners/profiles/profile-writer.ts';
import { sampleArticle, sampleFeed } from '../../feeds/sample-feed.ts';

export const POST = 'x/1896800000000000000';

/** A reader card with a picture of the post, its own copy. */
export const CARD = `<blockquote>
<p>The quay is open «to all», bicycles too 🚲</p>
<p><a href="https://x.com/quay_office/status/1896800000000000000" rel="nofollow"><img src="https://feeds.courant.example/cards/x/1896800000000000000-1.jpg" width="640" height="480" alt="The quay"></a></p>
<p>— <bdi>Quay Office</bdi> (@quay_office), X, <a href="https://x.com/quay_office/status/1896800000000000000">March 4, 2025</a></p>
</blockquote>`;

export function sampleRights(fields: Partial<ProductRights> = {}): ProductRights {
  return { text: 'full', pictures: 'all', uncleared: 'leave-out-picture', ...fields };
}

export function options(
  rights: Partial<ProductRights> = {},
  more: Partial<PartnerItemOptions> = {},
): PartnerItemOptions {
  return {
    product: { rights: sampleRights(rights) },
    publication: 'The Courant',
    address: 'https://feeds.courant.example/articles/a-1',
    renderEmbed: (ref) => (ref.capture === POST ? CARD : ''),
    ...more,
  };
}

/** The item of an article that has one; throws where there is none. */
export function itemOf(
  article: Partial<Article>,
  rights: Partial<ProductRights> = {},
  more: Partial<PartnerItemOptions> = {},
): PartnerItem {
  const item = partnerItem(sampleArticle(article), options(rights, more));
  if (!item) throw new Error('no item');
  return item;
}

export function sampleHead(fields: Partial<PartnerHead> = {}): PartnerHead {
  const { items: _, ...head } = sampleFeed({
    title: 'The Courant for partners',
    description: 'News of the river',
    language: 'en',
    copyright: '© 2025 The Courant',
  });
  return {
    ...head,
    self: {
      rss: 'https://feeds.courant.example/partners/feeds/river.rss',
      atom: 'https://feeds.courant.example/partners/feeds/river.atom',
      json: 'https://feeds.courant.example/partners/feeds/river.json',
    },
    publication: 'The Courant',
    logoUrl: 'https://courant.example/logo.png',
    ...fields,
  };
}

export const STUB: PartnerStub = {
  articleId: 'a-0',
  id: 'tag:courant.example,2025:a-0',
  version: 3,
  publishedAt: '2025-03-01T08:00:00.000Z',
  at: '2025-03-05T09:00:00.000Z',
};

/** What is kept of items. */
export function entriesOf(writer: ProfileWriter, items: readonly PartnerItem[]): PartnerEntry[] {
  return items.map((item) => ({
    articleId: item.articleId,
    publishedAt: item.publishedAt,
    fragment: writer.item(item).fragment,
  }));
}

/** A whole document of these items. */
export function documentOf(
  writer: ProfileWriter,
  items: readonly PartnerItem[],
  { head = sampleHead(), stubs = [] as PartnerStub[] } = {},
): PartnerDocument {
  return writer.join(head, entriesOf(writer, items), stubs);
}

const PICTURE = 'https://courant.example/images/bridge.jpg';

/** Three articles of every kind: a picture, a post and a series; taken over; right to left. */
export function sampleArticles(): Partial<Article>[] {
  return [
    {
      id: 'a-3',
      guid: 'tag:courant.example,2025:a-3',
      version: 2,
      url: 'https://courant.example/city/the-bridge-opens-again',
      title: 'The Upper Bridge opens again “for good”, says the mayor',
      dek: 'Shut since autumn, it had its walkers back on Tuesday, in rain and applause.',
      section: 'City',
      tags: ['Transport', 'Upper Town'],
      language: 'en',
      authors: [
        { name: 'Lea Marsh', url: 'https://courant.example/authors/lea-marsh' },
        { name: 'Noel Quint' },
      ],
      image: {
        url: PICTURE,
        alt: 'Cyclists on the Upper Bridge',
        credit: 'I. Vessel / The Courant',
        width: 1600,
        height: 900,
      },
      pictureRights: 'syndicate',
      body: [
        {
          type: 'html',
          html: `<p>“At last,” said the mayor, who held up <a href="https://amont.example/plan?page=2&#x26;view=map">the plan of 2024</a>.</p>
<h2>A long job</h2>
<figure><a href="https://courant.example/images/pier.jpg?full=1"><img src="https://courant.example/images/pier.jpg?w=800" alt="A pier" width="800" height="600"></a><figcaption>The pier. Photo: I. Vessel</figcaption></figure>`,
        },
        { type: 'embed', ref: { platform: 'x', capture: POST, form: 'blockquote', confidence: 1 } },
        {
          type: 'html',
          html: '<p>It cost <strong>3.2&nbsp;million</strong>, <q>a bargain</q>.</p>\n<table><thead><tr><th scope="col">Year</th><th scope="col">Walkers</th></tr></thead><tbody><tr><td>2024</td><td>0</td></tr></tbody></table>',
        },
      ],
      rights: '© 2025 The Courant & Sons',
      publishedAt: '2025-03-04T18:30:00.000Z',
      updatedAt: '2025-03-05T08:00:00.000Z',
    },
    {
      id: 'a-2',
      guid: 'tag:courant.example,2025:a-2',
      url: 'https://courant.example/ar/جسر',
      title: 'إعادة فتح الجسر أمام المارة بعد أشهر',
      language: 'ar',
      direction: 'rtl',
      authors: [{ name: 'ليلى حداد' }],
      body: [{ type: 'html', html: '<p>أعيد فتح الجسر يوم الثلاثاء بعد أشهر من الأشغال.</p>' }],
      licence: 'https://creativecommons.org/licenses/by/4.0/deed.ar?a=1&b=2',
      source: {
        name: 'River Agency',
        url: 'https://agency.example/wires/bridge',
        feed: 'https://agency.example/wires.xml',
      },
      publishedAt: '2025-03-04T12:00:00.000Z',
      updatedAt: '2025-03-04T12:00:00.000Z',
    },
    {
      id: 'a-1',
      url: 'https://courant.example/city/the-market-moves',
      title: 'The Saturday market moves to the north quay',
      language: 'en',
      image: { url: 'https://courant.example/images/small.png', width: 320, height: 200 },
      body: [{ type: 'html', html: '<p>There will be more room, and no roof.</p>' }],
      publishedAt: '2025-03-03T12:00:00.000Z',
      updatedAt: '2025-03-03T12:00:00.000Z',
    },
  ];
}

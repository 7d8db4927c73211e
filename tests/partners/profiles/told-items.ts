import type { Article } from '../../../src/domain/article.ts';
import type { ProductProfile } from '../../../src/domain/partner.ts';
import type { PartnerFormat, ProfileWriter } from '../../../src/partners/profiles/profile-writer.ts';
import { profileWriter } from '../../../src/partners/profiles/profiles.ts';
import { childrenOf, onlyText, parseXml, type XmlElement } from '../../feeds/xml-tree.ts';
import { documentOf, itemOf } from './sample-partner.ts';

export const MEDIA = '{http://search.yahoo.com/mrss/}';
export const TITLE = 'A headline of more than twenty letters';
const CONTENT = '{http://purl.org/rss/1.0/modules/content/}encoded';

export function writerOf(profile: ProductProfile, format: PartnerFormat = 'rss'): ProfileWriter {
  const writer = profileWriter(profile, format);
  if (!writer) throw new Error(`no ${profile} ${format}`);
  return writer;
}

export function itemsIn(document: string): XmlElement[] {
  return childrenOf(childrenOf(parseXml(document), '{}channel')[0], '{}item');
}

/** The only item of a document of this article. */
export function told(profile: ProductProfile, article: Partial<Article>): XmlElement {
  const [item, ...more] = itemsIn(documentOf(writerOf(profile), [itemOf(article)]).document);
  if (!item || more.length > 0) throw new Error('not one item');
  return item;
}

export function html(profile: ProductProfile, body: string): string {
  const content = onlyText(told(profile, { title: TITLE, body: [{ type: 'html', html: body }] }), CONTENT);
  return (content ?? '').replace(/\n<p lang="en" dir="ltr">First published .{0,200}$/, '');
}

/** So many articles, a day between each and the next older one. */
export function daily(count: number, fields: Partial<Article> = {}) {
  return Array.from({ length: count }, (_, day) => {
    const publishedAt = new Date(Date.UTC(2025, 2, 5) - day * 86_400_000).toISOString();
    return itemOf({
      id: `a-${day}`,
      guid: `tag:courant.example,2025:a-${day}`,
      title: TITLE,
      publishedAt,
      updatedAt: publishedAt,
      ...fields,
    });
  });
}

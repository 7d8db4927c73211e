import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { cleanLine, cleanUrl } from '../../feeds/feed-text.ts';
import { soundHead } from '../../feeds/sound-feed.ts';
import { MAX_ITEM_BYTES, withinLimits } from './item-limits.ts';
import type { Ninjs, NinjsAssociation } from './ninjs-schema.ts';
import { byline, type PartnerItem } from './partner-item.ts';
import type { PartnerStub, ProfileWriter } from './profile-writer.ts';
import { BLOCKS } from './ruled-markup.ts';

const STANDARD: Ninjs['standard'] = {
  name: 'ninjs',
  version: '2.1',
  schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json',
};
const PLAIN = 'text/plain';
const LIMITS = { items: 100, bytes: MAX_ITEM_BYTES };

/** IPTC ninjs 2.1: a document is an object with the items in it, and those that were taken down are canceled. */
export const NINJS_PROFILE: ProfileWriter = {
  format: 'json',
  maxItems: LIMITS.items,
  tellsWithdrawals: true,
  item: (item) => ({ fragment: JSON.stringify(ninjsItem(item)), leftOut: [] }),
  join(head, given, stubs = []) {
    const { title, updatedAt, self } = soundHead(head);
    const { entries, leftOut } = withinLimits(head, given, LIMITS);
    const start = JSON.stringify({ title, self: self.json, updated: updatedAt }, undefined, 1);
    const items = [
      ...stubs.map((stub) => JSON.stringify(canceledNinjs(stub))),
      ...entries.map(({ fragment }) => fragment),
    ];
    const document = `${start.slice(0, -'\n}'.length)},\n "items": [\n${items.join(',\n')}\n ]\n}\n`;
    return { document, leftOut };
  },
};

/** An article as a ninjs object. */
export function ninjsItem(item: PartnerItem): Ninjs {
  const { authors, section, tags, attribution, image, summary, licence, source, terms, notice } = item;
  const isCorrected = item.updatedAt > item.publishedAt;
  return {
    standard: STANDARD,
    uri: uriOf(item.id),
    type: 'text',
    representationtype: item.form === 'full' ? 'full' : 'partial',
    version: String(item.version),
    firstcreated: item.publishedAt,
    contentcreated: item.publishedAt,
    versioncreated: item.updatedAt,
    pubstatus: 'usable',
    ...(isCorrected && { ednote: 'This version replaces all earlier ones.' }),
    ...(item.language && { language: item.language }),
    slugline: cleanLine(item.articleId),
    headlines: [{ role: 'main', contenttype: PLAIN, value: item.title }],
    ...(summary && { descriptions: [{ role: 'summary', contenttype: PLAIN, value: summary }] }),
    bodies: [
      { role: 'main', contenttype: 'text/html', ...counts(item.contentHtml), value: item.contentHtml },
    ],
    ...(authors.length > 0 && {
      by: byline(authors),
      people: authors.map(({ name, url }) => ({ name, rel: 'author', ...(url && { uri: url }) })),
    }),
    ...((section || tags.length > 0) && {
      subjects: [
        ...(section ? [{ name: section, rel: 'section' }] : []),
        ...tags.map((name) => ({ name, rel: 'keyword' })),
      ],
    }),
    ...(source && {
      infosources: [{ name: source.name, role: 'originator', ...(source.url && { uri: source.url }) }],
    }),
    copyrightholder: attribution.publication,
    ...(notice && { copyrightnotice: notice }),
    usageterms: terms ? `${attribution.text} · ${terms}` : attribution.text,
    ...(licence && { rightsinfo: { linkedrights: licence } }),
    altids: [{ role: 'canonical', value: item.url }],
    renditions: [{ name: 'canonical', contenttype: 'text/html', href: item.url }],
    ...(image && { associations: [pictureOf(item, image)] }),
  };
}

/** A ninjs object of an article that was taken down, or is held back for now: none of its words. */
export function canceledNinjs(stub: PartnerStub): Ninjs {
  return {
    standard: STANDARD,
    uri: uriOf(stub.id),
    type: 'text',
    version: String(stub.version),
    firstcreated: stub.publishedAt,
    versioncreated: stub.at,
    pubstatus: stub.status ?? 'canceled',
    ednote: stub.status
      ? 'Held back: take it down, and do not publish it until it is usable again.'
      : 'Withdrawn: remove it at once, with every copy.',
  };
}

function pictureOf(item: PartnerItem, image: NonNullable<PartnerItem['image']>): NinjsAssociation {
  const { url, type, bytes, width, height, alt, credit } = image;
  return {
    name: 'main-picture',
    // The address of the file may be another for each partner, and for a time alone.
    uri: `${uriOf(item.id)}#main-picture`,
    type: 'picture',
    ...(alt && { descriptions: [{ role: 'alternative', contenttype: PLAIN, value: alt }] }),
    ...(credit && { by: credit }),
    renditions: [
      {
        name: 'main',
        href: url,
        ...(type && { contenttype: type }),
        ...(width && { width }),
        ...(height && { height }),
        ...(bytes && { sizeinbytes: bytes }),
      },
    ],
  };
}

/** Ids are URIs; what stands in one that no URI may have is written as a reference. */
function uriOf(id: string): string {
  const uri = cleanUrl(id) ?? id;
  return uri.replace(/[^\w;/?:@&=+$.\-!~*'(),#%[\]]/gu, (character) =>
    encodeURIComponent(character.toWellFormed()),
  );
}

function counts(html: string): { charcount: number; wordcount: number } {
  const words = cleanLine(textOf(fromHtml(html, { fragment: true })));
  return { charcount: [...words].length, wordcount: words === '' ? 0 : words.split(' ').length };
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return ' ';
  const text = 'children' in node ? node.children.map(textOf).join('') : '';
  return node.type === 'element' && BLOCKS.has(node.tagName) ? ` ${text} ` : text;
}

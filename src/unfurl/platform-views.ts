import { FEDIVERSE_RULES } from './fediverse-rules.ts';
import { MESSENGER_RULES } from './messenger-rules.ts';
import { NETWORK_RULES } from './network-rules.ts';
import { type MetaTag, type PageTags, valueAt } from './page-tags.ts';
import { mediaType, type PageVisit, pageStart } from './page-visit.ts';
import { type SeenPicture, seePicture } from './picture-view.ts';
import type { Cut, PlatformRules, ShownFields } from './platform-rules.ts';
import { decodeReferences, quotedTags } from './quoted-tags.ts';
import { ROOM_RULES } from './room-rules.ts';

/** Every platform whose rules are known, those with most readers first. */
export const PLATFORM_RULES: readonly PlatformRules[] = [
  ...NETWORK_RULES,
  ...MESSENGER_RULES,
  ...ROOM_RULES,
  ...FEDIVERSE_RULES,
];

/** What one platform shows of a page. */
export interface PlatformView extends ShownFields {
  platform: string;
  known: PlatformRules['known'];
  /** Why it shows no more than the address. */
  nothing?: string;
  picture?: SeenPicture;
  /** Texts that it cuts. */
  cut: ('title' | 'description')[];
}

/** Of Synapse: more tags and none counts, a longer value and its tag does not. In characters. */
const MATRIX = { tags: 50, value: 1000 };

/** What every platform shows of a page that was visited, in the order of the table. */
export function platformViews(visit: PageVisit): PlatformView[] {
  const read = new Map<string, PageTags>();
  // Most read the whole page, and parsing is what takes the time.
  const readTags = (html: string) => {
    const tags = read.get(html) ?? visit.readTags(html);
    read.set(html, tags);
    return tags;
  };
  return PLATFORM_RULES.map((rules) => platformView({ ...visit, readTags }, rules));
}

/** What a platform with these rules shows. */
export function platformView(visit: PageVisit, rules: PlatformRules): PlatformView {
  const { name: platform, known, fields: places, cuts = {} } = rules;
  const view = { platform, known, cut: [] };
  const refusal = pageRefusal(visit, rules);
  if (refusal) return { ...view, nothing: refusal };
  const tags = tagsFor(visit, rules);
  const nothing = rules.refusal?.(visit, tags);
  if (nothing) return { ...view, nothing };
  const before = rules.before?.(visit, tags);
  if (before?.instead) return { ...view, ...stated(before.fields) };
  const { image, ...texts } = places;
  const found: ShownFields = {};
  for (const field of Object.keys(texts) as (keyof ShownFields)[]) {
    const value = valueAt(tags, texts[field] ?? []);
    if (value !== undefined) found[field] = value;
  }
  const shown = { ...found, ...stated(before?.fields ?? {}) };
  if (!shown.title) return { ...view, nothing: 'no title' };
  const cut = (['title', 'description'] as const).filter(
    (field) =>
      cuts[field] && shown[field] !== undefined && cutText(shown[field], cuts[field]) !== shown[field],
  );
  for (const field of cut) {
    if (cuts[field]) shown[field] = cutText(shown[field] ?? '', cuts[field]);
  }
  const source = image && valueAt(tags, image);
  const picture = source && seePicture(visit, tags, source, rules.picture);
  return { ...view, ...shown, cut, ...(picture && { picture }) };
}

function pageRefusal({ page }: PageVisit, { page: { types } }: PlatformRules): string | undefined {
  if (page.status !== 200) return `the page answers ${page.status}`;
  const type = mediaType(page);
  return types.includes(type) ? undefined : `the page is ${type || 'without a type'}`;
}

function tagsFor(visit: PageVisit, { page: { bytes }, reading, quotes }: PlatformRules): PageTags {
  const html = pageStart(visit, bytes);
  if (reading === 'quoted' && quotes) {
    const searched = quotes.headOnly ? html.slice(0, html.indexOf('</head>')) : html;
    const metas = [...quotedTags(searched, quotes.order)].map(([name, content]) => ({
      name,
      content,
      inBody: false,
    }));
    const title = /<title[^>]{0,500}>([^<]{0,5000})<\/title>/i.exec(html)?.[1];
    return { title: title && decodeReferences(title), metas, links: [], scripts: [] };
  }
  const tags = visit.readTags(html);
  return reading === 'last' ? lastOfEach(tags) : tags;
}

/** Of tags that come twice the last one, as Synapse reads them. */
function lastOfEach(tags: PageTags): PageTags {
  const isTooMany = tags.metas.filter(({ property }) => property?.startsWith('og:')).length > MATRIX.tags;
  const last = new Map<string, MetaTag>();
  for (const meta of isTooMany ? [] : tags.metas) if (meta.property) last.set(meta.property, meta);
  return { ...tags, metas: [...last.values()].filter(({ content }) => content.length <= MATRIX.value) };
}

function stated(fields: ShownFields): ShownFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function cutText(text: string, cut: Cut): string {
  if ('characters' in cut) return text.slice(0, cut.characters);
  const bytes = new TextEncoder().encode(text).subarray(0, cut.bytes);
  return new TextDecoder().decode(bytes).replace(/\uFFFD$/, '');
}

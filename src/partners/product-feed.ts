import type { Config } from '../domain/config.ts';
import { sha256 } from '../domain/digest.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import type { Database } from '../domain/ports.ts';
import { ENTRY_KEY } from '../store/feed-entries.ts';
import { itemTerms, renderProductItems } from './product-items.ts';
import { productTopic } from './product-records.ts';
import type { PartnerEntry, PartnerFormat, PartnerHead, PartnerStub } from './profiles/profile-writer.ts';
import { profileFormats, profileWriter } from './profiles/profiles.ts';

/** A product's feed before any article is read. */
export interface ProductFeed {
  product: Product;
  format: PartnerFormat;
  /** 16 hex digits; changes with everything that the feed says. */
  digest: string;
  modifiedAt: Instant;
  /** For profiles whose articles grow too old for them: the hour of the question. */
  asOf?: Instant;
}

/** Tombstones are told of for so long before the feed's last change. */
const STUB_DAYS = 30;
const MAX_STUBS = 100;

/** One point read. `undefined` where the product is not told in this format. */
export async function loadProductFeed(
  database: Database,
  config: Config,
  product: Product,
  format: PartnerFormat,
  now: Date,
): Promise<ProductFeed | undefined> {
  if (!profileWriter(product.profile, format)) return undefined;
  const row = await database
    .prepare('SELECT digest, modified_at FROM topics WHERE topic = ?')
    .bind(productTopic(product.id))
    .first<{ digest: string; modified_at: string }>();
  if (!row) return undefined;
  const asOf =
    product.profile === 'google-news' ? toInstant(new Date(now.setUTCMinutes(0, 0, 0))) : undefined;
  const made = JSON.stringify([row.digest, product, await itemTerms(product, config), format, asOf]);
  return {
    product,
    format,
    digest: await sha256(made, 16),
    modifiedAt: row.modified_at,
    ...(asOf && { asOf }),
  };
}

interface EntryRow {
  article_id: string;
  published_at: string;
  fragment: string | null;
}

/** Puts a product's feed together: its newest articles, from items that were rendered before where they are current. */
export async function assembleProductFeed(
  database: Database,
  config: Config,
  { product, format, modifiedAt, asOf }: ProductFeed,
): Promise<Uint8Array> {
  const writer = profileWriter(product.profile, format);
  if (!writer) throw new Error(`no profile ${product.profile} in ${format}`);
  const { results } = await database
    .prepare(
      `SELECT t.article_id, t.published_at, i.fragment
       FROM (SELECT * FROM article_topics WHERE topic = ?1 ORDER BY published_at DESC, article_id DESC LIMIT ?2) t
       JOIN articles a ON a.id = t.article_id AND a.state = 'live'
       LEFT JOIN partner_items i ON i.article_id = t.article_id AND i.terms = ?3 AND i.format = ?4 AND i.key = ${ENTRY_KEY}
       ORDER BY t.published_at DESC, t.article_id DESC`,
    )
    .bind(productTopic(product.id), writer.maxItems, await itemTerms(product, config), format)
    .all<EntryRow>();
  const missing = results.filter(({ fragment }) => fragment === null).map((row) => row.article_id);
  const fresh = await renderProductItems(database, config, product, format, missing);
  const entries = results.flatMap(({ article_id, published_at, fragment }): PartnerEntry[] => {
    const told = fragment ?? fresh.get(article_id);
    return told ? [{ articleId: article_id, publishedAt: published_at, fragment: told }] : [];
  });
  const head = { ...headOf(config, product, modifiedAt), ...(asOf && { asOf }) };
  const stubs = await listStubs(database, product.id, modifiedAt);
  return new TextEncoder().encode(writer.join(head, entries, stubs).document);
}

function headOf(
  { publicUrl, publication, theme }: Config,
  { id, name, profile }: Product,
  updatedAt: Instant,
): PartnerHead {
  const at = (format: PartnerFormat) => `${publicUrl}/partners/feeds/${id}.${format}`;
  const [usual = 'rss'] = profileFormats(profile);
  const formats = profileFormats(profile);
  const self = (format: 'rss' | 'atom' | 'json') => at(formats.includes(format) ? format : usual);
  return {
    title: `${publication.name} – ${name}`,
    description: publication.description || publication.name,
    language: publication.language,
    homeUrl: `${publicUrl}/`,
    self: { rss: self('rss'), atom: self('atom'), json: self('json') },
    updatedAt,
    publication: publication.name,
    ...(theme.logo && { logoUrl: theme.logo }),
  };
}

async function listStubs(database: Database, productId: string, modifiedAt: Instant): Promise<PartnerStub[]> {
  const since = toInstant(new Date(Date.parse(modifiedAt) - STUB_DAYS * 24 * 60 * 60 * 1000));
  const { results } = await database
    .prepare(
      `SELECT s.article_id, s.guid, s.deleted_at, a.version, a.published_at
       FROM feed_tombstones s JOIN articles a ON a.id = s.article_id
       WHERE s.topic = ?1 AND s.deleted_at > ?2 ORDER BY s.deleted_at DESC, s.article_id DESC LIMIT ?3`,
    )
    .bind(productTopic(productId), since, MAX_STUBS)
    .all<{ article_id: string; guid: string; deleted_at: string; version: number; published_at: string }>();
  const newest = new Map<string, PartnerStub>();
  for (const row of results) {
    if (newest.has(row.article_id)) continue;
    newest.set(row.article_id, {
      articleId: row.article_id,
      id: row.guid,
      version: row.version,
      publishedAt: row.published_at,
      at: row.deleted_at,
    });
  }
  return [...newest.values()];
}

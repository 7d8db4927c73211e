import type { Config } from '../domain/config.ts';
import { type Instant, toInstant } from '../domain/instant.ts';
import type { Product } from '../domain/partner.ts';
import type { Database } from '../domain/ports.ts';
import { ENTRY_KEY } from '../store/feed-entries.ts';
import type { Pickup } from './pickups.ts';
import { itemTerms, renderProductItems } from './product-items.ts';
import { productTopic } from './product-records.ts';
import type { PartnerEntry, PartnerFormat, PartnerHead, PartnerStub } from './profiles/profile-writer.ts';
import { profileFormats, profileWriter } from './profiles/profiles.ts';
import { rememberedSha256 } from './remembered-digest.ts';
import { loadStubs } from './withdrawn-articles.ts';

/** A product's feed before any article is read. */
export interface ProductFeed {
  product: Product;
  format: PartnerFormat;
  /** 16 hex digits; changes with everything that the feed says. */
  digest: string;
  modifiedAt: Instant;
  /** For profiles whose articles grow too old for them: the hour, or the day, of the question. */
  asOf?: Instant;
}

/** A product's feed as it was put together, and what of it goes on record. */
export interface ProductEdition {
  bytes: Uint8Array;
  pickups: Pickup[];
}

/** Of so many articles for each that there is room for, some may not be told at all. */
const SPARE = 1.5;
/** Tombstones are told of for so long before the feed's last change. */
const STUB_DAYS = 30;
const MAX_STUBS = 100;

/** One point read. `undefined` where the product is not told in this format. */
export async function loadProductFeed(
  database: Database,
  config: Config,
  product: Product,
  format: PartnerFormat,
  now: Instant,
): Promise<ProductFeed | undefined> {
  if (!profileWriter(product.profile, format)) return undefined;
  const row = await database
    .prepare('SELECT digest, modified_at FROM topics WHERE topic = ?')
    .bind(productTopic(product.id))
    .first<{ digest: string; modified_at: string }>();
  if (!row) return undefined;
  const asOf = momentOf(product, now);
  const made = JSON.stringify([row.digest, product, await itemTerms(product, config), format, asOf]);
  return {
    product,
    format,
    digest: await rememberedSha256(made, 16),
    modifiedAt: row.modified_at,
    ...(asOf && { asOf }),
  };
}

/** As exact as the profile counts: with each of these moments a feed may say something else. */
function momentOf({ profile }: Product, now: Instant): Instant | undefined {
  if (profile === 'google-news') return `${now.slice(0, 'YYYY-MM-DDTHH'.length)}:00:00.000Z`;
  return profile === 'msn' ? `${now.slice(0, 'YYYY-MM-DD'.length)}T00:00:00.000Z` : undefined;
}

interface EntryRow {
  article_id: string;
  published_at: string;
  version: number;
  fragment: string | null;
}

/** Puts a product's feed together: its newest articles, from items that were rendered before where they are current. */
export async function assembleProductFeed(
  database: Database,
  config: Config,
  { product, format, modifiedAt, asOf }: ProductFeed,
): Promise<ProductEdition> {
  const writer = profileWriter(product.profile, format);
  if (!writer) throw new Error(`no profile ${product.profile} in ${format}`);
  const { results } = await database
    .prepare(
      `SELECT t.article_id, t.published_at, a.version, i.fragment
       FROM (SELECT * FROM article_topics WHERE topic = ?1 ORDER BY published_at DESC, article_id DESC LIMIT ?2) t
       JOIN articles a ON a.id = t.article_id AND a.state = 'live'
       LEFT JOIN partner_items i ON i.article_id = t.article_id AND i.terms = ?3 AND i.format = ?4 AND i.key = ${ENTRY_KEY}
       ORDER BY t.published_at DESC, t.article_id DESC`,
    )
    .bind(
      productTopic(product.id),
      Math.ceil(writer.maxItems * SPARE),
      await itemTerms(product, config),
      format,
    )
    .all<EntryRow>();
  const missing = results.filter(({ fragment }) => fragment === null).map((row) => row.article_id);
  const fresh = await renderProductItems(database, config, product, format, missing);
  const entries = results.flatMap(({ article_id, published_at, fragment }): PartnerEntry[] => {
    const told = fragment ?? fresh.get(article_id);
    return told ? [{ articleId: article_id, publishedAt: published_at, fragment: told }] : [];
  });
  const head = { ...headOf(config, product, modifiedAt), ...(asOf && { asOf }) };
  const stubs = await listStubs(database, product.id, modifiedAt);
  const { document, leftOut } = writer.join(head, entries, stubs);
  const untold = new Set(leftOut.map(({ articleId }) => articleId));
  const versions = new Map(results.map((row) => [row.article_id, row.version]));
  const held = entries.flatMap(({ articleId }): Pickup[] =>
    untold.has(articleId)
      ? []
      : [{ articleId, productId: product.id, version: versions.get(articleId) ?? 1, change: 'held' }],
  );
  const withdrawn = (writer.tellsWithdrawals ? stubs : []).map(
    ({ articleId, version }): Pickup => ({
      articleId,
      productId: product.id,
      version,
      change: 'withdrawn',
    }),
  );
  return { bytes: new TextEncoder().encode(document), pickups: [...held, ...withdrawn] };
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
      `SELECT article_id, max(deleted_at) AS deleted_at FROM feed_tombstones
       WHERE topic = ?1 AND deleted_at > ?2 GROUP BY article_id ORDER BY 2 DESC, 1 DESC LIMIT ?3`,
    )
    .bind(productTopic(productId), since, MAX_STUBS)
    .all<{ article_id: string; deleted_at: string }>();
  const told = await loadStubs(
    database,
    productId,
    results.map((row) => row.article_id),
  );
  return results.flatMap(({ article_id, deleted_at }) => {
    const stub = told.get(article_id);
    return stub ? [{ ...stub, at: deleted_at }] : [];
  });
}

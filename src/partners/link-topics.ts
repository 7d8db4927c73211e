import type { Config } from '../domain/config.ts';
import { toInstant } from '../domain/instant.ts';
import type { Ports } from '../domain/ports.ts';
import { Problem } from '../domain/problem.ts';
import { MEDIA_TYPES, obtainEdition } from './kept-edition.ts';
import { findLink, openAccess } from './key-access.ts';
import type { KeyAllowances } from './key-allowance.ts';
import { recordPickups } from './pickups.ts';
import { loadProductFeed } from './product-feed.ts';
import { productTopic } from './product-records.ts';
import type { PartnerFormat } from './profiles/profile-writer.ts';
import { profileFormats } from './profiles/profiles.ts';

/** A link's feed as the hub knows it: no part of the key but its first letters. */
interface LinkTopic {
  feed: string;
  topics: string[];
}

interface LinkDocument {
  bytes: Uint8Array;
  contentType: string;
  content: string;
  self: string;
  received(): Promise<void>;
}

const NAME = /^partner\/([0-9a-z]{10})\/([a-z0-9-]{1,40})\.(rss|atom|json|xml)$/;
const FILE = /^([^/?#]{1,100})\/([a-z0-9-]{1,40})\.(rss|atom|json|xml)$/;
const NO_RIGHT =
  'has a key that opens no such feed: it is none of ours, or has ended, or is of another product';

/**
 * Reads the address of a link's feed that somebody wants to be sent, and counts the request. Returns what is wrong with
 * it, in words that complete "hub.topic …", or `undefined` for an address that is of no link. Throws
 * `too-many-requests`.
 */
export async function readLinkTopic(
  ports: Ports,
  { publicUrl }: Config,
  allowances: KeyAllowances,
  address: string,
): Promise<LinkTopic | string | undefined> {
  const start = `${publicUrl}/partners/links/`;
  if (!address.startsWith(start)) return undefined;
  const [, key = '', productId = '', format = ''] = FILE.exec(address.slice(start.length)) ?? [];
  if (!key) return `is to be spelled ${start}key/product.format, without anything after it`;
  try {
    const { products, prefix } = await openAccess(ports, allowances, key, 'link');
    const product = products.find(({ id }) => id === productId);
    if (!product || !profileFormats(product.profile).includes(format as PartnerFormat)) return NO_RIGHT;
    return { feed: `partner/${prefix}/${productId}.${format}`, topics: [productTopic(productId)] };
  } catch (error) {
    if (error instanceof Problem && error.code === 'partner-key-refused') return NO_RIGHT;
    throw error;
  }
}

/** The feed of a link as it stands, by the name that `readLinkTopic` gave it; `undefined` where the link has ended. */
export async function loadLinkFeed(
  ports: Ports,
  config: Config,
  feed: string,
): Promise<LinkDocument | undefined> {
  const [, prefix = '', productId = '', ending = ''] = NAME.exec(feed) ?? [];
  const link = await findLink(ports, prefix, productId);
  const { database, clock } = ports;
  const format = ending as PartnerFormat;
  const found =
    link && (await loadProductFeed(database, config, link.product, format, toInstant(clock.now())));
  if (!link || !found) return undefined;
  const { bytes, pickups } = await obtainEdition(ports, config, found);
  return {
    bytes,
    contentType: MEDIA_TYPES[format],
    content: found.digest,
    self: `${config.publicUrl}/partners/feeds/${productId}.${format}`,
    async received() {
      const at = toInstant(clock.now());
      await recordPickups(database, { partnerId: link.partnerId, way: 'websub', at }, pickups).run();
    },
  };
}

import type { OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { oembedAddress } from '../../src/resolvers/x/x-oembed.ts';
import { syndicationAddress } from '../../src/resolvers/x/x-syndication.ts';
import { upstream } from './upstream.ts';

export const HOST = 'cdn.syndication.twimg.com';
export const photos = upstream(HOST, 'photos');
export const ID = String(photos.id_str);
export const URL_OF_POST = `https://x.com/maraortiz/status/${ID}`;
export const REF = { platform: 'x', id: ID, url: URL_OF_POST } as const;

export const OEMBED = oembedAddress('publish.x.com', URL_OF_POST);
export const OLD_OEMBED = oembedAddress('publish.twitter.com', URL_OF_POST);
export const SYNDICATION = syndicationAddress(ID);
const X_ON = { oembed: true, syndication: true, shortLinks: true };
export const oembedOnly = { x: { ...X_ON, syndication: false } };
export const syndicationOnly = { x: { ...X_ON, oembed: false } };

/** A page in place of an answer. */
export function page(status: number): OfflineAnswer {
  return { text: '<html>Not found</html>', status };
}

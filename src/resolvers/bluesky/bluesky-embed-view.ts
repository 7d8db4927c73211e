import type { LinkCard, PostMedia } from '../../domain/post.ts';
import { asCount, asObject, asObjects, asText, asWebUrl, type JsonObject, present } from '../json-value.ts';
import { profileOf } from './bluesky-facets.ts';

/** What a post of Bluesky holds besides its words. */
export interface EmbedView {
  media: PostMedia[];
  linkCard?: LinkCard;
  /** The view of a quoted post, or of what is left of it. */
  quoted?: JsonObject;
}

/** Services whose links are shown as the animation they lead to. */
const GIF_HOSTS = new Set(['media.tenor.com', 'static.klipy.com']);

/** Reads an embed as the AppView gives it (lexicons app.bsky.embed.*). Unknown kinds are left out. */
export function readEmbedView(embed: JsonObject): EmbedView {
  switch (embed.$type) {
    case 'app.bsky.embed.images#view':
      return { media: asObjects(embed.images).flatMap(readImage) };
    case 'app.bsky.embed.gallery#view':
      return { media: asObjects(embed.items).flatMap(readImage) };
    case 'app.bsky.embed.video#view':
      return { media: readVideo(embed) };
    case 'app.bsky.embed.external#view':
      return readExternal(asObject(embed.external));
    case 'app.bsky.embed.record#view':
      return readRecord(asObject(embed.record));
    case 'app.bsky.embed.recordWithMedia#view':
      return {
        ...readRecord(asObject(asObject(embed.record).record)),
        ...withoutQuote(readEmbedView(asObject(embed.media))),
      };
    default:
      return { media: [] };
  }
}

function withoutQuote({ quoted: _quoted, ...embed }: EmbedView): EmbedView {
  return embed;
}

function readImage(image: JsonObject): PostMedia[] {
  const url = asWebUrl(image.fullsize);
  return url ? [{ kind: 'image', url, ...shapeOf(image) }] : [];
}

function readVideo(video: JsonObject): PostMedia[] {
  const url = asWebUrl(video.playlist);
  const kind = video.presentation === 'gif' ? 'gif' : 'video';
  return url ? [present({ kind, url, still: asWebUrl(video.thumbnail), ...shapeOf(video) } as const)] : [];
}

function shapeOf(medium: JsonObject): Pick<PostMedia, 'alt' | 'width' | 'height'> {
  const ratio = asObject(medium.aspectRatio);
  return present({
    alt: asText(medium.alt, 5000),
    width: asCount(ratio.width),
    height: asCount(ratio.height),
  });
}

function readExternal(external: JsonObject): EmbedView {
  const url = asWebUrl(external.uri);
  const image = asWebUrl(external.thumb);
  const description = asText(external.description, 2000);
  if (!url) return { media: [] };
  if (GIF_HOSTS.has(new URL(url).hostname)) {
    const alt = description?.replace(/^Alt(?: text)?: /i, '');
    return { media: [present({ kind: 'gif' as const, url, still: image, alt })] };
  }
  return {
    media: [],
    linkCard: present({
      url,
      title: asText(external.title) ?? new URL(url).hostname,
      description,
      image: image ? { kind: 'image' as const, url: image } : undefined,
    }),
  };
}

/** Collections that can be quoted like a post, and the first part of their pages' paths. */
const COLLECTIONS: Record<string, string> = {
  'app.bsky.feed.defs#generatorView': 'feed',
  'app.bsky.graph.defs#listView': 'lists',
  'app.bsky.graph.defs#starterPackViewBasic': 'starter-pack',
};

function readRecord(record: JsonObject): EmbedView {
  const kind = asText(record.$type) ?? '';
  if (kind.startsWith('app.bsky.embed.record#')) return { media: [], quoted: record };
  const collection = Object.hasOwn(COLLECTIONS, kind) ? COLLECTIONS[kind] : undefined;
  const { did, key } = atUriParts(record.uri);
  const profile = profileOf(did);
  const title = asText(record.displayName) ?? asText(record.name) ?? asText(asObject(record.record).name);
  if (!collection || !profile || !title) return { media: [] };
  const url =
    collection === 'starter-pack'
      ? `https://bsky.app/starter-pack/${did}/${key}`
      : `${profile}/${collection}/${key}`;
  return { media: [], linkCard: present({ url, title, description: asText(record.description, 2000) }) };
}

/** The account and the key of an at: address; both empty for what is none. */
export function atUriParts(uri: unknown): { did: string; key: string } {
  const [, did = '', key = ''] =
    /^at:\/\/(did:[a-z]+:[A-Za-z0-9._:-]{1,240})\/[a-zA-Z.]{3,100}\/([A-Za-z0-9._~-]{1,512})$/.exec(
      asText(uri, 1000) ?? '',
    ) ?? [];
  return { did, key };
}

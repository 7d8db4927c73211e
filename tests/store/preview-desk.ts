import { createOfflineFetch, type OfflineAnswer } from '../../src/adapters/memory/offline-fetch.ts';
import { readConfig } from '../../src/config.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Pixels } from '../../src/domain/picture.ts';
import type { Blobs } from '../../src/domain/ports.ts';
import { previewType } from '../../src/previews/card.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { loadArticle } from '../../src/store/article-records.ts';
import { newestPreview, obtainPreview } from '../../src/store/preview-drawing.ts';
import { openNewsroom } from './newsroom.ts';

export const PHOTO = 'https://photos.example/harbour.jpg';

/** Opens everything but what begins with 9. */
const pixels: Pixels = {
  shrink: async () => undefined,
  open: async (bytes, { width, height }) =>
    bytes[0] === 9
      ? { outcome: 'unusable', fault: 'format' }
      : { outcome: 'opened', picture: { width, height, rgba: new Uint8Array(4) } },
};

/** Writes down what it was given to draw. */
export const renderer: PreviewRenderer = {
  draw: async (card, pictures = {}) =>
    encode({
      type: previewType(card),
      title: card.title,
      quote: card.quote?.text,
      with: Object.keys(pictures),
    }),
  quote: async () => new Uint8Array(),
};
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A newsroom whose photos come from `answers`, with what is kept of its previews at hand. */
export async function openDesk(settings: Record<string, string> = {}) {
  const newsroom = await openNewsroom();
  const answers: Record<string, OfflineAnswer> = {};
  const fetch = createOfflineFetch(answers);
  const kept = new Set<string>();
  const blobs: Blobs = {
    ...newsroom.ports.blobs,
    put: async (name, bytes) => {
      kept.add(name);
      await newsroom.ports.blobs.put(name, bytes);
    },
    delete: async (name) => {
      kept.delete(name);
      await newsroom.ports.blobs.delete(name);
    },
  };
  const ports = { ...newsroom.ports, pixels, fetch, blobs };
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Example Times',
    TAG_AUTHORITY: 'example.org,2026',
    ...settings,
  });
  const article = async (id: string, image?: string): Promise<Article> => {
    const stored = (await loadArticle(ports.database, id))?.article;
    if (!stored) throw new Error(`no article ${id}`);
    return { ...stored, ...(image && { image: { url: image } }) };
  };
  const obtain = async (one: Article, hash?: string) =>
    obtainPreview(ports, config, renderer, one, hash ?? (await newestPreview(ports, config, one)).hash);
  return { newsroom, ports, config, answers, fetch, kept, article, obtain };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the renderer wrote down. */
export function decode(bytes: Uint8Array | undefined) {
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

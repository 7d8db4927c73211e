import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { readArticleFiles } from './adapters/node/article-files.ts';
import type { Ports } from './domain/ports.ts';
import { loadArticle } from './store/article-records.ts';
import { storePicture } from './store/preview-pictures.ts';

const EXAMPLES = fileURLToPath(new URL('../examples/articles', import.meta.url));

/**
 * Publishes the example articles to a service at its own `address`, with their photos; tells `warn` of one that is
 * refused. At another host they would be for the site that the service may stand in front of.
 */
export async function publishExamples(
  service: Hono,
  address: string,
  ports: Ports,
  token: string,
  warn: (line: string) => void,
): Promise<void> {
  for (const { id, mediaType, body, photo } of readArticleFiles(EXAMPLES)) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': mediaType };
    const answer = await service.request(`${address}/articles/${id}`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(body),
    });
    if (!answer.ok) warn(`the example ${id} was not published: ${answer.status}`);
    if (photo) await storeExamplePhoto(ports, id, photo);
  }
}

/** Gives an example's photo to its preview: the address it says it is from is nobody's. */
export async function storeExamplePhoto(ports: Ports, id: string, photo: Uint8Array): Promise<void> {
  const image = (await loadArticle(ports.database, id))?.article.image;
  if (image) await storePicture(ports, id, image.url, photo);
}

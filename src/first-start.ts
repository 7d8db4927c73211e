import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { readArticleFiles } from './adapters/node/article-files.ts';

const EXAMPLES = fileURLToPath(new URL('../examples/articles', import.meta.url));

/** Publishes the example articles to a service; tells `warn` of one that is refused. */
export async function publishExamples(
  service: Hono,
  token: string,
  warn: (line: string) => void,
): Promise<void> {
  for (const { id, mediaType, body } of readArticleFiles(EXAMPLES)) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': mediaType };
    const answer = await service.request(`/articles/${id}`, {
      method: 'PUT',
      headers,
      body: new Uint8Array(body),
    });
    if (!answer.ok) warn(`the example ${id} was not published: ${answer.status}`);
  }
}

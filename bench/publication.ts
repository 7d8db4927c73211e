import { type NodePorts, openNodePorts } from '../src/adapters/node/node-ports.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { Config } from '../src/domain/config.ts';
import { sha256 } from '../src/domain/digest.ts';
import type { PreviewRenderer } from '../src/previews/renderer.ts';
import { words } from './words.ts';

export const TOKEN = 'bench';

/** The settings of every publication of the benches. */
export async function benchSettings(more: Record<string, string> = {}): Promise<Record<string, string>> {
  return {
    PUBLIC_URL: 'http://localhost',
    PUBLICATION_NAME: 'The Bench Times',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256(TOKEN),
    ...more,
  };
}

/** Pictures cost what another bench says; here nothing is drawn. */
export const NO_PICTURES: PreviewRenderer = {
  draw: async () => new Uint8Array(),
  quote: async () => new Uint8Array(),
};

export interface Publication {
  ports: NodePorts;
  config: Config;
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** Opens the service over a folder of data. `more`: ports to use in place of Node's own. */
export async function openPublication(
  folder: string,
  { settings = {}, more = {} }: { settings?: Record<string, string>; more?: Partial<NodePorts> } = {},
): Promise<Publication> {
  const config = readConfig(await benchSettings(settings));
  const ports = { ...(await openNodePorts(folder)), log: () => {}, ...more };
  const app = createApp(ports, config, NO_PICTURES);
  return { ports, config, request: async (path, init) => app.request(path, init) };
}

/** Publishes an article of six paragraphs; throws where the service does not take it. */
export async function publish({ request }: Publication, id: string): Promise<void> {
  const html = Array.from({ length: 6 }, () => `<p>${words(50)}</p>`).join('');
  const tags = [`Tag ${id.length % 3}`, 'Rivers'];
  const body = JSON.stringify({ title: words(9), language: 'fr', section: 'World', tags, html });
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const response = await request(`/articles/${id}`, { method: 'PUT', headers, body });
  if (!response.ok) throw new Error(`not published: ${response.status} ${await response.text()}`);
}

import type { Fetch, FetchOutcome } from '../../src/domain/ports.ts';
import { type Publication, TOKEN } from '../publication.ts';

const PUBLISHER = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
/** Every product has the articles that the bench publishes: the worst there is. */
const PERMIT = ['tag/rivers'];

/** Asks as the publisher; throws where the service does not do it. */
export async function ask<Answer>(
  { request }: Publication,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const sent = body && { body: JSON.stringify(body) };
  const response = await request(path, { method, headers: PUBLISHER, ...sent });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text.startsWith('{') ? JSON.parse(text) : undefined) as Answer;
}

/** Makes the products `product-{from}` to `product-{to}`, not included; returns the milliseconds that each took. */
export async function addProducts(publication: Publication, from: number, to: number): Promise<number[]> {
  const taken: number[] = [];
  for (let index = from; index < to; index++) {
    // Each has something of its own.
    const fields = { name: `Product ${index}`, permit: PERMIT, block: [`tag/label-${index % 99}`] };
    const start = performance.now();
    await ask(publication, 'PUT', `/partners/products/product-${index}`, fields);
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Makes partners, each with a product and an endpoint that takes what it is told. */
export async function addPartners(publication: Publication, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const path = `/partners/partner-${index}`;
    await ask(publication, 'PUT', path, {
      name: `Partner ${index}`,
      products: [`product-${index}`],
      requestsPerMinute: 6000,
    });
    const url = `https://partner-${index}.example/hook`;
    await ask(publication, 'POST', `${path}/endpoints`, { url });
  }
}

/** A new key of a partner, as a header. */
export async function keyOf(publication: Publication, partner: string): Promise<Record<string, string>> {
  const { key } = await ask<{ key: string }>(publication, 'POST', `/partners/${partner}/keys`, {});
  return { Authorization: `Bearer ${key}` };
}

/** A way out at whose end every server takes what it is sent. */
export function takingFetch(): Fetch & { taken: number } {
  const answered = (url: string, body: Uint8Array): FetchOutcome => ({
    outcome: 'answered',
    url,
    status: 200,
    contentType: 'text/plain',
    body,
  });
  const way = {
    taken: 0,
    refusalOf: () => undefined,
    get: async (url: string) => answered(url, new Uint8Array()),
    post: async (url: string, { body }: { body: Uint8Array }) => {
      way.taken++;
      // A verification is answered with itself.
      return answered(url, body);
    },
  };
  return way;
}

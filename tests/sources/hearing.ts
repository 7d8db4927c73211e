import { createHmac } from 'node:crypto';
import { START } from '../still-service.ts';
import { LONG, openSources } from './open-sources.ts';

export const KEY = '22444f78447824223cefc48062';
export const SECRET = 'a secret of sixteen or more'.replaceAll(' ', '-');
export const RAW = Buffer.from('0123456789abcdef0123456789abcdef');
export const WHSEC = `whsec_${RAW.toString('base64')}`;
export const NOW = START.getTime();

export const hmac = (secret: string | Buffer, text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', secret).update(text).digest(encoding);
export const standard = (
  body: string,
  { id = 'msg_1', at = NOW, secret = RAW as string | Buffer, more = '' } = {},
) => {
  const time = String(Math.floor(at / 1000));
  const signature = `v1,${hmac(secret, `${id}.${time}.${body}`, 'base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `${more}${signature}` };
};
export const ghostSigned = (body: string, at = NOW, secret = SECRET) => ({
  'x-ghost-signature': `sha256=${hmac(secret, body + String(at))}, t=${at}`,
});
export const hub = (body: string, secret = SECRET) => ({
  'x-hub-signature-256': `sha256=${hmac(secret, body)}`,
});

export type Headers = Record<string, string>;

export async function hearing(fields: Record<string, unknown> = {}) {
  const house = await openSources();
  const source = await house.add({
    kind: 'webhook',
    address: 'https://news.example/',
    secret: SECRET,
    ...fields,
  });
  const hear = async (body: unknown, sign: (text: string) => Headers = hub) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await house.app.request('/sources/one/webhook', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(text) },
      body: text,
    });
    const told = (await answer.json()) as { outcome?: string; detail?: string };
    await house.settle();
    return { status: answer.status, ...told };
  };
  return { house, hear, source };
}

export const ARTICLE = {
  url: 'https://news.example/a',
  title: 'A bridge opens',
  html: `<p>${LONG}</p>`,
  publishedAt: '2026-03-01T10:00:00Z',
};

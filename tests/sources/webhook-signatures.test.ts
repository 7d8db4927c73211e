import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../still-service.ts';
import {
  ARTICLE,
  ghostSigned,
  type Headers,
  hearing,
  hmac,
  hub,
  NOW,
  SECRET,
  standard,
  WHSEC,
} from './hearing.ts';
import { closeSites } from './open-sources.ts';

afterAll(closeSites);

describe('signatures', () => {
  const forms: [string, string, (body: string) => Headers][] = [
    ['Standard Webhooks', WHSEC, standard],
    [
      'Standard Webhooks with several signatures',
      WHSEC,
      (body) => standard(body, { more: 'v1,AAAA v1a,BBBB ' }),
    ],
    ['Standard Webhooks with a secret of words', SECRET, (body) => standard(body, { secret: SECRET })],
    ['Ghost, over body and time', SECRET, ghostSigned],
    [
      'Ghost, over the body',
      SECRET,
      (body) => ({ 'x-ghost-signature': `sha256=${hmac(SECRET, body)}, t=${NOW}` }),
    ],
    ['Ghost, without a time', SECRET, (body) => ({ 'x-ghost-signature': `sha256=${hmac(SECRET, body)}` })],
    ['GitHub', SECRET, hub],
    ['a bearer token', SECRET, () => ({ authorization: `Bearer ${SECRET}` })],
  ];

  it.each(forms)('%s is taken, and an article made of what was sent', async (_name, secret, sign) => {
    const { house, hear } = await hearing({ secret });
    expect(await hear(ARTICLE, sign)).toEqual({ status: 202, outcome: 'accepted' });
    expect(await house.titles()).toEqual(['A bridge opens']);
  });

  it.each(forms)('%s over another body is refused', async (_name, secret, sign) => {
    const { house, hear } = await hearing({ secret });
    const forged = (body: string): Headers => {
      const { authorization, ...rest } = sign(`${body} `);
      return { ...rest, ...(authorization && { authorization: `${authorization}x` }) };
    };
    expect(await hear(ARTICLE, forged)).toMatchObject({ status: 401 });
    expect(await house.titles()).toEqual([]);
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
  });

  it.each([
    ['none at all', () => ({})],
    ['of another secret', (body: string) => hub(body, 'another-secret-of-some-length')],
    ['an empty one', () => ({ 'x-hub-signature-256': '' })],
    [
      'half of one',
      (body: string) => ({ 'x-hub-signature-256': hub(body)['x-hub-signature-256'].slice(0, 40) }),
    ],
    ['SHA-1', (body: string) => ({ 'x-hub-signature': `sha1=${hmac(SECRET, body).slice(0, 40)}` })],
    ['a good one in a second place', (body: string) => ({ 'webhook-signature': 'v1,AAAA', ...hub(body) })],
    ['a wrong time in milliseconds', (body: string) => ghostSigned(body, NOW - 6 * 60_000)],
    ['a time to come', (body: string) => ghostSigned(body, NOW + 6 * 60_000)],
    ['an old one', (body: string) => standard(body, { at: NOW - 6 * 60_000, secret: SECRET })],
    [
      'an id of another message',
      (body: string) => ({ ...standard(body, { secret: SECRET }), 'webhook-id': 'msg_2' }),
    ],
    [
      'a time of another message',
      (body: string) => ({
        ...standard(body, { secret: SECRET }),
        'webhook-timestamp': String(NOW / 1000 + 9),
      }),
    ],
    [
      'a time that is none',
      (body: string) => ({ ...standard(body, { secret: SECRET }), 'webhook-timestamp': 'now' }),
    ],
    ['the publisher token', () => ({ authorization: 'Bearer ts_sources-test' })],
  ] satisfies [string, (body: string) => Headers][])('%s is refused', async (_name, sign) => {
    const { house, hear } = await hearing();
    expect(await hear(ARTICLE, sign)).toMatchObject({ status: 401 });
    expect(await house.titles()).toEqual([]);
  });

  it.each(forms.filter(([name]) => !name.startsWith('a bearer')))(
    '%s is done once however often it comes',
    async (_name, secret, sign) => {
      const { house, hear } = await hearing({ secret });
      expect(await hear(ARTICLE, sign)).toMatchObject({ status: 202 });
      expect(await hear(ARTICLE, sign)).toEqual({ status: 200, outcome: 'received before' });
      expect(await house.rows('SELECT asked FROM source_items')).toEqual([{ asked: 1 }]);
    },
  );

  it('of messages that are too old to come again are forgotten', async () => {
    const { house, hear } = await hearing({ secret: WHSEC });
    await hear(ARTICLE, standard);
    await house.pass(20 * MINUTE);
    expect(await house.rows('SELECT * FROM source_receipts')).toEqual([]);
    expect(await hear(ARTICLE, standard)).toMatchObject({
      status: 401,
      detail: 'It is older than five minutes.',
    });
  });

  it('are asked for without a word about which sources there are', async () => {
    const { house } = await hearing();
    await house.add({ id: 'two', kind: 'feed', address: 'https://news.example/feed' });
    const answers = await Promise.all(
      ['two', 'nobody'].map((id) =>
        house.app.request(`/sources/${id}/webhook`, { method: 'POST', body: '{}' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(first).toBe(second);
  });
});

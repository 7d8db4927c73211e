import type { FetchOutcome } from '../../src/domain/ports.ts';
import { openPartnerHouse, PUBLIC_URL } from './partner-house.ts';

interface Standing {
  partner: string;
  product: string;
  contract: string;
  state: string;
  held?: { version: number; way: string };
  sent?: { version: number };
  told?: { way: string };
}
interface Message {
  type: string;
  data: { id: string; challenge?: string };
}
interface Page {
  changes: { change: string; id: string }[];
  next: string;
}

/** What an endpoint answers. */
export function answered(status: number, body = ''): FetchOutcome {
  return {
    outcome: 'answered',
    url: 'https://herald.example/hook',
    status,
    contentType: 'text/plain',
    body: new TextEncoder().encode(body),
  };
}

/** The service with a partner, `herald`, that has the product `all`; what its endpoint is sent, and what it answers. */
export async function openReportHouse() {
  const endpoint = { received: [] as string[], respond: (): FetchOutcome => answered(204) };
  const house = await openPartnerHouse((ports) => ({
    ...ports,
    fetch: {
      ...ports.fetch,
      refusalOf: () => undefined,
      async post(_, { body }) {
        const text = new TextDecoder().decode(body);
        const { type, data } = JSON.parse(text) as Message;
        if (data.challenge) return answered(200, data.challenge);
        const words = text.includes('The words of') ? 'with words' : 'without words';
        endpoint.received.push(`${type} ${data.id} ${words}`);
        return endpoint.respond();
      },
    },
  }));
  await house.product('all');
  await house.product('more');
  await house.partner('herald', ['all']);
  const { key } = await house.makeKey('herald');
  const take = async (path: string, as = key) => house.get(path, { key: as });
  const report = (path: string) => house.asPublisher('GET', path.replace(PUBLIC_URL, ''));
  const standings = async (article = 'one') =>
    ((await (await report(`/partners/report/${article}`)).json()) as { partners: Standing[] }).partners;
  return {
    ...house,
    endpoint,
    key,
    take,
    report,
    standings,
    walk: async (path = '/partners/articles', as = key) =>
      (await (await take(path.replace(PUBLIC_URL, ''), as)).json()) as Page,
    listen: () =>
      house.asPublisher('POST', '/partners/herald/endpoints', { url: 'https://herald.example/hook' }),
    /** Of the article `one`. */
    inShort: async () =>
      (await standings()).map(({ partner, contract, state }) => `${partner} ${contract} ${state}`),
    confirm: (as = key) => house.get('/partners/articles/one/confirmation', { key: as }, 'POST'),
  };
}

export type ReportHouse = Awaited<ReturnType<typeof openReportHouse>>;

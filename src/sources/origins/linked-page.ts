import type { Ports } from '../../domain/ports.ts';
import { isElsewhere } from '../item-taking.ts';
import { aloneAt } from '../pages/busy-hosts.ts';
import { PageRefusal } from '../pages/page-refusal.ts';
import { visitPage } from '../pages/page-visit.ts';
import type { Look, Origin, Source } from '../source.ts';

/** Another page of the host is being fetched. */
const BUSY_SECONDS = 60;

/** How an article is looked at on its own page, which is asked for only on the hosts of its source. */
export function pageLook(ports: Ports, source: Source): Origin['look'] {
  const mayVisit = async (address: string) => isElsewhere(address, source) === undefined;
  return async ({ url }): Promise<Look> => {
    if (!url) return { outcome: 'passed', reason: 'It has neither a text nor a link.' };
    try {
      const page = await aloneAt(ports, new URL(url).host, () =>
        visitPage(ports, { url, validators: {}, mayVisit }),
      );
      if (page.outcome === 'unchanged') return { outcome: 'passed', reason: 'Its page did not change.' };
      return { outcome: 'found', version: '', article: { page: page.html }, url: page.address };
    } catch (error) {
      if (!(error instanceof PageRefusal)) throw error;
      const { code, detail, isPassing } = error;
      if (code === 'page-gone') return { outcome: 'gone', reason: detail };
      const wait = code === 'busy' && { retryAfterSeconds: BUSY_SECONDS };
      return { outcome: 'failed', reason: detail, passing: isPassing, ...wait };
    }
  };
}

import { Hono } from 'hono';
import type { Config } from '../../domain/config.ts';
import { FEED_FORMATS, type FeedFormat } from '../../domain/feed.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { readFeedRequest } from '../../feeds/feed-selection.ts';
import { hubAddress } from '../../hub/hub.ts';
import { joinParts, wholeFeed } from '../../store/feed-answers.ts';
import { loadFeedState } from '../../store/feed-state.ts';
import { deskOf } from '../desk.ts';
import { checkFeeds } from './feed-check.ts';
import { listFeeds, listSubscriberHosts } from './feed-list-records.ts';
import { renderFeed, renderFeedList } from './feed-pages.ts';

/** `/console/feeds`: every feed, and each of them as a reader has it. */
export function feedPages(ports: Ports, config: Config): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => context.html(renderFeedList(deskOf(context), await listFeeds(ports))));

  routes.get('/view', async (context) => {
    const {
      format: _,
      spelled: __,
      ...selection
    } = readFeedRequest(context.req.query('topic') ?? '', new URLSearchParams());
    const [topic = 'all'] = selection.topics;
    const state = await loadFeedState(ports, selection.topics);
    if (!state.modifiedAt) throw new Problem('not-found', 'Nothing was published yet.');
    const documents: Partial<Record<FeedFormat, Uint8Array>> = {};
    for (const format of FEED_FORMATS) {
      const plan = { selection, format, state, hubUrl: hubAddress(config) };
      documents[format] = joinParts(plan, (await wholeFeed(ports, config, plan)).parts);
    }
    return context.html(
      renderFeed(deskOf(context), {
        topic,
        name: state.names.join(', '),
        checked: checkFeeds(documents as Record<FeedFormat, Uint8Array>),
        hosts: await listSubscriberHosts(ports, topic),
      }),
    );
  });
  return routes;
}

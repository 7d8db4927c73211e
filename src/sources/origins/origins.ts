import type { Ports } from '../../domain/ports.ts';
import type { Origin, Source } from '../source.ts';
import { feedOrigin } from './feed-origin.ts';
import { ghostOrigin } from './ghost-origin.ts';
import { pageLook } from './linked-page.ts';
import { sitemapOrigin } from './sitemap-origin.ts';
import { wordpressOrigin } from './wordpress-origin.ts';

/** How this source is asked. */
export function originOf(ports: Ports, source: Source): Origin {
  const { fetch, clock } = ports;
  const look = pageLook(ports, source);
  switch (source.kind) {
    case 'feed':
      return feedOrigin(fetch, source, look);
    case 'sitemap':
      return sitemapOrigin(fetch, clock, source, look);
    case 'wordpress':
      return wordpressOrigin(fetch, clock, source);
    case 'ghost':
      return ghostOrigin(fetch, clock, source);
    case 'webhook':
      return { look };
  }
}

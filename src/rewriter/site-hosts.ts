import type { Config } from '../domain/config.ts';

/** Which requests are for the publisher's site. */
export interface SiteHosts {
  /** For the site at once, whatever routes and files the service has. */
  isForSite(url: URL): boolean;
  /** Whether the service has no host of its own: what none of its routes answers is then for the site as well. */
  shared: boolean;
}

/** What a site without these would miss first, where the service shares its host. */
const THE_SITES_OWN = new Set(['/', '/robots.txt', '/favicon.svg']);

/**
 * Tells requests for the site from those for the service: by their host alone, which is never written anywhere. Whoever
 * claims to be another host gets what that host would have got.
 */
export function siteHosts({ publicUrl, front }: Pick<Config, 'publicUrl' | 'front'>): SiteHosts {
  const own = plainHost(new URL(publicUrl));
  const shared = front?.hosts.some((host) => plainHost(new URL(`http://${host}`)) === own) ?? false;
  return {
    shared,
    isForSite(url) {
      if (!front) return false;
      return plainHost(url) !== own || (shared && THE_SITES_OWN.has(url.pathname));
    },
  };
}

/** Host and port without the ports that go without saying: others in front of us may end TLS. */
function plainHost({ host }: URL): string {
  return host.replace(/:(?:80|443)$/, '');
}

import { readConfig } from '../../src/config.ts';
import { createEmbedFinder } from '../../src/embeds/embed-finder.ts';
import { type PageRequest, publishPage } from '../../src/sources/pages/page-publishing.ts';
import { problemOf } from '../articles/read-source.ts';
import { openMemoryPorts } from '../memory-ports.ts';
import { createSite, pageOf } from './page-site.ts';

export const AUTHORITY = 'example.org,2026';
export const PAGE = 'https://courier.example/2026/boat';
export const ROBOTS = 'https://courier.example/robots.txt';
export const finder = createEmbedFinder();
export const config = readConfig({
  PUBLIC_URL: 'https://feeds.example',
  PUBLICATION_NAME: 'The Quay Courier',
  TAG_AUTHORITY: AUTHORITY,
  FRONT_ORIGIN: 'https://behind.example',
  FRONT_HOSTS: 'www.courier.example',
});

/** A publication with one page, whose articles come from its pages. */
export async function openCourier() {
  const site = createSite({ [PAGE]: pageOf('The boat is back') });
  const logged: unknown[] = [];
  const log = (_level: string, message: string, fields: object = {}) =>
    void logged.push({ message, ...fields });
  const memory = await openMemoryPorts('2026-05-04T10:00:00Z');
  const ports = { ...memory, fetch: site as never, log: log as never };
  const publish = (address = PAGE, more: Partial<PageRequest> = {}) =>
    publishPage(ports, AUTHORITY, finder, {
      address,
      given: {},
      rest: {},
      mayVisit: async () => true,
      ...more,
    });
  return {
    site,
    ports,
    logged,
    publish,
    codeOf: async (address = PAGE) => (await problemOf(publish(address))).code,
    pagesAsked: () => site.asked.filter(({ url }) => !url.endsWith('/robots.txt')),
  };
}

export type Courier = Awaited<ReturnType<typeof openCourier>>;

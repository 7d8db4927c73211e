import type { Config } from '../domain/config.ts';
import { articlePaths } from './articles-paths.ts';
import { cardPaths } from './cards-paths.ts';
import { crosspostPaths } from './crossposts-paths.ts';
import { feedPaths } from './feeds-paths.ts';
import { oembedPaths } from './oembed-paths.ts';
import type { Json } from './operation-parts.ts';
import { partnerPaths } from './partners-paths.ts';
import { previewPaths } from './previews-paths.ts';
import { schemas } from './schemas.ts';
import { servicePaths } from './service-paths.ts';
import { sourcePaths } from './sources-paths.ts';

/** What the service answers, as OpenAPI 3.1. */
export function openApiDocument(config: Config): Json {
  return {
    openapi: '3.1.0',
    info: { title: `Tearsheet of ${config.publication.name}`, version: '0.1.0' },
    servers: [{ url: config.publicUrl }],
    paths: {
      ...servicePaths(),
      ...articlePaths(),
      ...feedPaths(),
      ...sourcePaths(),
      ...crosspostPaths(),
      ...partnerPaths(),
      ...previewPaths(),
      ...cardPaths(),
      ...oembedPaths(),
    },
    components: {
      securitySchemes: {
        publisherToken: { type: 'http', scheme: 'bearer' },
        partnerKey: { type: 'http', scheme: 'bearer' },
      },
      schemas: schemas(config.publicUrl),
    },
  };
}

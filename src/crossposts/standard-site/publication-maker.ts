import type { ArticleRecordMaker } from '../record-makers.ts';
import { PUBLICATION_COLLECTION, publicationKey } from './publication-address.ts';
import { publicationRecord } from './publication-record.ts';

/** Makes the publication that documents belong to; it is written with each new article, and follows the settings so. */
export const publicationMaker: ArticleRecordMaker = {
  collection: PUBLICATION_COLLECTION,
  sharedKey: ({ config }) => publicationKey(config),
  make: (_, { config, settings }) => (settings.documents ? publicationRecord(config) : undefined),
};

import type { ArticleRecordMaker } from '../record-makers.ts';
import { documentRecord } from './document-record.ts';
import { publicationAddress } from './publication-address.ts';

/** Makes the document that stands beside a post. */
export const documentMaker: ArticleRecordMaker = {
  collection: 'site.standard.document',
  make(article, { config, settings, did, thumb, post }) {
    if (!settings.documents) return undefined;
    const publication = publicationAddress(did, config);
    const context = { publication, ...(thumb && { cover: thumb }), ...(post && { post }) };
    return documentRecord(article, context, config);
  },
};

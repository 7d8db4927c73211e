import type { Config } from '../domain/config.ts';
import type { Documents } from '../domain/documents.ts';
import { readContents } from './contents.ts';
import { readDocument } from './document-body.ts';
import { INDEX } from './document-links.ts';
import { renderDocumentPage } from './document-page.ts';
import { problemDocuments, problemList } from './problem-documents.ts';

export interface Handbook {
  /** The names of all pages there are. */
  names: readonly string[];
  /** The page of a document; undefined where there is none of this name. Made once, and kept. */
  pageOf(name: string): string | undefined;
}

/** The documentation as pages: the documents, the list of problems, and a page of each problem. */
export function createHandbook(config: Config, documents: Documents): Handbook {
  const titleOf = (name: string) => /^# (.+)$/m.exec(documents[name] ?? '')?.[1];
  // Without its documents a service has the problems all the same: their types lead here.
  const all: Documents = {
    ...documents,
    problems: problemList(),
    ...problemDocuments(config.publicUrl, titleOf),
  };
  const isServed = (name: string) => Object.hasOwn(all, name);
  const contents = readContents(all[INDEX] ?? '', isServed);
  const pages = new Map<string, string>();
  return {
    names: Object.keys(all),
    pageOf(name) {
      if (!isServed(name)) return undefined;
      const page =
        pages.get(name) ??
        renderDocumentPage(config, name, readDocument(all[name] ?? '', isServed), contents);
      pages.set(name, page);
      return page;
    },
  };
}

import { askService } from './service-call.ts';

/** What a take-down over the API answers. */
interface TakedownAnswer {
  captures?: string[];
  articles?: string[];
  pictures?: number;
}

/**
 * Asks a running service to take down a post (by its address, or `platform/id`) or an author (`platform/@handle`), and
 * prints what it reached. Throws an `Error` a person can act on where it is refused or cannot be reached.
 */
export async function takeDownByCommand(
  subject: string,
  service: string,
  token: string | undefined,
  print: (line: string) => void,
): Promise<void> {
  if (!subject.includes('/')) {
    throw new Error(
      `${subject} is no post and no author. Name the address of a post, or PLATFORM/ID or PLATFORM/@HANDLE, such as x/1797753265873129095.`,
    );
  }
  const path = /^https?:\/\//.test(subject)
    ? `/cards?url=${encodeURIComponent(subject)}`
    : `/cards/${subject.split('/').map(encodeURIComponent).join('/')}`;
  const report = await askService(service, token)<TakedownAnswer>('DELETE', path);
  const { captures = [], articles = [], pictures = 0 } = report;
  print(`Taken down for good: ${subject}`);
  print(
    `  posts emptied:     ${captures.join(', ') || 'none here yet; it will not be taken in later either'}`,
  );
  print(`  articles changed:  ${articles.join(', ') || 'none'}`);
  print(`  pictures deleted:  ${pictures}`);
}

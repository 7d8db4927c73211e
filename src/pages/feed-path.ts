/** The address of a feed on this host without a format: a page in a browser, the feed in a reader. */
export function feedPagePath(topic: string): string {
  return `/feeds/${topic.split('/').map(encodeURIComponent).join('/')}`;
}

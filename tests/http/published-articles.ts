/** An article as it is sent. */
export function article(title: string, rest: object = {}): string {
  return JSON.stringify({
    title,
    language: 'en',
    publishedAt: '2024-06-04T05:30:00Z',
    html: `<p>${title}: the first paragraph.</p>`,
    ...rest,
  });
}

/** The article of an answer. */
export interface Stored {
  id: string;
  guid: string;
  version: number;
  title: string;
  publishedAt: string;
  updatedAt: string;
  body: { type: string; html?: string; card?: string }[];
}

import type { PageFault } from './page-fault.ts';
import type { PageTags } from './page-tags.ts';

type Data = Record<string, unknown>;

const READ = ['NewsArticle', 'WebPage'];
const ARTICLE = /Article$|^BlogPosting$|^WebPage$/;

/** What keeps Mastodon from reading the linked data of a page. It reads no other, and nobody else reads any. */
export function linkedDataFaults({ scripts }: PageTags): PageFault[] {
  const blocks = scripts.filter(({ type }) => type.trim().toLowerCase() === 'application/ld+json');
  const broken = blocks.filter(({ text }) => read(text) === undefined);
  const objects = blocks.flatMap(({ text }) => [read(text)].flat()).filter(isObject);
  const found: PageFault[] = [];
  if (broken.length > 0) {
    found.push({
      fault: 'A block of JSON-LD is no JSON; nobody reads it.',
      mend: 'Check it with a JSON parser: line ends in texts and commas at the end are what is wrong most often.',
    });
  }
  if (blocks.some(({ text }) => /&(?:quot|#34|#x22);/i.test(text))) {
    found.push({
      fault: 'JSON-LD holds &quot;, which Mastodon makes a quotation mark of before it reads the JSON.',
      mend: 'Write \\u0022, or the quotation marks of your language.',
    });
  }
  if (objects.some((object) => READ.includes(String(object['@type'])) && typeof object['@type'] === 'string'))
    return found;
  const graph = objects.flatMap((object) => [object['@graph']].flat()).filter(isObject);
  if (graph.some(isArticle)) {
    found.push({
      fault: 'The article’s JSON-LD lies in @graph, where Mastodon does not look.',
      mend: 'Put the NewsArticle in a script of its own, at the top level.',
    });
  } else if (objects.some((object) => Array.isArray(object['@type']) && isArticle(object))) {
    found.push({
      fault: 'The @type of the JSON-LD is a list, which Mastodon does not read.',
      mend: 'Write "@type": "NewsArticle".',
    });
  } else if (objects.some(isArticle)) {
    found.push({
      fault: 'The JSON-LD is of another @type than NewsArticle; Mastodon reads that and WebPage alone.',
      mend: 'Write "@type": "NewsArticle".',
    });
  }
  return found;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArticle(object: Data): boolean {
  return [object['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type));
}

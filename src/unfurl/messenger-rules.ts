import { pageStart } from './page-visit.ts';
import { COMMON_PICTURES, HTML, MEBIBYTE, OPEN_GRAPH, type PlatformRules } from './platform-rules.ts';
import { quotedTags } from './quoted-tags.ts';

const WHATSAPP_BYTES = 300_000;

/** Messengers: what is written to one or to a few. */
export const MESSENGER_RULES: PlatformRules[] = [
  {
    name: 'WhatsApp',
    known: 'documentation',
    page: { bytes: WHATSAPP_BYTES, types: HTML },
    reading: 'quoted',
    quotes: { order: ['"', "'"], headOnly: true },
    fields: {
      title: ['either og:title'],
      description: ['either og:description'],
      image: ['either og:image'],
    },
    picture: { types: COMMON_PICTURES, bytes: 600_000, doubtfulBytes: 300_000 },
    refusal: (visit) => {
      const html = pageStart(visit, WHATSAPP_BYTES);
      const metas = quotedTags(html.slice(0, html.indexOf('</head>')), ['"', "'"]);
      const missing = ['og:title', 'og:description', 'og:url'].filter((name) => !metas.get(name));
      if (missing.length === 0) return undefined;
      return `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not in the head of its first ${WHATSAPP_BYTES} bytes, in quotes`;
    },
  },
  {
    name: 'Telegram',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['property og:title', 'name twitter:title', 'title'],
      description: ['property og:description', 'name twitter:description', 'name description'],
      image: ['property og:image', 'name twitter:image'],
      author: ['property article:author', 'name author'],
      site: ['property og:site_name'],
    },
    picture: { types: ['image/png', 'image/jpeg'], bytes: 5_000_000, https: true, absolute: true },
  },
  {
    name: 'Signal',
    known: 'source',
    page: { bytes: 1000 * 1024, types: HTML },
    fields: {
      title: OPEN_GRAPH.title,
      description: ['property og:description', 'name description'],
      image: ['property og:image', 'property og:image:url'],
      date: [
        'property og:published_time',
        'property article:published_time',
        'property article:modified_time',
      ],
    },
    picture: {
      types: [...COMMON_PICTURES, 'image/x-icon', 'image/vnd.microsoft.icon'],
      bytes: MEBIBYTE,
      needsLength: true,
    },
    refusal: ({ page, head }) => {
      const disposition = page.headers['content-disposition'] ?? head.headers['content-disposition'];
      return disposition && !/^inline\b/i.test(disposition) ? 'the page is an attachment' : undefined;
    },
  },
  {
    name: 'iMessage',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: { title: OPEN_GRAPH.title, image: OPEN_GRAPH.image, site: OPEN_GRAPH.site },
    picture: { types: COMMON_PICTURES, bytes: 10 * MEBIBYTE },
  },
];

import { valueAt } from './page-tags.ts';
import { COMMON_PICTURES, HTML, MEBIBYTE, OPEN_GRAPH, type PlatformRules } from './platform-rules.ts';

/** Social networks. */
export const NETWORK_RULES: PlatformRules[] = [
  {
    name: 'X',
    known: 'documentation',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: {
      title: ['name twitter:title', 'property og:title'],
      description: ['name twitter:description', 'property og:description'],
      image: ['name twitter:image', 'property og:image'],
      alt: ['name twitter:image:alt', 'property og:image:alt'],
    },
    cuts: { title: { characters: 70 }, description: { characters: 200 } },
    picture: { types: COMMON_PICTURES, bytes: 5_000_000 },
    refusal: (_, tags) =>
      valueAt(tags, ['name twitter:card']) === 'summary_large_image'
        ? undefined
        : 'no large card: add <meta name="twitter:card" content="summary_large_image">',
  },
  {
    name: 'Facebook',
    known: 'documentation',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: { ...OPEN_GRAPH, alt: ['property og:image:alt'] },
    picture: { types: COMMON_PICTURES, bytes: 8_000_000, stated: { width: 600, height: 315 } },
  },
  {
    name: 'LinkedIn',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: { title: OPEN_GRAPH.title, description: OPEN_GRAPH.description, image: OPEN_GRAPH.image },
    picture: { types: COMMON_PICTURES, bytes: 5_000_000, largeFrom: 401 },
  },
  {
    name: 'Bluesky',
    known: 'reports',
    page: { bytes: MEBIBYTE, types: HTML },
    fields: { title: OPEN_GRAPH.title, description: OPEN_GRAPH.description, image: OPEN_GRAPH.image },
    picture: { types: COMMON_PICTURES, bytes: 1_000_000 },
  },
];

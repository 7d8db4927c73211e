import type { ServerResponse } from 'node:http';
import { type Answer, LONG, openSite } from './open-sources.ts';

/** A post in the database of a stand-in. */
export interface Post {
  id: string;
  title: string;
  html: string;
  /** RFC 3339. */
  published: string;
  changed: string;
  status?: string;
  visibility?: string;
  password?: boolean;
}

export function post(id: number | string, title: string, more: Partial<Post> = {}): Post {
  const published = '2026-03-01T10:00:00Z';
  return { id: String(id), title, html: `<p>${title}. ${LONG}</p>`, published, changed: published, ...more };
}

/** An id as Ghost has them. */
export function ghostId(n: number): string {
  return n.toString(16).padStart(24, '0');
}

function json(response: ServerResponse, value: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(value));
}

/** What the REST API of WordPress answers (developer.wordpress.org/rest-api/reference/posts), over `posts`. */
export async function openWordpress(posts: Map<string, Post>, host = 'news.example') {
  const isPublic = ({ status = 'publish' }: Post) => status === 'publish';
  const answer: Answer = ({ path, query }, response) => {
    const one = /^\/wp-json\/wp\/v2\/posts\/(\d+)$/.exec(path)?.[1];
    if (one !== undefined) {
      const found = posts.get(one);
      if (!found) return json(response, { code: 'rest_post_invalid_id', data: { status: 404 } }, 404);
      if (!isPublic(found)) return json(response, { code: 'rest_forbidden', data: { status: 401 } }, 401);
      return json(response, wordpressJson(site.origin, found));
    }
    if (path !== '/wp-json/wp/v2/posts') {
      const page = [...posts.values()].find(({ id }) => path === `/${id}/`);
      return page ? void response.end('<html></html>') : json(response, { code: 'rest_no_route' }, 404);
    }
    const include = query.get('include')?.split(',');
    const slug = query.get('slug');
    const modified = query.get('modified_after');
    const listed = [...posts.values()]
      .filter(isPublic)
      .filter(({ id }) => !include || include.includes(id))
      .filter(({ id }) => !slug || slug === id)
      .filter(({ changed }) => !modified || Date.parse(changed) > Date.parse(modified))
      .sort((a, b) =>
        query.get('orderby') === 'modified' ? Date.parse(a.changed) - Date.parse(b.changed) : 0,
      );
    const perPage = Number(query.get('per_page') ?? 10);
    const page = Number(query.get('page') ?? 1);
    const pages = Math.ceil(listed.length / perPage);
    if (page > 1 && page > pages) {
      return json(response, { code: 'rest_post_invalid_page_number', data: { status: 400 } }, 400);
    }
    const link = page < pages ? { link: `<${site.origin}${path}?page=${page + 1}>; rel="next"` } : {};
    const fields = query.get('_fields')?.split(',');
    const shown = listed
      .slice((page - 1) * perPage, page * perPage)
      .map((each) => wordpressJson(site.origin, each))
      .map((each) =>
        Object.fromEntries(Object.entries(each).filter(([name]) => !fields || fields.includes(name))),
      );
    return json(response, shown, 200, { 'x-wp-total': listed.length, 'x-wp-totalpages': pages, ...link });
  };
  const site = await openSite(answer, host);
  return site;
}

function wordpressJson(origin: string, { id, title, html, published, changed, password = false }: Post) {
  const gmt = (time: string) => new Date(time).toISOString().slice(0, 19);
  return {
    id: Number(id),
    date: gmt(published),
    date_gmt: gmt(published),
    modified: gmt(changed),
    modified_gmt: gmt(changed),
    slug: id,
    status: 'publish',
    type: 'post',
    link: `${origin}/${id}/`,
    title: { rendered: title.replaceAll('’', '&#8217;') },
    content: { rendered: password ? '' : html, protected: password },
    excerpt: { rendered: '<p>The bridge across the river has been closed [&hellip;]</p>', protected: false },
    author: 3,
    _embedded: {
      author: [{ id: 3, name: 'Ada Quill', link: `${origin}/author/ada/` }],
      'wp:featuredmedia': [
        {
          source_url: `${origin}/bridge.jpg`,
          alt_text: 'A bridge',
          media_details: { width: 1600, height: 900 },
        },
      ],
      'wp:term': [
        [{ id: 7, name: 'Local &amp; Near', slug: 'local', taxonomy: 'category' }],
        [{ id: 9, name: 'bridges', slug: 'bridges', taxonomy: 'post_tag' }],
      ],
    },
  };
}

/** What the Content API of Ghost answers (docs.ghost.org/content-api), over `posts`. */
export async function openGhost(posts: Map<string, Post>, key: string, host = 'news.example') {
  const isPublic = ({ status = 'published' }: Post) => status === 'published';
  const refuse = (response: ServerResponse, status: number, type: string) =>
    json(response, { errors: [{ message: 'Resource not found.', type, code: null }] }, status);
  const answer: Answer = ({ path, query, headers }, response) => {
    if (query.get('key') !== key) return refuse(response, 401, 'UnauthorizedError');
    if (!headers['accept-version']) return refuse(response, 400, 'BadRequestError');
    const one = /^\/ghost\/api\/content\/posts\/([0-9a-f]{24})\/$/.exec(path)?.[1];
    if (one !== undefined) {
      const found = posts.get(one);
      if (!found || !isPublic(found)) return refuse(response, 404, 'NotFoundError');
      return json(response, { posts: [ghostJson(site.origin, found)] });
    }
    if (path !== '/ghost/api/content/posts/') return refuse(response, 404, 'NotFoundError');
    const filter = query.get('filter') ?? '';
    const since = /updated_at:>='([^']+)'/.exec(filter)?.[1];
    const ids = /id:\[([^\]]*)\]/.exec(filter)?.[1]?.split(',');
    const listed = [...posts.values()]
      .filter(isPublic)
      .filter(({ changed }) => !since || Date.parse(changed) >= Date.parse(since))
      .filter(({ id }) => !ids || ids.includes(id))
      .sort((a, b) => Date.parse(a.changed) - Date.parse(b.changed));
    const limit = Math.min(Number(query.get('limit') ?? 15), 100);
    const page = Number(query.get('page') ?? 1);
    const pages = Math.max(1, Math.ceil(listed.length / limit));
    const fields = query.get('fields')?.split(',');
    const shown = listed
      .slice((page - 1) * limit, page * limit)
      .map((each) => ghostJson(site.origin, each))
      .map((each) =>
        Object.fromEntries(Object.entries(each).filter(([name]) => !fields || fields.includes(name))),
      );
    const next = page < pages ? page + 1 : null;
    const pagination = { page, limit, pages, total: listed.length, next, prev: page > 1 ? page - 1 : null };
    return json(response, { posts: shown, meta: { pagination } });
  };
  const site = await openSite(answer, host);
  return site;
}

/** A post as Ghost answers and sends it. */
export function ghostJson(
  origin: string,
  { id, title, html, published, changed, visibility = 'public' }: Post,
) {
  const author = { id: '1', name: 'Ada Quill', slug: 'ada', url: `${origin}/author/ada/` };
  return {
    id,
    uuid: `c0ffee00-0000-4000-8000-${id.slice(-12)}`,
    title,
    slug: id,
    html,
    feature_image: `${origin}/bridge.jpg`,
    feature_image_alt: 'A bridge',
    feature_image_caption: '<span>Photo: Ida Lens</span>',
    custom_excerpt: 'It is to open in May.',
    visibility,
    access: visibility === 'public',
    published_at: published.replace('Z', '.000+00:00'),
    updated_at: changed.replace('Z', '.000+00:00'),
    url: `${origin}/${id}/`,
    authors: [author],
    primary_author: author,
    tags: [
      { id: '2', name: 'Local', slug: 'local', visibility: 'public' },
      { id: '3', name: '#import', slug: 'hash-import', visibility: 'internal' },
    ],
  };
}

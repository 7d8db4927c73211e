import { Hono } from 'hono';
import type { Ports } from '../../domain/ports.ts';
import { PLATFORMS } from '../../domain/post.ts';
import { Problem } from '../../domain/problem.ts';
import { findAddress } from '../../embeds/platforms/find-address.ts';
import { countTakedownReach } from '../../store/article-reach.ts';
import { previewTakedown, type TakedownSubject, takeDown } from '../../store/takedown-records.ts';
import { deskOf } from '../desk.ts';
import { renderPostList } from './list-page.ts';
import { renderPost } from './post-page.ts';
import {
  findPosts,
  listPostVersions,
  listQuoting,
  loadPost,
  POST_STATES,
  type PostQuery,
} from './post-records.ts';
import { renderTakedown } from './takedown-page.ts';

const MAX_PAGE = 1000;
const MAX_ADDRESS = 2048;

/** `/console/posts`: the posts that are kept, each of them, and taking them down. */
export function postPages(ports: Ports): Hono {
  const routes = new Hono();

  routes.get('/', async (context) => {
    const desk = deskOf(context);
    const { q, state, page, done } = context.req.query();
    const known = POST_STATES.find((name) => name === state);
    const words = q?.trim().slice(0, 200);
    const query: PostQuery = {
      ...(known && { state: known }),
      ...(words && { words }),
      page: /^[1-9]\d{0,3}$/.test(page ?? '') ? Math.min(Number(page), MAX_PAGE) : 1,
    };
    const notice = done === 'taken-down' ? desk.words.takedown.done : undefined;
    return context.html(renderPostList(desk, query, await findPosts(ports, query), notice));
  });

  routes.get('/takedown', async (context) => {
    const { url, platform, subject } = context.req.query();
    const named = url === undefined ? subjectNamed(platform, subject) : subjectAt(url.trim());
    const reach = await previewTakedown(ports, named);
    const counts = await countTakedownReach(ports.database, reach);
    return context.html(renderTakedown(deskOf(context), named, reach, counts));
  });

  routes.post('/takedown', async (context) => {
    const form = context.get('form');
    await takeDown(ports, subjectNamed(form.text('platform'), form.text('subject')));
    return context.redirect('/console/posts?done=taken-down', 303);
  });

  routes.get('/:platform/:id', async (context) => {
    const { platform, id } = context.req.param();
    const kept = await loadPost(ports, platform, id);
    if (!kept) throw new Problem('not-found', 'Nothing is kept of such a post.');
    const [versions, articles] = await Promise.all([
      listPostVersions(ports, platform, id),
      listQuoting(ports, platform, id),
    ]);
    return context.html(renderPost(deskOf(context), { kept, versions, articles, notice: undefined }));
  });
  return routes;
}

/** The post at an address, whether anything is kept of it or not. */
function subjectAt(url: string): TakedownSubject {
  const found = url.length <= MAX_ADDRESS ? findAddress(url) : undefined;
  if (found) return { platform: found.platform, id: found.address.id };
  throw new Problem(
    'invalid-request',
    'This is not the address of a post of any platform that is known here.',
  );
}

function subjectNamed(platform: string | undefined, subject = ''): TakedownSubject {
  const known = PLATFORMS.find((name) => name === platform);
  if (known && /^@[^\s/]{1,300}$/.test(subject)) return { platform: known, handle: subject.slice(1) };
  if (known && /^[A-Za-z0-9._-]{1,200}$/.test(subject)) return { platform: known, id: subject };
  throw new Problem(
    'invalid-request',
    'This is neither a post nor an author of any platform that is known here.',
  );
}

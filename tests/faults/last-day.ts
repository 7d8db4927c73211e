import { ask } from './client.ts';
import type { Ledger } from './ledger.ts';
import { PUBLIC_URL } from './mortal-service.ts';
import { type Newsroom, POSTED, TOPIC, wordsOf } from './newsroom.ts';
import type { Outside } from './outside.ts';
import type { PartnerWalk } from './partner-walk.ts';
import type { Stored } from './stored.ts';

interface World {
  ledger: Ledger;
  newsroom: Newsroom;
  outside: Outside;
  partner: PartnerWalk;
}

/** Whether everybody has what the publisher has, once nothing is left to do. Returns what is wrong. */
export async function compareAll(origin: string, stored: Stored, world: World): Promise<string[]> {
  const { ledger, newsroom, outside, partner } = world;
  const titles = stored.titles();
  const live = new Map([...titles].filter(([, title]) => title !== undefined));
  await partner.catchUp(origin);
  const feed = (await ask(origin, 'GET', TOPIC.slice(PUBLIC_URL.length))).body;
  return [
    ...keyedFaults(ledger, stored),
    ...heardFaults(ledger, stored),
    ...holds('the partner that walks', partner.copies, titles),
    ...holds('the endpoint', outside.copies, titles),
    ...outside.faults,
    ...differ(
      'changes walked through and written',
      partner.taken,
      stored.count(`product_changes WHERE product_id = 'all'`),
    ),
    ...feedFaults(feed, live),
    ...[...newsroom.reading].flatMap((path) =>
      outside.feeds.get(path) === feed ? [] : [`${path} was given another feed at last`],
    ),
    ...takedownFaults(ledger, stored, feed),
    ...postFaults(outside, stored),
  ];
}

function keyedFaults(ledger: Ledger, stored: Stored): string[] {
  return [...ledger.keyed].flatMap(([key, { title, id }]) => {
    const ids = stored.rows(
      `SELECT article_id AS id FROM article_versions WHERE content ->> '$.title' = '${title}'`,
    );
    const isOne = ids.length === 1 && (id === undefined || ids[0]?.id === id);
    return isOne || (id === undefined && ids.length === 0)
      ? []
      : [`${key}: ${id} and ${JSON.stringify(ids)}`];
  });
}

function heardFaults(ledger: Ledger, stored: Stored): string[] {
  const there = stored.rows(
    `SELECT i.item_id AS item, a.content ->> '$.title' AS title FROM source_items i LEFT JOIN articles a ON a.id = i.article_id`,
  );
  return [...ledger.heard].flatMap(([item, allowed]) => {
    const title = there.find((row) => row.item === item)?.title ?? undefined;
    return allowed.includes(title === undefined ? title : String(title))
      ? []
      : [`${item} is ${title}, not ${allowed}`];
  });
}

function holds(
  who: string,
  copies: ReadonlyMap<string, { title?: string }>,
  titles: ReadonlyMap<string, string | undefined>,
): string[] {
  return [...titles].flatMap(([id, title]) =>
    copies.get(id)?.title === title
      ? []
      : [`${who} has "${copies.get(id)?.title}" of ${id}, which is "${title}"`],
  );
}

function differ(what: string, one: number, other: number): string[] {
  return one === other ? [] : [`${what}: ${one} and ${other}`];
}

function feedFaults(feed: string, live: ReadonlyMap<string, string | undefined>): string[] {
  const { items } = JSON.parse(feed) as { items: { id: string; title: string }[] };
  const ids = items.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `${id} is twice in the feed`);
  const wrong = items.filter(({ id, title }) => live.get(id.split('/').at(-1) ?? '') !== title);
  return [...twice, ...wrong.map(({ id }) => `${id} is not in the feed as it is`)];
}

function takedownFaults(ledger: Ledger, stored: Stored, feed: string): string[] {
  const done = [...ledger.takenDown].filter(([, state]) => state === 'done').map(([id]) => id);
  return done.flatMap((id) => {
    const words = wordsOf(id);
    const places = ['captures', 'held_captures', 'capture_versions'].filter(
      (table) => stored.count(`${table} WHERE instr(content, '${words}') > 0`) > 0,
    );
    const isKnown = stored.count(`takedowns WHERE subject = '${id}'`) === 1;
    return [
      ...places.map((place) => `${id} was taken down and is in ${place}`),
      ...(isKnown ? [] : [`${id} was taken down and that is forgotten`]),
      ...(feed.includes(words) ? [`${id} was taken down and is in the feed`] : []),
    ];
  });
}

/** Each live article of the section has one post, which says what it says; no other article has any. */
function postFaults({ pds }: Outside, stored: Stored): string[] {
  const wanted = stored
    .rows(
      `SELECT content ->> '$.title' AS title FROM articles WHERE state = 'live' AND content ->> '$.section' = '${POSTED}'`,
    )
    .map(({ title }) => String(title));
  const posted = [...pds.records().values()].map(
    ({ embed }) => (embed as { external?: { title?: string } } | undefined)?.external?.title ?? '',
  );
  const documents = pds.records('site.standard.document').size;
  const isSame = JSON.stringify(wanted.sort()) === JSON.stringify(posted.sort());
  return [
    ...(isSame ? [] : [`posted: ${JSON.stringify(posted)}, live: ${JSON.stringify(wanted)}`]),
    ...differ('documents beside posts, and posts', documents, posted.length),
  ];
}

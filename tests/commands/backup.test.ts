import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterFolder } from '../../src/adapters/node/folder-lock.ts';
import { openNodePorts } from '../../src/adapters/node/node-ports.ts';
import { createApp } from '../../src/app.ts';
import { takeBackup } from '../../src/commands/backup.ts';
import { restoreBackup } from '../../src/commands/restore.ts';
import { readConfig } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { PreviewRenderer } from '../../src/previews/renderer.ts';
import { keepPreview } from '../../src/store/preview-records.ts';
import { quoting } from '../store/open-house.ts';
import { tearsheet } from './command-run.ts';

const root = mkdtempSync(join(tmpdir(), 'tearsheet-backup-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, `folder-${folders++}`);
const KEEP_NO_SECRETS = { withSecrets: false };

/** A service over a data folder, as far as writing goes. */
async function openService(folder: string) {
  const ports = await openNodePorts(folder);
  ports.log = () => undefined;
  const config = readConfig({
    PUBLIC_URL: 'https://news.example',
    PUBLICATION_NAME: 'The Gazette',
    TAG_AUTHORITY: 'example.org,2026',
    TOKEN_SHA256: await sha256('token'),
  });
  const app = createApp(ports, config, {} as PreviewRenderer);
  return {
    app,
    ports,
    async publish(id: string, title = `About ${id}`) {
      const answer = await app.request(`/articles/${id}`, {
        method: 'PUT',
        headers: { Authorization: 'Bearer token', 'Content-Type': 'application/json' },
        body: JSON.stringify({
          title,
          language: 'en',
          html: quoting(`Words about ${id}.`, `17900000000${id.replace(/\D/g, '').padStart(8, '0')}`),
        }),
      });
      expect(answer.ok).toBe(true);
      const note = { type: 'image/png' as const };
      await keepPreview(
        ports,
        id,
        await sha256(title, 16),
        note,
        new TextEncoder().encode(`picture of ${title}`),
      );
    },
    rows: async <Row>(sql: string) => (await ports.database.prepare(sql).all<Row>()).results,
    close: () => ports.database.close(),
  };
}

describe('a backup', () => {
  it('taken while articles are published restores to one moment, with nothing half there', async () => {
    const folder = newFolder();
    const service = await openService(folder);
    for (let index = 0; index < 40; index++) await service.publish(`before-${index}`);
    let writing = true;
    let written = 0;
    const writer = (async () => {
      for (; writing; written++) {
        await service.publish(`during-${written}`);
        await service.publish(`before-${written % 40}`, `Corrected ${written}`);
      }
    })();
    while (written < 5) await new Promise((resolve) => setImmediate(resolve));
    const to = newFolder();
    const label = await takeBackup(folder, to, KEEP_NO_SECRETS);
    const during = written;
    writing = false;
    await writer;
    service.close();
    expect(during).toBeGreaterThan(5);

    const into = newFolder();
    await restoreBackup(to, into, { replace: false });
    const restored = await openService(into);
    const ids = await restored.rows<{ id: string; version: number }>('SELECT id, version FROM articles');
    expect(ids).toHaveLength(label.articles);
    expect(ids.filter(({ id }) => id.startsWith('before-'))).toHaveLength(40);
    expect(ids.filter(({ id }) => id.startsWith('during-')).length).toBeGreaterThanOrEqual(5);
    // Each version of each article with its event, its topics and its posts: what one transaction wrote is one.
    const torn = await restored.rows(
      `SELECT a.id FROM articles a WHERE
         (SELECT count(*) FROM article_versions v WHERE v.article_id = a.id) <> a.version
         OR (SELECT count(*) FROM outbox o WHERE o.article_id = a.id) <> a.version
         OR NOT EXISTS (SELECT 1 FROM article_topics t WHERE t.article_id = a.id AND t.topic = 'all')
         OR NOT EXISTS (SELECT 1 FROM article_captures c WHERE c.article_id = a.id)`,
    );
    expect(torn).toEqual([]);
    const previews = await restored.rows<{ article_id: string; hash: string }>(
      'SELECT article_id, hash FROM previews',
    );
    expect(previews.length).toBeGreaterThanOrEqual(45);
    for (const { article_id: id, hash } of previews) {
      expect(await restored.ports.blobs.get(`previews/${id}/${hash}.png`)).toBeDefined();
    }
    const feed = await restored.app.request('/feeds/all.json');
    expect(feed.status).toBe(200);
    await restored.publish('after');
    restored.close();
  });
});

describe('a backup at rest', () => {
  const folder = newFolder();
  const backup = newFolder();
  beforeAll(async () => {
    const service = await openService(folder);
    await service.publish('one');
    service.close();
    writeFileSync(join(folder, 'secrets-key'), `${'a'.repeat(64)}\n`);
    writeFileSync(join(folder, 'publisher-token.sha256'), `${'b'.repeat(64)}\n`);
    await takeBackup(folder, backup, KEEP_NO_SECRETS);
  });
  /** A copy to be spoilt. */
  const copyOf = async () => {
    const to = newFolder();
    await takeBackup(folder, to, KEEP_NO_SECRETS);
    return to;
  };
  const noTraces = (into: string) => {
    expect(existsSync(into)).toBe(false);
    expect(readdirSync(root).filter((name) => /\.(?:restoring|draft)-/.test(name))).toEqual([]);
  };

  it('holds the key of secrets only where that is asked for', async () => {
    expect(readdirSync(backup).sort()).toEqual([
      'SHA256SUMS',
      'backup.json',
      'blobs',
      'publisher-token.sha256',
      'tearsheet.sqlite',
    ]);
    const whole = newFolder();
    await takeBackup(folder, whole, { withSecrets: true });
    expect(readdirSync(whole)).toContain('secrets-key');
    const into = newFolder();
    expect((await restoreBackup(whole, into, { replace: false })).hasKey).toBe(true);
    expect(readFileSync(join(into, 'secrets-key'), 'utf8')).toContain('a'.repeat(64));
    expect(readdirSync(into)).not.toContain('backup.json');
  });

  it.each<[string, (spoilt: string) => void, RegExp]>([
    [
      'a byte was added',
      (to) => appendFileSync(join(to, 'tearsheet.sqlite'), 'x'),
      /is not what was backed up/,
    ],
    ['a file is gone', (to) => rmSync(join(to, 'blobs'), { recursive: true }), /cannot be copied/],
    ['its list is gone', (to) => rmSync(join(to, 'SHA256SUMS')), /is no backup/],
    [
      'its list is cut short',
      (to) => {
        const lines = readFileSync(join(to, 'SHA256SUMS'), 'utf8').split('\n');
        writeFileSync(join(to, 'SHA256SUMS'), lines.filter((line) => !line.includes('blobs/')).join('\n'));
      },
      /cut short/,
    ],
    [
      'its list leads elsewhere',
      (to) => appendFileSync(join(to, 'SHA256SUMS'), `${'0'.repeat(64)}  blobs/../../evil\n`),
      /names what no backup holds/,
    ],
  ])('is refused where %s, and nothing is left of it', async (_, spoil, words) => {
    const to = await copyOf();
    spoil(to);
    const into = newFolder();
    await expect(restoreBackup(to, into, { replace: false })).rejects.toThrow(words);
    noTraces(into);
  });

  it('takes the place of another only when told to, keeps that aside with its key, and never under a service', async () => {
    const into = newFolder();
    mkdirSync(into);
    writeFileSync(join(into, 'tearsheet.sqlite'), 'older');
    writeFileSync(join(into, 'secrets-key'), `${'c'.repeat(64)}\n`);
    await expect(restoreBackup(backup, into, { replace: false })).rejects.toThrow(/say --replace/);
    const { leave } = enterFolder(into);
    await expect(restoreBackup(backup, into, { replace: true })).rejects.toThrow(/A service runs/);
    leave();
    expect(readFileSync(join(into, 'tearsheet.sqlite'), 'utf8')).toBe('older');
    const { aside } = await restoreBackup(backup, into, { replace: true });
    expect(readFileSync(join(aside ?? '', 'tearsheet.sqlite'), 'utf8')).toBe('older');
    expect(readFileSync(join(into, 'secrets-key'), 'utf8')).toContain('c'.repeat(64));
    const service = await openService(into);
    expect((await service.app.request('/articles/one')).status).toBe(200);
    service.close();
  });

  it('of a newer version is refused', async () => {
    const newer = newFolder();
    const service = await openService(newer);
    service.ports.database.execute("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
    service.close();
    const [to, into] = [newFolder(), newFolder()];
    await takeBackup(newer, to, KEEP_NO_SECRETS);
    await expect(restoreBackup(to, into, { replace: false })).rejects.toThrow(
      /newer version \(9999_later\.sql\)/,
    );
    noTraces(into);
  });

  it('is taken and brought back from the shell', async () => {
    const [to, into] = [newFolder(), newFolder()];
    const taken = await tearsheet(['backup', to], { env: { DATA_DIR: folder } });
    expect(taken).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: 1 articles, \d+ files[\s\S]*--with-secrets/),
    });
    const again = await tearsheet(['backup', to], { env: { DATA_DIR: folder } });
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name a new folder for each backup'),
    });
    const inside = await tearsheet(['backup', join(folder, 'backup')], { env: { DATA_DIR: folder } });
    expect(inside).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('lies in the data folder itself'),
    });
    const nothing = await tearsheet(['backup', newFolder()], { env: { DATA_DIR: newFolder() } });
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('no database to back up') });
    const restored = await tearsheet(['restore', to, '--into', into]);
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('take them down again') });
  });
});

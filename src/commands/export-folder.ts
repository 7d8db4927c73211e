import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Hono } from 'hono';

/** The folder that is filled, by hand or with what the service answers. */
export class ExportFolder {
  readonly #folder: string;
  readonly #app: Hono;

  constructor(folder: string, app: Hono) {
    this.#folder = folder;
    this.#app = app;
  }

  /** A file that is written bit by bit. */
  open(path: string): WriteStream {
    return createWriteStream(join(this.#folder, path));
  }

  write(path: string, content: string | Uint8Array): void {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  writeJson(path: string, value: unknown): void {
    this.write(path, `${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Writes what an address of the service answers under its own path; says whether it answered. */
  async save(address: string, path = address.slice(1)): Promise<boolean> {
    const answer = await this.#app.request(encodeURI(address));
    if (!answer.ok) return false;
    this.write(path, new Uint8Array(await answer.arrayBuffer()));
    return true;
  }

  /** The same for what the address leads to, with the ending of that. Returns its path. */
  async saveWhereItLeads(address: string): Promise<string | undefined> {
    const location = (await this.#app.request(address)).headers.get('Location');
    if (!location) return undefined;
    const { pathname } = new URL(location);
    const path = `${address.slice(1)}${extname(pathname)}`;
    return (await this.save(pathname, path)) ? path : undefined;
  }
}

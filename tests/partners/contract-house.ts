import { expect } from 'vitest';
import type { Product } from '../../src/domain/partner.ts';
import { termsOf } from '../../src/partners/product-records.ts';
import { profileFormats } from '../../src/partners/profiles/profiles.ts';
import { hasPictures, isGiven, lastingMark, MARKS, marksOf, type SentArticle } from './contract-model.ts';
import { openPartnerHouse, type PartnerHouse, PUBLIC_URL, START } from './partner-house.ts';

interface Reader {
  key: string;
  products: string[];
  /** Where its walk goes on, and what it holds by it: `product article`. */
  next: string;
  held: Set<string>;
  /** Articles that it could take at some time. */
  open: Set<string>;
}

interface Fields {
  section: string;
  tags: string[];
  language: string;
  hasPicture: boolean;
  isCleared: boolean;
  status: 'usable' | 'withheld';
  /** Minutes. */
  embargo: number;
}

const SIGNED = /\/partners\/pictures\/([0-9a-f]{16})\/([a-z]+)\/[0-9a-f]{64}/g;

/** The service beside what is known of it from what was sent to it alone. */
export class ContractHouse {
  private readonly house: PartnerHouse;
  private readonly ids: readonly string[];
  private readonly articles = new Map<string, SentArticle>();
  private readonly products = new Map<string, Product>();
  private readonly readers = new Map<string, Reader>();
  /** `product article` that was given once. */
  private readonly given = new Set<string>();
  private readonly takenDown = new Set<string>();
  /** Signed addresses that were told, and whose picture each is. */
  private readonly signed = new Map<string, { terms: string; id: string }>();
  private now = Date.parse(START);
  private versions = 0;
  private compared = 0;

  private constructor(house: PartnerHouse, ids: readonly string[]) {
    this.house = house;
    this.ids = ids;
  }

  static async open(ids: readonly string[], partners: readonly string[]): Promise<ContractHouse> {
    const opened = new ContractHouse(await openPartnerHouse(), ids);
    for (const id of partners) {
      await opened.house.partner(id, [], { requestsPerMinute: 6000 });
      const { key } = await opened.house.makeKey(id);
      opened.readers.set(id, {
        key,
        products: [],
        next: '/partners/articles?limit=2',
        held: new Set(),
        open: new Set(),
      });
    }
    return opened;
  }

  advance(seconds: number): void {
    this.house.advance(seconds);
    this.now += seconds * 1000;
    for (const article of this.articles.values()) this.note(article);
  }

  async saveProduct(product: Product): Promise<void> {
    const { id, ...fields } = product;
    const answer = await this.house.product(id, fields);
    expect(answer.status).toBeLessThan(300);
    this.products.set(id, product);
  }

  async grant(partner: string, products: string[]): Promise<void> {
    await this.house.partner(partner, products, { requestsPerMinute: 6000 });
    const reader = this.readers.get(partner);
    if (reader) reader.products = products;
  }

  async publish(id: string, { section, tags, language, status, embargo, ...picture }: Fields): Promise<void> {
    const mark = `m${String(++this.versions).padStart(4, '0')}`;
    const { hasPicture, isCleared } = picture;
    const image = (name: string) => `https://pictures.example/${name}.jpg`;
    const embargoUntil = this.now + (embargo || -60) * 60_000;
    const answer = await this.house.article(id, {
      title: `A headline of the ${id} with ${mark}t in it`,
      dek: `In short ${mark}s.`,
      section,
      tags,
      language,
      html: `<p>Some.</p><p>Words ${mark}w.</p>${quoteOf(id)}${hasPicture ? `<p>Seen.</p><img src="${image(`${mark}b`)}" alt="">` : ''}`,
      ...(hasPicture && { image: { url: image(`${lastingMark(id)}l`) } }),
      pictureRights: isCleared ? 'syndicate' : 'own-use',
      status,
      embargoUntil: new Date(embargoUntil).toISOString(),
    });
    expect(answer.status).toBeLessThan(300);
    const before = this.articles.get(id);
    const facets = [`section/${section}`, ...tags.map((tag) => `tag/${tag}`), `lang/${language}`];
    const article: SentArticle = {
      mark,
      facets: facets.map((facet) => facet.toLowerCase()),
      hasPicture,
      isCleared,
      status,
      embargoUntil,
      ...(before?.publicSince !== undefined && { publicSince: before.publicSince }),
      isPostTakenDown: this.takenDown.has(id),
    };
    this.articles.set(id, article);
    // Who sends an embargo that is over publishes now.
    this.note(article, this.now);
  }

  async withdraw(id: string): Promise<void> {
    const article = this.articles.get(id);
    await this.house.withdraw(id);
    if (article) article.status = 'withdrawn';
  }

  async takeDown(id: string): Promise<void> {
    await this.house.asPublisher('DELETE', `/cards/x/${postId(id)}`);
    this.takenDown.add(id);
    const article = this.articles.get(id);
    if (article) article.isPostTakenDown = true;
  }

  /** Asks as every partner for everything, and compares. Returns how many articles were looked for. */
  async compare(): Promise<number> {
    this.compared = 0;
    for (const reader of this.readers.values()) {
      for (const id of this.ids)
        if (reader.products.some((productId) => this.has(productId, id))) reader.open.add(id);
      for (const id of reader.products) await this.compareProduct(reader, id);
      await this.walk(reader);
      for (const id of this.ids) await this.compareArticle(reader, id);
    }
    for (const [address, picture] of this.signed) await this.comparePicture(address, picture);
    return this.compared;
  }

  /** What is public once counts as public since then. */
  private note(article: SentArticle, since = article.embargoUntil): void {
    const { status, embargoUntil, publicSince } = article;
    if (status === 'usable' && embargoUntil <= this.now) article.publicSince = publicSince ?? since;
  }

  private has(productId: string, id: string): SentArticle | undefined {
    const [product, article] = [this.products.get(productId), this.articles.get(id)];
    const isHere = product && article && isGiven(product, article, this.now);
    if (isHere) this.given.add(`${productId} ${id}`);
    return isHere ? article : undefined;
  }

  private async compareProduct({ key }: Reader, productId: string): Promise<void> {
    const product = this.products.get(productId);
    if (!product) return;
    for (const format of profileFormats(product.profile)) {
      const text = await this.read(`/partners/feeds/${productId}.${format}`, key);
      this.expectMarks(text, [productId]);
      for (const id of this.ids) {
        const article = this.has(productId, id);
        if (article) {
          const needed = marksOf(product, id, article).needed;
          const told = product.profile === 'google-news' ? needed.slice(0, 1) : needed;
          for (const mark of told) expect(text).toContain(mark);
        } else if (!this.given.has(`${productId} ${id}`)) expect(text).not.toContain(`articles/${id}`);
        this.compared++;
      }
    }
  }

  private async compareArticle({ key, products, open }: Reader, id: string): Promise<void> {
    const holder = products.toSorted().find((productId) => this.has(productId, id));
    const wasGiven = products.some((productId) => this.given.has(`${productId} ${id}`));
    const answer = await this.house.get(`/partners/articles/${id}`, { key });
    // What left before it came is not its business, unless a feed that tells of withdrawals told it.
    const isToldAtMost = !holder && !open.has(id) && wasGiven;
    const expected = holder ? 200 : open.has(id) || (isToldAtMost && answer.status === 410) ? 410 : 404;
    expect([id, answer.status]).toEqual([id, expected]);
    this.expectMarks(await answer.text(), holder ? [holder] : []);
    this.compared++;
  }

  private async walk(reader: Reader): Promise<void> {
    for (let more = true; more; ) {
      const text = await this.read(reader.next, reader.key);
      this.expectMarks(text, reader.products);
      const page = JSON.parse(text) as {
        changes: { change: string; product: string; id: string }[];
        next: string;
        more: boolean;
      };
      for (const { change, product, id } of page.changes) {
        const name = `${product} ${id}`;
        const isNew = change === 'published' || change === 'opened';
        expect([name, change, reader.held.has(name)]).toEqual([name, change, !isNew]);
        if (change === 'withdrawn') reader.held.delete(name);
        else reader.held.add(name);
      }
      reader.next = page.next;
      more = page.more;
    }
    for (const productId of reader.products)
      for (const id of this.ids) {
        const name = `${productId} ${id}`;
        expect([name, reader.held.has(name)]).toEqual([name, this.has(productId, id) !== undefined]);
        this.compared++;
      }
  }

  private async comparePicture(address: string, { terms, id }: { terms: string; id: string }): Promise<void> {
    const article = this.articles.get(id);
    const givers = await Promise.all(
      [...this.products.values()].map(
        async (product) =>
          article?.hasPicture &&
          this.has(product.id, id) &&
          hasPictures(product, article) &&
          (await termsOf(product)) === terms,
      ),
    );
    const answer = await this.house.get(address);
    expect([address, answer.status]).toEqual([address, givers.some(Boolean) ? 302 : 403]);
  }

  /** Nothing but what one of these products gives is in a text, of any version of any article. */
  private expectMarks(text: string, productIds: readonly string[]): void {
    const allowed = productIds.flatMap((productId) => {
      const product = this.products.get(productId);
      return this.ids.flatMap((id) => {
        const article = this.has(productId, id);
        return product && article ? marksOf(product, id, article).allowed : [];
      });
    });
    expect([...new Set(text.match(MARKS))].filter((mark) => !allowed.includes(mark))).toEqual([]);
    for (const [address = '', terms = '', id = ''] of text.matchAll(SIGNED)) {
      const article = this.articles.get(id);
      const giver = productIds.find((productId) => {
        const product = this.products.get(productId);
        return article && product && this.has(productId, id) && hasPictures(product, article);
      });
      expect([address, giver !== undefined]).toEqual([address, true]);
      this.signed.set(address, { terms, id });
    }
  }

  private async read(path: string, key: string): Promise<string> {
    const answer = await this.house.get(path.replace(PUBLIC_URL, ''), { key });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  }
}

function postId(id: string): string {
  return `179030920507023${id.charCodeAt(0) + 9000}`;
}

function quoteOf(id: string): string {
  return `<blockquote class="twitter-tweet"><p>Said ${lastingMark(id)}q.</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/${postId(id)}">May 14, 2024</a></blockquote>`;
}

import * as z from 'zod/v4';

const uri = () => z.string().regex(/^[A-Za-z][A-Za-z0-9+.-]{0,30}:[^\s<>"{}|\\^`]{1,8000}$/, 'must be a URI');
const moment = () => z.iso.datetime({ offset: true });
const text = () => z.string().optional();
const number = () => z.number().optional();
const percent = () => z.int().min(0).max(100).optional();

const address = z.strictObject({
  lines: z.array(z.string()).optional(),
  locality: text(),
  area: text(),
  postalcode: text(),
  country: text(),
});

const contactInfo = z
  .strictObject({
    type: text(),
    role: text(),
    lang: text(),
    name: text(),
    value: text(),
    address: address.optional(),
  })
  .refine(({ value, address }) => (value === undefined) !== (address === undefined), {
    message: 'must have either a value or an address',
  });

const named = { name: text(), rel: text(), uri: uri().optional(), literal: text() };
const reachable = { ...named, contactinfo: z.array(contactInfo).optional() };
const worded = { role: text(), contenttype: text(), value: z.string() };
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).optional();

const symbol = z.strictObject({
  ticker: text(),
  exchange: text(),
  symboltype: uri().optional(),
  symbol: text(),
});

const rendition = z.strictObject({
  name: z.string(),
  href: uri().optional(),
  contenttype: text(),
  title: text(),
  height: number(),
  width: number(),
  sizeinbytes: number(),
  duration: number(),
  format: text(),
});

const rightsInfo = z
  .looseObject({ langid: uri().optional(), linkedrights: uri().optional(), encodedrights: text() })
  .refine(
    ({ linkedrights, encodedrights }) => (linkedrights === undefined) !== (encodedrights === undefined),
    {
      message: 'must have either linkedrights or encodedrights',
    },
  );

/** Everything that an object may have, itself an association or not. */
const CORE = {
  type: z.enum(['text', 'audio', 'video', 'picture', 'graphic', 'composite', 'component']).optional(),
  representationtype: z.enum(['full', 'partial']).optional(),
  profile: text(),
  version: text(),
  firstcreated: moment().optional(),
  versioncreated: moment().optional(),
  contentcreated: moment().optional(),
  embargoed: moment().optional(),
  pubstatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  urgency: number(),
  copyrightholder: text(),
  copyrightnotice: text(),
  usageterms: text(),
  ednote: text(),
  language: text(),
  descriptions: listOf(z.strictObject(worded)),
  bodies: listOf(z.strictObject({ ...worded, charcount: number(), wordcount: number() })),
  headlines: listOf(z.strictObject(worded)),
  people: listOf(z.strictObject(reachable)),
  organisations: listOf(z.strictObject({ ...reachable, symbols: listOf(symbol) })),
  places: listOf(z.strictObject({ ...reachable, geojson: z.looseObject({ type: z.string() }).optional() })),
  subjects: listOf(
    z.strictObject({ ...named, creator: text(), relevance: percent(), confidence: percent() }),
  ),
  events: listOf(z.strictObject(named)),
  objects: listOf(z.strictObject(named)),
  infosources: listOf(
    z.strictObject({
      name: text(),
      role: text(),
      uri: uri().optional(),
      literal: text(),
      contactinfo: listOf(contactInfo),
    }),
  ),
  title: text(),
  by: text(),
  slugline: text(),
  located: text(),
  renditions: listOf(rendition),
  altids: listOf(z.strictObject({ role: text(), value: text() })),
  trustindicators: listOf(z.strictObject({ role: uri().optional(), title: text(), href: uri().optional() })),
  standard: z.strictObject({ name: text(), version: text(), schema: uri().optional() }).optional(),
  genres: listOf(z.strictObject({ name: text(), uri: text(), literal: text() })),
  expires: moment().optional(),
  rightsinfo: rightsInfo.optional(),
};

/** One news object. */
export interface Ninjs extends z.infer<z.ZodObject<typeof CORE>> {
  uri: string;
  associations?: NinjsAssociation[] | undefined;
}

export interface NinjsAssociation extends Ninjs {
  name: string;
}

const FIELDS = {
  ...CORE,
  uri: uri(),
  associations: listOf(z.lazy((): z.ZodType<NinjsAssociation> => association)),
};
const association: z.ZodType<NinjsAssociation> = z.strictObject({ ...FIELDS, name: z.string() });

/** One news object of IPTC ninjs 2.1, by the rules of its JSON schema (iptc.org/std/ninjs/ninjs-schema_2.1.json). */
export const ninjsSchema: z.ZodType<Ninjs> = z.strictObject(FIELDS);

/** Servers that nobody outside may reach, IPv4: this machine, private networks, clouds' metadata, everyone at once. */
export const INSIDE_IPV4 = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];

/** The same, IPv6; those in it that hold an IPv4 address come from `ipv6Of`. */
export const INSIDE_IPV6 = [
  ...['::', '::1', '0:0:0:0:0:0:0:1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1'],
  ...['2001:db8::1', '3fff::1', '100::1', '5f00::1', '2001:20::1'],
];

/** An IPv4 address in every way that IPv6 has of holding one: mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP. */
export function ipv6Of(ipv4: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const inverse = `${(((a << 8) | b) ^ 0xffff).toString(16)}:${(((c << 8) | d) ^ 0xffff).toString(16)}`;
  return [
    ...[
      `::ffff:${ipv4}`,
      `::ffff:${hex}`,
      `0:0:0:0:0:ffff:${hex}`,
      `::${ipv4}`,
      `::${hex}`,
      `::ffff:0:${hex}`,
    ],
    ...[`64:ff9b::${ipv4}`, `64:ff9b::${hex}`, `64:ff9b:1::${hex}`, `2002:${hex}::1`],
    ...[`2001:0:4136:e378:8000:63bf:${inverse}`, `fe80::5efe:${ipv4}`],
  ];
}

const wide = (text: string) =>
  text.replace(/[\d.]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const circled = (text: string) =>
  text.replace(/\d/g, (digit) => (digit === '0' ? '⓪' : String.fromCharCode(0x245f + Number(digit))));
const percent = (text: string) => text.replace(/[\d.]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

/** Every way in which a URL may write an IPv4 address. */
export function notationsOf(ipv4: string): string[] {
  const parts = ipv4.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const octal = parts.map((part) => `0${part.toString(8)}`);
  const hex = parts.map((part) => `0x${part.toString(16)}`);
  return [
    ipv4,
    String(whole),
    `0x${whole.toString(16)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    `0${whole.toString(8)}`,
    hex.join('.'),
    octal.join('.'),
    parts.map((part) => `0000000${part.toString(8)}`).join('.'),
    `${hex[0]}.${b}.${octal[2]}.${d}`,
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `${ipv4}.`,
    `${whole}.`,
    wide(ipv4),
    circled(ipv4),
    percent(ipv4),
    ipv4.replaceAll('.', '。'),
    ipv4.replaceAll('.', '．'),
    ipv4.replaceAll('.', '\u00ad.'),
    ipv4.replaceAll('.', '\t.'),
    ...ipv6Of(ipv4).map((address) => `[${address}]`),
    `[${ipv6Of(ipv4)[0]?.toUpperCase()}]`,
    `user:pass@${ipv4}`,
    `news.example@${ipv4}`,
    `news.example:443@${ipv4}`,
    `${ipv4}:443`,
    `${ipv4}:80`,
    `${ipv4}:22`,
    `${ipv4}#@news.example`,
    `${ipv4}?@news.example`,
    `${ipv4}\\@news.example`,
  ];
}

/** Names that lead inside without anybody being asked. */
export const INSIDE_NAMES = [
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'localhost.localdomain',
    'ⓛocalhost',
    'ｌｏｃａｌｈｏｓｔ',
  ],
  ...[
    'local%68ost',
    'printer.local',
    'metadata.google.internal',
    'metadata.google.internal.',
    'instance-data',
  ],
  ...[
    'metadata',
    'kubernetes.default.svc.cluster.local',
    'router.home.arpa',
    'nas.lan',
    'wiki.corp',
    'x.intranet',
  ],
  ...[
    '1.0.0.127.in-addr.arpa',
    'hidden.onion',
    'name.alt',
    'nothing.invalid',
    'redis',
    'db.home',
    '[::1%25lo]',
  ],
];

/** Every address that must be refused before any name is looked up. */
export const INSIDE_ADDRESSES = [
  ...INSIDE_IPV4.flatMap(notationsOf),
  ...INSIDE_IPV6.map((address) => `[${address}]`),
  ...INSIDE_NAMES,
].map((host) => `https://${host}/`);

import type { Instant } from '../../domain/instant.ts';
import type { PickupWay } from '../pickups.ts';

/** A version that a partner has, as far as is known. */
export interface GivenVersion {
  version: number;
  at: Instant;
  way: PickupWay;
}

/** Where one partner stands with an article that may have been taken back. */
export interface Standing {
  partner: string;
  product: string;
  /** `ended`: the partner has the product no more, or is none any more. */
  contract: 'current' | 'ended';
  /** What it was given last, and when it was first given that; absent where it never took one. */
  held?: GivenVersion;
  /** What was sent to its endpoint after that, and may have come. */
  sent?: GivenVersion;
  /** When it was first told that this is taken back, by which way. */
  told?: { at: Instant; way: PickupWay };
  /** When it said so itself, or its endpoint took the message. */
  confirmedAt?: Instant;
  /**
   * What is still to be hoped for of what is taken back. `holds`, `sent`: it is not, and the partner has it, or may have.
   */
  state: 'never-took' | 'sent' | 'holds' | 'not-told' | 'told' | 'confirmed';
}

/** A line of the record of one partner, product and article. */
export interface StandingLine {
  version: number;
  /** Of the change that it is about. */
  sequence: number;
  way: PickupWay;
  change: 'held' | 'sent' | 'withdrawn';
  at: Instant;
}

/** A partner, a product, and whether the article is in it and it in the contract. */
export interface StandingPlace {
  partner: string;
  product: string;
  isGranted: boolean;
  isPlaced: boolean;
}

const CONFIRMING: PickupWay[] = ['webhook', 'confirmed'];

/** Where a partner stands, by the order of what it was given and told: what it was told before it took more counts no more. */
export function standingOf(place: StandingPlace, lines: readonly StandingLine[]): Standing {
  const { partner, product, isGranted, isPlaced } = place;
  const held = newest(lines, 'held');
  const last = newest(lines, 'sent');
  const sent = last && last.sequence > (held?.sequence ?? -1) ? last : undefined;
  const since = Math.max(held?.sequence ?? 0, sent?.sequence ?? 0);
  const tellings = lines
    .filter(({ change, sequence }) => change === 'withdrawn' && sequence >= since)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const [told] = tellings;
  const confirmed = tellings.find(({ way }) => CONFIRMING.includes(way));
  return {
    partner,
    product,
    contract: isGranted ? 'current' : 'ended',
    ...(held && { held: given(held) }),
    ...(sent && { sent: given(sent) }),
    ...(told && { told: { at: told.at, way: told.way } }),
    ...(confirmed && { confirmedAt: confirmed.at }),
    state: stateOf(isGranted && isPlaced, { held, sent, told, confirmed }),
  };
}

/** The first line of the newest change that was given so. */
function newest(lines: readonly StandingLine[], change: 'held' | 'sent'): StandingLine | undefined {
  const own = lines.filter((line) => line.change === change);
  const last = Math.max(...own.map(({ sequence }) => sequence));
  return own
    .filter(({ sequence }) => sequence === last)
    .sort((one, other) => (one.at < other.at ? -1 : 1))[0];
}

function given({ version, at, way }: StandingLine): GivenVersion {
  return { version, at, way };
}

type Known = Partial<Record<'held' | 'sent' | 'told' | 'confirmed', StandingLine | undefined>>;

function stateOf(isOpen: boolean, { held, sent, told, confirmed }: Known): Standing['state'] {
  const hasAny = held !== undefined || sent !== undefined;
  // It is public again, and whoever never had it has nothing to take down.
  if (isOpen && !hasAny) return 'never-took';
  if (confirmed) return 'confirmed';
  if (told) return 'told';
  if (!hasAny) return 'never-took';
  if (!isOpen) return 'not-told';
  return held ? 'holds' : 'sent';
}

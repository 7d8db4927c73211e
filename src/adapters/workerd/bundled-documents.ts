import architecture from '../../../docs/architecture.md';
import benchmarks from '../../../docs/benchmarks.md';
import cloudflare from '../../../docs/cloudflare.md';
import commandLine from '../../../docs/command-line.md';
import console from '../../../docs/console.md';
import crossposts from '../../../docs/crossposts.md';
import feeds from '../../../docs/feeds.md';
import fetching from '../../../docs/fetching.md';
import front from '../../../docs/front.md';
import limits from '../../../docs/limits.md';
import operations from '../../../docs/operations.md';
import partners from '../../../docs/partners.md';
import policies from '../../../docs/policies.md';
import previews from '../../../docs/previews.md';
import publishing from '../../../docs/publishing.md';
import quickStart from '../../../docs/quick-start.md';
import index from '../../../docs/README.md';
import scaling from '../../../docs/scaling.md';
import security from '../../../docs/security.md';
import selfHosting from '../../../docs/self-hosting.md';
import settings from '../../../docs/settings.md';
import sources from '../../../docs/sources.md';
import standards from '../../../docs/standards.md';
import themes from '../../../docs/themes.md';
import unfurling from '../../../docs/unfurling.md';
import websub from '../../../docs/websub.md';
import wordpressAndGhost from '../../../docs/wordpress-and-ghost.md';
import type { Documents } from '../../domain/documents.ts';

/** The documents of `docs/`, bundled as text; the list of problems is made of the problems themselves. */
export const bundledDocuments: Documents = {
  architecture,
  benchmarks,
  cloudflare,
  'command-line': commandLine,
  console,
  crossposts,
  feeds,
  fetching,
  front,
  limits,
  operations,
  partners,
  policies,
  previews,
  publishing,
  'quick-start': quickStart,
  README: index,
  scaling,
  security,
  'self-hosting': selfHosting,
  settings,
  sources,
  standards,
  themes,
  unfurling,
  websub,
  'wordpress-and-ghost': wordpressAndGhost,
};

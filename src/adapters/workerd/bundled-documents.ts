import architecture from '../../../docs/architecture.md';
import benchmarks from '../../../docs/benchmarks.md';
import commandLine from '../../../docs/command-line.md';
import feeds from '../../../docs/feeds.md';
import fetching from '../../../docs/fetching.md';
import front from '../../../docs/front.md';
import previews from '../../../docs/previews.md';
import publishing from '../../../docs/publishing.md';
import index from '../../../docs/README.md';
import settings from '../../../docs/settings.md';
import sources from '../../../docs/sources.md';
import unfurling from '../../../docs/unfurling.md';
import websub from '../../../docs/websub.md';
import type { Documents } from '../../domain/documents.ts';

/** The documents of `docs/`, bundled as text; the list of problems is made of the problems themselves. */
export const bundledDocuments: Documents = {
  README: index,
  architecture,
  benchmarks,
  'command-line': commandLine,
  feeds,
  fetching,
  front,
  previews,
  publishing,
  settings,
  sources,
  unfurling,
  websub,
};

import { type Command, EXIT, isWebAddress, readArguments } from './command-line.ts';

/** `tearsheet unfurl`: what every platform shows of a page. */
export const UNFURL: Command = {
  usage: `tearsheet unfurl URL … [--json]
      Fetches a page as those do that are given its link, and shows what each platform
      shows of it, how near its picture is to their limits, and what to change.

      --json   one JSON object a line, for programs

      Only https pages of public servers are asked, and pages of this machine, such as
      http://localhost:8080/articles/night-trains. Nothing is sent to the platforms.
      Ends with 0 when there is nothing to change, 1 when there is, 2 when a page cannot be had.`,
  async run(args, { print, isTerminal }) {
    const { values, positionals } = readArguments('unfurl', args, {
      json: { type: 'boolean', default: false },
    });
    if (positionals.length === 0) throw new Error('Name the address of a page: tearsheet unfurl https://….');
    const other = positionals.find((address) => !isWebAddress(address));
    if (other) throw new Error(`${other} is no address of a page; one begins with https://.`);
    // Only here, so that the other commands need not wait for a parser.
    const [
      { isLocalAddress, visitAddress },
      { platformViews },
      { pageFaults },
      { COLOURS, PLAIN, pictureRecords, unfurlReport },
    ] = await Promise.all([
      import('./unfurl-visit.ts'),
      import('../unfurl/platform-views.ts'),
      import('../unfurl/page-faults.ts'),
      import('./unfurl-report.ts'),
    ]);
    let isFaulty = false;
    for (const [index, address] of positionals.entries()) {
      const visit = await visitAddress(address);
      const [platforms, faults] = [platformViews(visit), pageFaults(visit)];
      isFaulty ||= faults.some(({ isNote }) => !isNote);
      if (values.json) {
        const { address: page, redirects } = visit;
        const pictures = pictureRecords(visit);
        print(JSON.stringify({ asked: address, page, redirects, pictures, platforms, faults }));
        continue;
      }
      if (index > 0) print('');
      if (isLocalAddress(address))
        print('This page is on this machine: nobody outside can see it, or its pictures here.\n');
      print(unfurlReport(visit, platforms, faults, isTerminal && !process.env.NO_COLOR ? COLOURS : PLAIN));
    }
    return isFaulty ? EXIT.refused : EXIT.done;
  },
};

/** Locks, queues and pools. */
export const sharing = {
  label: 'Shared by the processes',
  details: (thing: string) => `Details of ${thing}`,
  filter: 'Filter',
  filterBy: 'Show only what is shared with',
  noneFound: 'Nothing that is shared passes the filter.',
  /** @param part `''`, or how many of them pass the filter */
  number: (part: string, all: number) => `${part === '' ? '' : `${part} of `}${all} shared`,
  more: (number: string) => `and ${number} more`,
  /** @param isPlaced its place follows */
  made: (kind: string, maker: string, isPlaced: boolean) => `${kind}, made by ${maker}${isPlaced ? ' at' : ''}`,
  bound: 'An upper bound; Help, How it comes to its answer, tells how it is reckoned.',
  moved: (items: string, isOne: boolean, size: string) =>
    `${items} ${isOne ? 'item' : 'items'} with ${size} were moved`,
  encoding: (time: string) => `; encoding and decoding took about ${time}`,
  lines: 'Lines that waited most',
  ofLine: ['Line', 'Operation', 'Waits', 'Together', 'Longest'],
  short: 'short waits, not looked up',
}

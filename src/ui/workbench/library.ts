/** The recordings of the project, by name: addresses alone, so that each is fetched only when somebody opens it. */
const ADDRESSES = import.meta.glob<string>('../../../fixtures/recordings/*.apdu', {
  query: '?url',
  import: 'default',
  eager: true,
});

export const LIBRARY: ReadonlyMap<string, string> = new Map(
  Object.entries(ADDRESSES).map(([path, address]) => [path.replace(/^.*\//, ''), address]),
);

/** ISO 8601 without zone, with microseconds: `2022-01-01T00:00:00.000000`, in UTC. */
export const timeOf = (date: Date): string => date.toISOString().replace('Z', '000')

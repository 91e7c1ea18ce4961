/** Pages of the developer's dashboard that the handlers answer with. */
export const appsPath = '/apps'

export const newAppPath = (kind: string, query = ''): string =>
  `/apps/new?kind=${encodeURIComponent(kind)}${query}`

export const appPath = (clientId: string, query = ''): string =>
  `/apps/${encodeURIComponent(clientId)}${query}`

export const appSettingsPath = (clientId: string, query = ''): string =>
  `/apps/${encodeURIComponent(clientId)}/settings${query}`

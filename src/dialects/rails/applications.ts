import type { Handler } from '@/oauth/provider'
import { seeOther } from '@/oauth/responses'

/** `GET /oauth/applications`: where a Rails server lists the apps that it knows. */
export const applications: Handler = () => Promise.resolve(seeOther('/apps'))

/** `GET /oauth/applications/new` */
export const newApplication: Handler = () => Promise.resolve(seeOther('/apps/new'))

/** `GET /oauth/authorized_applications`: what a person has allowed, each with its button to revoke it, is the home page. */
export const authorizedApplications: Handler = () => Promise.resolve(seeOther('/'))

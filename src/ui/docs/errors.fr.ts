import { authorizationErrorsFr } from './authorization-errors.fr'
import type { DocsTexts, ErrorTexts } from './error-text'
import { otherErrorsFr } from './other-errors.fr'
import { tokenErrorsFr } from './token-errors.fr'

// In these files \u00a0 is the space that French sets before a colon, a semicolon and inside quotes.
export const errorsFr: ErrorTexts = {
  ...authorizationErrorsFr,
  ...tokenErrorsFr,
  ...otherErrorsFr,
}

export const docsFr: DocsTexts = {
  title: 'Erreurs',
  intro:
    'Chaque erreur OAuth que ce portail peut répondre\u00a0: ce qu’elle veut dire, pourquoi elle survient ici d’ordinaire, et comment y remédier. `error_uri` d’une réponse mène à la page de son erreur.',
  all: 'Toutes les erreurs',
  causes: 'Causes habituelles',
  mend: 'Que faire',
  wrong: 'Refusé',
  right: 'Juste',
  specification: 'Définie dans',
  status: 'Statut HTTP',
  where: 'Où',
  meetings: {
    answer: 'Dans la réponse à l’application, en JSON',
    redirect: 'Dans la redirection vers l’application, ou sur une page du portail',
    both: 'Dans la redirection vers l’application, dans la réponse qui lui est faite en JSON, ou sur une page du portail',
    resource: 'Dans la réponse d’une ressource, et dans son en-tête WWW-Authenticate',
  },
  noStatus: 'aucun en propre\u00a0: la redirection est un 303',
  groups: {
    authorization: 'Connecter des personnes',
    token: 'Obtenir des jetons',
    other: 'S’en servir, les gérer',
  },
  example: 'Exemple',
}

import type { PortalLogoutTexts } from './portal-logout.en'

export const portalLogoutFr: PortalLogoutTexts = {
  title: 'Avis de déconnexion',
  intro:
    'Quand quelqu’un se déconnecte de Portico, un logout_token est envoyé à {uri}, puis renvoyé pendant deux jours jusqu’à ce que l’application réponde 200 ou 204. Les 20 derniers avis sont ici, pendant 30 jours.',

  noUriTitle: 'Cette application n’apprend pas les déconnexions',
  noUri:
    'Avec une URI de déconnexion (back-channel), Portico avertit l’application quand quelqu’un se déconnecte, pour qu’elle ferme aussi sa propre session.',
  setUri: 'Indiquer l’URI',
  noneTitle: 'Aucune déconnexion pour l’instant',
  none: 'Le prochain avis, et sa suite, s’affichera ici.',

  states: { delivered: 'Remis', waiting: 'En attente', givenUp: 'Abandonné' },
  delivered: 'Reçu {date}.',
  next: 'Prochain essai {date}.',
  due: 'L’envoi est en cours.',
  ended: 'Déconnexion {date}',
  session: 'Session',
  attempts: { one: '{count} essai', other: '{count} essais' },

  problems: {
    'answer too large': 'La réponse dépasse 64 Kio. Une réponse vide suffit.',
    'timed out': 'Pas de réponse complète en 5 secondes.',
    'server busy': 'Portico avait trop d’appels en cours, vers cet hôte ou en tout.',
    unreachable: 'La connexion a échoué\u00a0: refusée, coupée, ou sans certificat valable.',
    unresolvable: 'Le nom d’hôte est inconnu.',
    'private address':
      'Le nom d’hôte mène à une adresse privée, que Portico n’appelle pas, sauf si PORTICO_ALLOW_PRIVATE_NETWORK est activé.',
    'not https': 'L’URI n’est pas en https.',
    'app disabled': 'L’application a été désactivée\u00a0: elle n’a pas été avertie.',
    'no URI': 'L’URI a été retirée\u00a0: l’application n’a pas été avertie.',
  },
  refused:
    'Réponse 400\u00a0: l’application refuse le jeton de déconnexion. Son journal dit pourquoi.',
  redirected: 'Réponse {status}\u00a0: les redirections ne sont pas suivies.',
  answered: 'Réponse {status}, alors que 200 ou 204 est attendu.',
}

import type { PortalRegistrationTokensTexts } from './portal-registration-tokens.en'

export const portalRegistrationTokensFr: PortalRegistrationTokensTexts = {
  title: 'Enregistrement d’applications',
  intro: 'Une application peut s’enregistrer par une requête, sans qu’on la saisisse à la main.',
  endpoint: 'Point d’enregistrement',
  byToken: 'Seule une application munie d’un des jetons ci-dessous est enregistrée.',
  byAnybody:
    'L’enregistrement est ouvert\u00a0: PORTICO_DYNAMIC_REGISTRATION vaut «\u202fopen\u202f», donc n’importe qui peut enregistrer une application. Personne ne s’en porte garant, et elle n’a droit qu’au parcours par code. Avec un des jetons ci-dessous, elle est enregistrée comme si vous en répondiez.',

  list: 'Jetons d’accès initiaux',
  listIntro:
    'Donnez-en un à qui met en place une application. Il sert à enregistrer, et à rien d’autre.',
  name: 'Nom',
  made: 'Créé',
  ends: 'Expire',
  usesLeft: 'Reste',
  uses: { one: '{count} application', other: '{count} applications' },
  usedUp: 'Épuisé',
  emptyTitle: 'Aucun jeton pour l’instant',
  empty: 'Créez-en un quand un script, ou quelqu’un d’autre, doit enregistrer une application ici.',

  make: 'Nouveau jeton',
  nameHint: 'Pour qui ou pour quoi. Seuls les administrateurs le voient. 80 caractères au plus.',
  days: 'Jours de validité',
  daysHint: 'De 1 à 365.',
  count: 'Nombre d’applications',
  countHint: 'De 1 à 1\u202f000.',
  submit: 'Créer le jeton',
  problems: {
    name: {
      missing: 'Donnez un nom au jeton.',
      'too-long': 'Ce nom est trop long. 80 caractères au plus.',
      'bad-character':
        'Ce nom contient un caractère invisible, ou qui change le sens du texte. Saisissez-le de nouveau.',
    },
    days: 'Saisissez un nombre entier de 1 à 365.',
    uses: 'Saisissez un nombre entier de 1 à 1\u202f000.',
  },

  onceTitle: 'Conservez maintenant le jeton «\u202f{name}\u202f»',
  once: 'Il ne s’affiche que cette fois. Portico n’en garde que l’empreinte\u00a0: personne ne pourra vous le remontrer.',
  token: 'Jeton d’accès initial',
  example: 'Une application s’enregistre ainsi\u00a0:',
  exampleLabel: 'Requête',
  stored: 'Je l’ai conservé',

  remove: 'Supprimer',
  removeLabel: 'Supprimer le jeton {name}',
  removeText:
    'Le jeton {name} est refusé dès maintenant. Les applications enregistrées avec lui restent en place.',
  removeSubmit: 'Supprimer ce jeton',
}

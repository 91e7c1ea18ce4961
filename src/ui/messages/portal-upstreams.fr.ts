import type { PortalUpstreamsTexts } from './portal-upstreams.en'

export const portalUpstreamsFr: PortalUpstreamsTexts = {
  title: 'Services de connexion',
  intro:
    'D’autres services avec lesquels on peut se connecter ici. Les changements prennent effet aussitôt.',
  add: 'Ajouter un service',
  emptyTitle: 'Aucun service pour l’instant',
  empty:
    'On se connecte avec un mot de passe de ce portail. Ajoutez Google, GitHub ou tout autre service capable de dire qui est quelqu’un.',
  order: 'Les boutons de la page de connexion suivent cet ordre.',
  up: 'Monter {label}',
  down: 'Descendre {label}',
  accounts: { one: '{count} compte', other: '{count} comptes' },
  badges: { default: 'Par défaut', broker: 'Courtier', disabled: 'Désactivé' },
  edit: 'Réglages',
  editLabel: 'Réglages de {label}',
  back: 'Services de connexion',

  choose: 'Quel service\u202f?',
  chooseIntro: 'S’il n’est pas cité, prenez OpenID Connect s’il le parle, et sinon OAuth 2.',
  presets: {
    google: {
      name: 'Google',
      means:
        'Dans la console Google Cloud, sous «\u202fGoogle Auth Platform\u202f», créez un client du type «\u202fWeb application\u202f» et ajoutez-y l’URI de redirection.',
    },
    github: {
      name: 'GitHub',
      means:
        'Sur GitHub, sous «\u202fDeveloper settings\u202f», créez une application OAuth. L’URI de redirection est sa «\u202fcallback URL\u202f».',
    },
    microsoft: {
      name: 'Microsoft',
      means:
        'Dans le centre d’administration Microsoft Entra, inscrivez une application avec l’URI de redirection pour la plateforme «\u202fWeb\u202f», et créez-lui un secret. Sans émetteur, toute personne ayant un compte Microsoft peut venir\u00a0; avec celui de votre locataire, seulement les siens.',
    },
    apple: {
      name: 'Apple',
      means:
        'Dans votre compte de développeur Apple, créez un Services ID dont l’URI de redirection est l’adresse de retour, et une clé «\u202fSign in with Apple\u202f». L’identifiant du client est le Services ID.',
    },
    gitlab: {
      name: 'GitLab',
      means:
        'Sur GitLab, sous «\u202fApplications\u202f», créez une application confidentielle avec les scopes openid, profile et email. Pour votre propre GitLab, l’émetteur est son adresse.',
    },
    discord: {
      name: 'Discord',
      means:
        'Sur le portail des développeurs de Discord, créez une application. Sous «\u202fOAuth2\u202f» se trouvent son identifiant, son secret et l’endroit où coller l’URI de redirection.',
    },
    linkedin: {
      name: 'LinkedIn',
      means:
        'Sur le portail des développeurs de LinkedIn, créez une application avec le produit «\u202fSign In with LinkedIn using OpenID Connect\u202f». Sous «\u202fAuth\u202f» se trouvent son identifiant, son secret et l’endroit où coller l’URI de redirection.',
    },
    wordpress: {
      name: 'WordPress',
      means:
        'Sur le site WordPress, l’extension «\u202fWP OAuth Server\u202f» crée un client avec l’URI de redirection. Les chemins de l’extension sont connus\u00a0; n’en donnez d’autres que si vous les avez déplacés.',
    },
    oidc: {
      name: 'OpenID Connect',
      means:
        'Tout service qui parle OpenID Connect. Inscrivez-y ce portail avec l’URI de redirection\u00a0; son document de découverte dit le reste.',
    },
    oauth: {
      name: 'OAuth 2',
      means:
        'Tout service qui parle OAuth 2 et dit à une adresse qui est quelqu’un. Inscrivez-y ce portail avec l’URI de redirection.',
    },
  },
  newTitle: 'Ajouter {name}',

  redirectUri: 'URI de redirection',
  redirectUriIntro: 'Collez-la là où le service la demande, exactement comme elle est.',
  redirectUriNew: 'Elle finit par l’identifiant que vous choisissez ci-dessous.',
  brokerRedirectUri: 'URI de redirection du courtier',
  brokerRedirectUriIntro:
    'Les personnes qui passent par le courtier reviennent ici. L’essai se sert de l’autre.',

  settings: 'Réglages',
  fields: {
    id: 'Identifiant',
    label: 'Nom affiché',
    clientId: 'Identifiant du client',
    secret: 'Secret du client',
    privateKey: 'Clé privée',
    issuer: 'Émetteur',
    site: 'Adresse du site',
    authorizationEndpoint: 'Point d’autorisation',
    tokenEndpoint: 'Point des jetons',
    userinfoEndpoint: 'Point UserInfo',
    userinfoMethod: 'Comment interroger UserInfo',
    tokenAuthentication: 'Comment ce portail prouve qui il est',
    teamId: 'Identifiant d’équipe',
    keyId: 'Identifiant de la clé',
    scopes: 'Portées',
  },
  hints: {
    id: 'Minuscules, chiffres et traits d’union. Il figure dans l’URI de redirection et ne change jamais.',
    label: 'Sur son bouton\u00a0: «\u202fContinuer avec …\u202f».',
    issuer: 'Comme l’écrit son document de découverte, sans /.well-known.',
    issuerUsual: 'Vide\u00a0: {issuer}',
    privateKey: 'Le contenu entier du fichier .p8.',
    secretKept: 'Il y en a un, scellé. Laissez vide pour le garder.',
    secretOptional: 'Laissez vide s’il n’y en a pas.',
    secretAgain:
      'Si vous en aviez saisi un, saisissez-le à nouveau\u00a0: ce qui est tapé ici n’est jamais rendu.',
    scopes: 'Vide\u00a0: {scopes}',
    scopesNone: 'Séparées par des espaces. Vide\u00a0: aucune.',
    endpointUsual: 'Vide\u00a0: là où l’extension le met.',
  },
  authentications: {
    client_secret_basic: 'Secret dans l’en-tête Authorization',
    client_secret_post: 'Secret dans le formulaire',
    none: 'Sans secret',
  },
  problems: {
    missing: 'Remplissez ce champ.',
    'too-long': 'C’est trop long.',
    characters: 'Il y a là un caractère qui n’y a pas sa place.',
    'not-a-url': 'Saisissez une adresse entière qui commence par https://, sans # ni mot de passe.',
    'not-https': 'L’adresse doit commencer par https://.',
    'not-a-key':
      'Ce n’est pas une clé privée telle qu’Apple la délivre. Collez le fichier .p8 en entier.',
    'not-used': 'Ce service n’en a pas l’usage. Laissez vide.',
    taken: 'Un autre service porte cet identifiant. Choisissez-en un autre.',
    again:
      'L’adresse a changé, saisissez donc à nouveau le secret\u00a0: l’ancien ne part pas vers un nouvel endroit.',
  },

  newUsers: 'Les personnes qui viennent pour la première fois',
  newUsersMeans: {
    create: {
      name: 'Sont ajoutées',
      means: 'Qui a un compte auprès du service en reçoit un ici.',
    },
    link: {
      name: 'Sont refusées',
      means:
        'Seules les personnes qui ont associé le service sur leur page Sécurité s’en servent pour se connecter.',
    },
    invitation: {
      name: 'Doivent être invitées',
      means: 'Vous créez un lien pour chaque personne. Il sert une fois.',
    },
  },
  switches: 'Options',
  isDefault: {
    name: 'Y aller directement',
    means:
      'Qui n’est pas connecté est envoyé vers ce service sans voir la page de connexion. Le formulaire des mots de passe reste à /login?way=password.',
  },
  isBroker: {
    name: 'Derrière le courtier',
    means:
      'Les applications qui utilisent /api/auth/login envoient leurs utilisateurs ici. Il n’a alors pas de bouton sur la page de connexion.',
  },
  trustsEmails: {
    name: 'Ses adresses e-mail sont vérifiées',
    means:
      'Pour un service qui ne le dit pas lui-même. À n’activer que si personne ne peut y saisir l’adresse d’autrui.',
  },
  claims: 'Les noms employés dans sa réponse',
  claimsIntro: 'Vide\u00a0: le nom habituel. Un point mène dans un objet\u00a0: user.email',
  claimNames: {
    subject: 'Qui c’est, une fois pour toutes',
    email: 'Adresse e-mail',
    emailVerified: 'Si l’adresse est vérifiée',
    username: 'Nom d’utilisateur',
    name: 'Nom complet',
    givenName: 'Prénom',
    familyName: 'Nom de famille',
    picture: 'Photo',
    roles: 'Rôles',
  },
  create: 'Ajouter ce service',
  save: 'Enregistrer',

  test: 'Essayer',
  testIntro:
    'Vous connecte là-bas et montre chaque étape. Personne n’est connecté ni ajouté ici pour autant.',
  testSubmit: 'Lancer l’essai',
  testGood: 'Cela fonctionne',
  testBad: 'Échec\u00a0: {problem}',
  testFound: 'Qui vous êtes d’après lui',
  emailVerified: 'Adresse e-mail vérifiée',
  yes: 'Oui',
  no: 'Non',
  testNobody: 'Rien n’est encore revenu qui puisse être montré.',
  stepGood: 'fait',
  stepBad: 'échoué',
  milliseconds: '{count}\u00a0ms',
  stages: {
    settings: 'Réglages',
    discovery: 'Découverte',
    authorization: 'Autorisation',
    token: 'Jeton',
    keys: 'Clés',
    'id-token': 'Jeton d’identité',
    userinfo: 'Informations UserInfo',
  },

  invite: 'Inviter quelqu’un',
  inviteIntro:
    'Un lien avec lequel une personne sans compte ici peut venir. Il sert une fois, pendant 7 jours.',
  inviteSubmit: 'Créer un lien',
  inviteOnce: 'Envoyez ce lien maintenant',
  inviteOnceText:
    'Il ne s’affiche que cette fois. La première personne qui l’ouvre peut s’en servir.',
  inviteLink: 'Lien d’invitation',
  inviteSent: 'Je l’ai envoyé',

  disable: 'Désactiver {label}',
  disableText:
    'Dès maintenant, personne ne peut plus s’en servir pour se connecter, jusqu’à ce que vous l’activiez à nouveau. Qui est connecté le reste.',
  disableSubmit: 'Désactiver ce service',
  enable: 'Activer {label}',
  enableText: 'On peut de nouveau s’en servir pour se connecter.',
  enableSubmit: 'Activer ce service',
  delete: 'Supprimer {label}',
  deleteNobody: 'Personne ne s’en sert en ce moment pour se connecter.',
  deleteUsers: {
    one: 'Un compte y est associé. Qui n’a pas d’autre moyen d’entrer ne pourra plus se connecter.',
    other:
      '{count} comptes y sont associés. Qui n’a pas d’autre moyen d’entrer ne pourra plus se connecter.',
  },
  deleteText:
    'Ses réglages et son secret disparaissent pour de bon, et les invitations en cours ne marchent plus. Si vous ajoutez à nouveau le même service, les personnes venues par lui sont reconnues.',
  deleteConfirm: 'Saisissez {label} pour confirmer',
  deleteSubmit: 'Supprimer ce service',

  own: {
    title: 'Services de connexion',
    intro: 'D’autres services avec lesquels vous pouvez vous connecter ici.',
    none: 'Aucun service associé',
    noneText: 'Associez-en un, et vous pourrez aussi vous connecter avec lui.',
    linked: 'Associé',
    used: 'Dernière utilisation',
    gone: 'Un service qui a été retiré',
    connect: 'Associer {label}',
    disconnect: 'Dissocier',
    disconnectLabel: 'Dissocier {label}',
    noPassword:
      'Vous vous connectez avec un autre service et n’avez pas de mot de passe ici. Avec un mot de passe, vous pouvez aussi venir sans ce service.',
    setPassword: 'Définir le mot de passe',
    setPasswordIntro:
      'Possible dans les dix minutes qui suivent la connexion. Au-delà, déconnectez-vous et revenez.',
  },
}

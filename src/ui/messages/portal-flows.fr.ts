import type { PortalFlowsTexts } from './portal-flows.en'

export const portalFlowsFr: PortalFlowsTexts = {
  names: {
    'login-redirect': 'Redirection de connexion',
    code: 'Code d’autorisation',
    device: 'Appareil',
    'client-credentials': 'Identité de l’application',
    refresh: 'Renouvellement',
    introspection: 'Inspection',
    revocation: 'Révocation',
    'token-exchange': 'Échange de jetons',
    'sign-out': 'Déconnexion',
  },
  reveal: 'Montrer les secrets',
  hide: 'Cacher les secrets',
  errorHelp: 'Ce que veut dire {error}, et comment y remédier',
  proof: 'Ce que dit la preuve {name}',
  askedAgain:
    'Portico voulait une valeur à lui dans la preuve\u00a0: la demande est repartie avec elle.',
  proofClaims: {
    typ: 'Une preuve, et rien d’autre.',
    alg: 'Comment elle est signée.',
    jwk: 'La moitié publique de la clé. La moitié privée ne quitte jamais ce navigateur.',
    jti: 'Le nom de cette preuve-ci. Elle sert une fois.',
    htm: 'La méthode de la requête pour laquelle elle est faite.',
    htu: 'L’adresse de la requête pour laquelle elle est faite.',
    iat: 'Quand elle a été faite. Elle ne vaut qu’une minute.',
    ath: 'L’empreinte du jeton d’accès qu’elle accompagne.',
    nonce: 'La valeur que Portico a donnée avec sa dernière réponse.',
  },
  claims: {
    alg: 'Comment il est signé.',
    typ: 'De quelle sorte de jeton il s’agit.',
    acr: 'À quel point la connexion était sûre.',
    amr: 'Comment la personne a prouvé qui elle est\u00a0: pwd, un mot de passe.',
    act: 'Qui agit pour la personne. À l’intérieur, qui agissait avant.',
    cnf: 'La clé à laquelle il est lié, par son empreinte\u00a0: sans preuve de cette clé, il ne sert à rien.',
    sid: 'La session sur ce portail. Un jeton de déconnexion la nomme.',
    azp: 'L’application à qui il a été émis.',
    nonce: 'La valeur envoyée. Comparez-la.',
    at_hash: 'La moitié de l’empreinte du jeton d’accès venu avec lui.',
    email: 'L’adresse e-mail de la personne.',
    email_verified: 'Si l’on sait que cette adresse est la sienne.',
    other: 'Une déclaration de ce portail.',
  },

  moreParameters: 'Autres paramètres',
  leftOut: 'absent',
  pushToggle: 'Déposer d’abord la demande (PAR)',
  pushToggleMeans:
    'L’application la poste. Par le navigateur ne passe que son nom\u00a0: personne ne peut la changer.',
  dpopToggle: 'Lier les jetons à une clé (DPoP)',
  dpopToggleMeans:
    'La clé est créée dans ce navigateur et ne peut en être lue. Sans elle, un jeton volé ne sert à rien.',
  push: 'Déposer la demande',
  pushed: 'Le lien ci-dessous nomme la demande. Il sert une fois, peu de temps.',
  boundIntro: 'La preuve montre qu’elle détient la clé à laquelle le code est lié.',
  boundToken: 'Lié à la clé\u00a0: cnf en contient l’empreinte. En Bearer, il est refusé.',
  userinfoOfResource:
    'Le jeton n’est que pour la ressource\u00a0: UserInfo le refuse. C’est ainsi que ce doit être. Essayez.',
  answeredByForm:
    'Portico a fait poster ces paramètres par le navigateur à l’URI de redirection\u00a0: ils n’étaient dans aucune adresse. Le serveur du bac à sable les a ensuite remis à cette page.',
  answeredByFragment:
    'Portico a renvoyé le navigateur avec ces paramètres après #\u00a0: aucun serveur ne les a vus.',
  parameters: {
    response_mode:
      'Où se place la réponse\u00a0: après ?, après #, ou dans un formulaire posté au serveur de l’application.',
    max_age:
      'L’âge que peut avoir la connexion, en secondes. Au-delà, le mot de passe est redemandé.',
    acr_values:
      'À quel point la connexion devrait être sûre. Le jeton d’identité dit dans acr ce qu’il en fut.',
    claims:
      'Des déclarations une à une, et leur place\u00a0: dans le jeton d’identité ou par UserInfo.',
    resource: 'Pour quelle API est le jeton d’accès. Cela devient aud.',
    ui_locales: 'Dans quelle langue doivent être les pages.',
    dpop_jkt: 'L’empreinte de la clé\u00a0: seul qui la détient peut utiliser le code.',
  },
  maxAgeChoices: {
    '0': '0\u00a0: redemander le mot de passe',
    '60': '60\u00a0: une minute au plus',
    '3600': '3600\u00a0: une heure au plus',
  },

  device: {
    intro:
      'Ce que fait un téléviseur ou une ligne de commande\u00a0: il affiche un code, et la personne se connecte sur un autre appareil.',
    askTitle: 'Demander les codes',
    askIntro:
      'L’appareil n’a pas de navigateur\u00a0: il demande deux codes, l’un à montrer, l’autre à garder.',
    ask: 'Demander',
    showTitle: 'Ce que montre l’appareil',
    showWaiting: 'Le code destiné à la personne apparaît ici.',
    showIntro:
      'Saisissez-le comme le ferait la personne, sur un téléphone ou dans un autre onglet.',
    enterAt: 'Allez sur {page} et saisissez',
    open: 'Ouvrir la page avec le code',
    pollTitle: 'L’appareil attend',
    pollWaiting: 'L’appareil demande les jetons jusqu’à ce que la personne ait décidé.',
    pollIntro: 'Il demande encore et encore, pas plus vite qu’on ne le lui a dit.',
    everySeconds: 'Il demande toutes les {count} secondes.',
    askNow: 'Demander maintenant, trop tôt',
    answers: 'Réponses suivantes',
    answersMean: {
      authorization_pending: 'Personne n’a encore décidé. L’appareil continue de demander.',
      slow_down: 'Il a demandé trop tôt\u00a0: il attend désormais 5 secondes de plus.',
      access_denied: 'La personne a choisi Annuler. L’appareil le dit et s’arrête.',
      expired_token: 'Personne n’a saisi le code à temps. L’appareil en demande d’autres.',
    },
    refused: 'La demande a été refusée. L’appareil s’arrête.',
    done: 'La personne l’a permis. Le code a servi, et l’appareil a ses jetons.',
  },

  credentialsTitle: 'Qui demande',
  credentialsIntro:
    'Les identifiants d’une application à vous. Ils restent dans la mémoire de cette page\u00a0: ni dans son adresse, ni enregistrés, et disparus dès que vous la fermez ou la rechargez.',
  method: 'Comment elle se prouve',
  methods: {
    client_secret_basic: 'client_secret_basic\u00a0: dans un en-tête',
    client_secret_post: 'client_secret_post\u00a0: dans le corps',
    none: 'none\u00a0: elle n’a pas de secret',
  },
  secretHint: 'Envoyé à ce portail seulement, quand vous appuyez sur le bouton.',
  usePlayground: 'Prendre l’application du bac à sable',
  notForPublic:
    'L’application du bac à sable n’a pas de secret\u00a0: elle ne peut pas faire cela. Indiquez les identifiants d’une autre.',
  requests: {
    'client-credentials': {
      intro: 'Un service obtient un jeton pour lui-même. Personne ne se connecte.',
      title: 'Un jeton pour l’application elle-même',
      means: 'Pour une application qui a l’autorisation «\u00a0Identité de l’application\u00a0».',
      ask: 'Obtenir un jeton',
    },
    refresh: {
      intro:
        'Avec un jeton de renouvellement, une application obtient de nouveaux jetons. Personne ne se connecte.',
      title: 'Les jetons suivants',
      means:
        'Le jeton de renouvellement du code d’autorisation est déjà là, si cet onglet en a un.',
      ask: 'Renouveler les jetons',
    },
    introspection: {
      intro: 'Un serveur demande si un jeton est bon à cet instant, et ce qu’il représente.',
      title: 'S’informer sur un jeton',
      means:
        'Une application apprend ce que sont ses propres jetons, et ceux d’une ressource dont elle répond.',
      ask: 'Demander',
    },
    revocation: {
      intro:
        'Une application rend un jeton, et tout ce qui est venu de la même connexion prend fin.',
      title: 'Rendre un jeton',
      means: 'La réponse est la même pour ce qui n’a jamais été un jeton.',
      ask: 'Révoquer',
    },
    'token-exchange': {
      intro:
        'Un service appelé avec un jeton l’échange contre un autre, avec lequel il appelle le suivant.',
      title: 'Un jeton contre un autre',
      means:
        'Pour une application qui a l’autorisation «\u00a0Échange de jetons\u00a0» et dont les réglages le permettent. Avec un jeton d’acteur, le nouveau dit qui agit.',
      ask: 'Échanger le jeton',
    },
  },
  fieldMeans: {
    grant_type: 'Ce qui est demandé.',
    scope: 'Ce que le jeton doit permettre. Absent, ce que l’application obtient d’habitude.',
    resource: 'Pour quelle API est le jeton. L’une de celles des réglages de l’application.',
    audience: 'La même chose, ou l’application elle-même par son client id.',
    refresh_token: 'Ce qui donne droit aux jetons suivants.',
    token: 'Le jeton d’accès ou de renouvellement dont il s’agit.',
    token_type_hint: 'Où chercher d’abord. Il peut manquer.',
    subject_token: 'Le jeton de la personne, avec lequel le service a été appelé.',
    subject_token_type: 'De quelle sorte de jeton il s’agit.',
    actor_token:
      'Le jeton du service lui-même, quand il agit pour la personne. Sans lui, il agit en tant qu’elle.',
    actor_token_type: 'De quelle sorte de jeton il s’agit.',
  },
  answerTitle: 'Ce qui est venu',
  answerWaiting: 'La réponse est démontée ici.',
  tokenIntro:
    'Trois parties séparées par des points\u00a0: un en-tête, les déclarations, et une signature sur les deux.',
  opaque: 'Ce jeton est illisible\u00a0: seul le portail sait ce qu’il représente.',
  revokedIntro: 'C’est fait. L’inspection dit maintenant que le jeton n’est plus actif.',
  activeIntro: 'Le jeton est bon à cet instant.',
  inactiveIntro:
    'Le jeton n’est pas bon\u00a0: il a pris fin, a été révoqué, est celui d’une autre application, ou n’en a jamais été un. La réponse ne dit pas lequel.',
  introspected: {
    active: 'S’il est bon à cet instant.',
    token_type: 'Comment il se montre\u00a0: en Bearer, ou avec une preuve.',
    username: 'Le nom d’utilisateur de la personne.',
  },

  signOut: {
    intro: 'Une application peut déconnecter la personne de Portico, et la faire revenir.',
    linkTitle: 'Le lien',
    noHint: 'Sans jeton d’identité pour indice, Portico demande d’abord à la personne.',
    parameters: {
      id_token_hint:
        'Le jeton d’identité que l’application a reçu. Il dit quelle session doit prendre fin.',
      client_id: 'Quelle application demande.',
      post_logout_redirect_uri: 'Où l’on revient. Elle est enregistrée, à la lettre.',
      state: 'Au hasard. Revient tel quel.',
    },
  },
}

import type { PortalOauthTexts } from './portal-oauth.en'

export const portalOauthFr: PortalOauthTexts = {
  authentication: 'Authentification',
  authenticatesBySecret:
    'Avec son secret\u00a0: en Basic (client_secret_basic) ou dans le corps (client_secret_post). Les deux marchent.',
  authenticatesByNothing: 'Aucune\u00a0: elle n’a pas de secret et n’envoie que son client_id.',
  authenticatesByKey:
    'Par une clé à elle (private_key_jwt)\u00a0: elle signe une déclaration à chaque fois. Un secret n’est pas admis.',
  postLogoutRedirectUris: 'URI après déconnexion',

  signIn: 'Connecter les gens',
  signInIntro:
    'Envoyez les gens au point d’autorisation avec ces paramètres. Ils reviennent à l’URI de redirection avec code, state et iss.',
  parameters: {
    response_type:
      'Vous obtenez un code, à échanger contre des jetons. Il n’y a rien d’autre à choisir.',
    client_id: 'Quelle application demande.',
    redirect_uri: 'Où l’on revient. L’une de celles qui sont enregistrées, exactement.',
    scope: 'Ce que l’application demande à voir. Retirez ce qui ne sert pas.',
    prompt:
      'Demande l’accord de la personne à chaque fois. Sans lui, pas de jeton de renouvellement.',
    state:
      'Aléatoire, nouveau à chaque connexion. Gardez-le et comparez-le au retour\u00a0: personne ne peut alors glisser une autre réponse à votre application.',
    code_challenge:
      'Le SHA-256 du code_verifier, un secret que vous créez à chaque connexion et gardez. Seul qui détient ce secret peut utiliser le code. C’est cela, PKCE.',
    code_challenge_method: 'Comment le challenge se calcule à partir du verifier.',
  },
  madeAnew: 'nouveau à chaque fois',
  link: 'Le lien',
  linkText:
    'Crée un verifier, son challenge et un state, puis le lien. Dans un terminal, les requêtes ci-dessous s’en servent.',
  refreshNeeds:
    'Un jeton de renouvellement n’arrive que si la portée contient offline_access et que la demande dit prompt=consent\u00a0: la personne décide si l’application garde son accès en son absence.',
  refreshOff:
    'Cette application ne reçoit pas de jeton de renouvellement. Pour en avoir un, activez dans ses réglages le jeton de renouvellement et la portée offline_access, et envoyez prompt=consent.',
  pkceLowered:
    'PKCE n’est pas exigé de cette application. Quiconque intercepte un code peut tenter de l’utiliser.',
  pkceChange: 'Le changer dans les réglages',

  code: 'Échanger le code',
  codeText: 'Au retour, dans les 60 secondes. Un code ne sert qu’une fois.',
  refresh: 'Renouveler les jetons',
  refreshSame: 'Répond de nouveaux jetons et le même jeton de renouvellement.',
  refreshRotates:
    'Répond de nouveaux jetons et un nouveau jeton de renouvellement. L’ancien a servi\u00a0: montré une seconde fois, il met fin à toute l’autorisation.',
  clientCredentials: 'Obtenir un jeton pour l’application elle-même',
  clientCredentialsText:
    'Personne ne se connecte. Le jeton vit 10 minutes, sauf réglage contraire.',
  assertion: 'Prouver qui elle est',
  assertionText: 'Une déclaration par requête\u00a0: elle sert une fois, pendant une minute.',
  userinfo: 'Demander qui c’est',
  userinfoText: 'Ce que la portée permet de voir, pour le jeton d’accès d’une personne.',

  deviceTitle: 'Connecter les gens sur un appareil',
  deviceIntro:
    'L’appareil demande un code et l’affiche. La personne le saisit sur {page} dans n’importe quel navigateur, voit quelle application demande, et l’autorise. Pendant ce temps, l’appareil demande les jetons.',
  deviceAsk: 'Demander les codes',
  deviceAskText:
    'Affichez user_code et verification_uri, et dessinez verification_uri_complete en code QR. Gardez device_code.',
  devicePoll: 'Demander les jetons',
  devicePollText:
    'Toutes les interval secondes, tant que la réponse est authorization_pending. Après slow_down, attendez 5 secondes de plus à chaque fois.',

  rails: 'Liens d’autorisation',
  railsIntro:
    'Prêts à ouvrir, un par URI de redirection. Ajoutez un state à vous\u00a0: une valeur aléatoire que vous comparez au retour.',
  railsTry: 'Autoriser',
  railsNeedsPkce:
    'Cette application doit utiliser PKCE\u00a0: aucun lien n’est prêt tel quel, le script ci-dessus en crée un. Un client de serveur Rails qui ne connaît pas PKCE a besoin qu’il soit facultatif.',
  railsOutOfBand: 'Le code s’affiche sur une page.',
  tokenInfo: 'S’informer sur un jeton',
  tokenInfoText: 'De qui il est, dans les mots d’un serveur Rails.',

  exchange: 'Échanger un jeton',
  exchangeText:
    'Le jeton avec lequel on a appelé cette application, contre un autre avec lequel elle appelle le service suivant. Le nouveau prend fin avec l’ancien.',
  exchangeOff:
    'Rien n’est encore permis\u00a0: choisissez dans les réglages, sous Échange de jetons, si elle agit pour les gens ou en tant qu’eux.',
  push: 'Déposer d’abord la demande (PAR)',
  pushText:
    'Les mêmes paramètres, postés. La réponse contient un request_uri, qui sert une fois et peu de temps.',
  pushRequired: 'Cette application le doit\u00a0: une demande qui n’a pas été déposée est refusée.',
  pushLink: 'Puis envoyer la personne',
  pushLinkText: 'L’adresse nomme l’application et la demande, rien d’autre.',
  dpop: 'Lier les jetons à une clé (DPoP)',
  dpopText:
    'Les jetons demandés avec une preuve ne servent qu’avec cette clé\u00a0: un jeton volé ne sert à rien.',
  dpopRequired: 'Cette application le doit\u00a0: une demande sans preuve est refusée.',
  moreWays: 'Plus sûr encore\u00a0: demandes déposées et jetons liés',

  libraries: 'Avec une bibliothèque',
  librariesIntro: 'Réglé pour cette application. La bibliothèque vérifie ce qui doit être vérifié.',
  libraryConfiguration: 'Configuration de la bibliothèque',

  endpoints: 'Points d’accès',
  endpointsIntro: 'Une bibliothèque les lit dans le document de découverte.',
  endpointNames: {
    authorization: 'Autorisation',
    pushed_authorization_request: 'Demandes déposées',
    device_authorization: 'Codes d’appareil',
    token: 'Jetons',
    userinfo: 'Informations (UserInfo)',
    jwks: 'Clés publiques',
    introspection: 'Inspection',
    revocation: 'Révocation',
    end_session: 'Fin de session',
    registration: 'Enregistrement',
    discovery: 'Découverte',
  },
  providerPaths: 'Les mêmes, aux chemins d’un fournisseur OpenID pour Node',
  providerPathsIntro: 'Pour un client réglé sur ces chemins par défaut.',

  settings: {
    postLogoutRedirectUris: 'URI après déconnexion',
    postLogoutRedirectUrisHint:
      'Où l’on peut être renvoyé après s’être déconnecté. Une par ligne, comparées caractère par caractère.',
    more: 'Après la déconnexion',
    pkce: 'PKCE\u00a0: preuve du code',
    pkceMeans: 'Lie un code à qui l’a demandé.',
    pkcePublic:
      'Exigé. Cette application n’a pas de secret\u00a0: PKCE seul prouve qu’un code est le sien.',
    pkcePolicies: {
      required: {
        name: 'Exigé, avec S256',
        means: 'Pour toute application qui en est capable.',
      },
      optional: {
        name: 'Facultatif',
        means: 'Une demande peut s’en passer. Celle qui l’utilise le fait avec S256.',
      },
      plain: {
        name: 'Facultatif, et plain est admis',
        means: 'Le challenge peut être le verifier lui-même.',
      },
    },
    pkceWarnings: {
      optional:
        'Sans PKCE, qui intercepte un code, dans un journal ou un historique, peut le faire passer à votre application pour le sien ou se connecter à la place d’un autre. Seulement pour une bibliothèque qui ne connaît pas PKCE.',
      plain:
        'Avec plain, qui lit la demande connaît aussi le verifier\u00a0: cela ne protège presque de rien. Et une demande peut se passer de PKCE. Seulement pour une bibliothèque qui ne sait rien faire d’autre.',
    },
    idTokenAlgorithms: {
      RS256: 'RS256\u00a0: RSA. Toutes les bibliothèques le lisent',
      ES256: 'ES256\u00a0: courbe elliptique. Plus court, et plus vite fait',
      EdDSA: 'EdDSA\u00a0: Ed25519. Court et rapide\u00a0; moins de bibliothèques le lisent',
      PS256: 'PS256\u00a0: RSA tel que FAPI le demande',
    },
  },
}

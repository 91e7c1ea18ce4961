import type { ErrorTexts } from './error-text'

/** What UserInfo, revocation and registration refuse, and what can fail anywhere. */
export const otherErrorsFr = {
  invalid_token: {
    means: 'Le jeton d’accès manque, n’est pas bon, ou ne l’est plus.',
    causes: [
      {
        what: 'Il a pris fin, ou l’accès a été révoqué.',
        mend: 'Renouvelez-le avec le jeton de renouvellement, ou faites se reconnecter la personne.',
      },
      {
        what: 'C’est un jeton d’identité ou de renouvellement.',
        mend: 'Envoyez le `access_token` de la réponse. Un jeton d’identité est pour l’application, pas pour une API.',
      },
      {
        what: 'Il est dans l’adresse.',
        mend: 'Envoyez-le dans l’en-tête\u00a0: les adresses finissent dans des journaux.',
        example: 'bearer',
      },
      {
        what: 'Il est lié à une clé et a été envoyé comme `Bearer`, ou l’inverse.',
        mend: 'Suivez `token_type` de la réponse\u00a0: `DPoP` va avec une preuve.',
      },
      {
        what: 'Il est pour une autre API\u00a0: il a été demandé avec `resource`.',
        mend: 'UserInfo prend les jetons qui ne nomment pas d’autre ressource.',
      },
      {
        what: 'À `/oauth/register`, le jeton d’accès initial est inconnu, a pris fin, ou a servi autant de fois qu’il le pouvait.',
        mend: 'Demandez-en un autre à un administrateur.',
      },
    ],
  },
  insufficient_scope: {
    means: 'Le jeton d’accès est bon, mais ne va pas jusque-là.',
    causes: [
      {
        what: 'UserInfo a été interrogé avec un jeton demandé sans `openid`.',
        mend: 'Mettez `openid` dans la portée de la demande d’autorisation.',
        example: 'openid',
      },
      {
        what: 'C’est le jeton propre d’une application\u00a0: il n’y a personne derrière.',
        mend: 'Interrogez UserInfo avec le jeton d’une personne.',
      },
    ],
  },
  unsupported_token_type: {
    means: 'Ce jeton ne peut pas être révoqué seul.',
    causes: [
      {
        what: 'C’est le jeton propre d’une application. Il ne vient d’aucun accord.',
        mend: 'Oubliez-le\u00a0: il prend fin de lui-même, bientôt. S’il a fui, remplacez le secret de l’application.',
      },
      {
        what: 'Il a été obtenu en échange d’un autre.',
        mend: 'Il prend fin avec celui dont il vient. Révoquez celui-là, au nom de l’application qui l’a reçu.',
      },
    ],
  },
  invalid_redirect_uri: {
    means:
      'Une application qui s’enregistre elle-même nomme une adresse où l’on ne peut envoyer personne sans risque.',
    causes: [
      {
        what: 'C’est du http hors de cette machine, ou elle a un joker, un fragment, un nom d’utilisateur, ou un schéma à elle sans point.',
        mend: 'Nommez chaque adresse en entier. `error_description` dit laquelle est en cause et pourquoi.',
        example: 'redirectUri',
      },
      {
        what: '`redirect_uris` manque, et des personnes doivent être renvoyées.',
        mend: 'Nommez-en au moins une pour `authorization_code`.',
      },
    ],
  },
  invalid_client_metadata: {
    means:
      'Une application qui s’enregistre elle-même dit une chose impossible, ou deux qui ne vont pas ensemble.',
    causes: [
      {
        what: '`grant_types` et `response_types` ne se correspondent pas.',
        mend: '`code` va avec `authorization_code`, et `refresh_token` demande une autre façon d’en obtenir un.',
        example: 'metadata',
      },
      {
        what: '`jwks` et `jwks_uri` sont là tous les deux, ou aucun alors que `private_key_jwt` en a besoin.',
        mend: 'Nommez l’un des deux, avec des clés publiques seulement.',
      },
      {
        what: 'Une valeur n’est pas du bon type, ou n’est pas connue.',
        mend: '`error_description` nomme le membre\u00a0; le document de découverte dit ce qu’il y a.',
      },
      {
        what: 'Une application dont personne ne répond demande plus que ce que des personnes peuvent lui accorder.',
        mend: 'Enregistrez-la avec un jeton d’accès initial, ou sous {apps}.',
      },
    ],
  },
  server_error: {
    means: 'Quelque chose a échoué sur ce serveur. La demande n’y est pour rien.',
    causes: [
      {
        what: 'Une faute de Portico, ou de sa base de données.',
        mend: 'Réessayez dans un instant. Le journal la garde sous l’identifiant que portent `error_description` et l’en-tête `X-Request-Id`\u00a0: un administrateur l’y retrouve.',
      },
    ],
  },
  temporarily_unavailable: {
    means: 'Le serveur le pourrait, mais pas en ce moment.',
    causes: [
      {
        what: 'Trop d’applications ont été enregistrées depuis cette adresse.',
        mend: 'Attendez autant de secondes que le dit l’en-tête `Retry-After`.',
      },
      {
        what: 'Un client sans secret ni clé a demandé trop de codes d’appareil, ou déposé trop de demandes, en une heure.',
        mend: 'Attendez autant de secondes que le dit l’en-tête `Retry-After`. Un appareil ne redemande un code qu’une fois l’ancien expiré.',
      },
      {
        what: 'Plus de personnes se connectent qu’il n’en peut servir à la fois.',
        mend: 'Renvoyez la demande après `Retry-After`, une fois.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>

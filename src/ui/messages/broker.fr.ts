import type { brokerEn } from './broker.en'

// In this file \u00a0 and \u202f are the spaces that French sets before a colon, a question mark and inside quotes.

const recommencer = 'Revenez à l’application et connectez-vous de nouveau.'
const prevenirLEquipe = 'Prévenez ceux qui développent l’application.'
const prevenirUnAdministrateur = 'Prévenez un administrateur de ce portail.'

export const brokerFr: typeof brokerEn = {
  forOperator: 'Pour l’administrateur de ce portail',
  asked: 'Demandé',
  reason: 'Raison',
  allowed: 'La liste contient',
  noneAllowed: 'La liste est vide.',
  change:
    'Une entrée sans chemin autorise toutes les adresses de son origine\u00a0; avec un chemin, elle n’autorise qu’elle-même, à la lettre près. La liste est le réglage OAUTH_FOLLOW_WHITELIST. Les URI de redirection des applications pour lesquelles le courtier est activé sont permises aussi\u00a0; elles ne sont pas montrées ici.',
  apps: 'Les URI de redirection de vos applications',
  upstreams: 'Modifier cela sous Services de connexion',

  problems: {
    place_missing: {
      title: 'On ne sait pas où vous ramener',
      why: 'Vous êtes arrivé ici sans l’adresse d’une application\u00a0: il n’y a nulle part où vous ramener une fois connecté.',
      todo: 'Ouvrez l’application et connectez-vous à partir de là.',
      developer:
        'La requête n’a ni «\u00a0follow\u00a0» ni en-tête Referer. Envoyez «\u00a0follow\u00a0».',
    },
    place_repeated: {
      title: 'On ne sait pas où vous ramener',
      why: 'L’application a indiqué deux adresses de retour.',
      todo: prevenirLEquipe,
      developer: '«\u00a0follow\u00a0» a été envoyé plus d’une fois.',
    },
    place_not_allowed: {
      title: 'Ce portail ne mène pas à cette adresse',
      why: 'L’adresse d’où vous venez, ou que l’application a indiquée, n’est pas de celles que ce portail connaît. Rien de ce qui vous concerne n’y a été envoyé.',
      todo: prevenirLEquipe,
      developer:
        'L’adresse de retour n’est ni sur la liste, ni une URI de redirection d’une application pour laquelle le courtier est activé.',
    },
    broker_not_set: {
      title: 'La connexion n’est pas encore configurée',
      why: 'Aucun autre service de connexion n’est choisi pour ceux qui arrivent par ici.',
      todo: prevenirUnAdministrateur,
      developer:
        'Aucun service n’a l’option «\u00a0Derrière le courtier\u00a0», ou celui qui l’a est désactivé. Activez-la sous Services de connexion.',
    },
    access_denied: {
      title: 'Vous ne vous êtes pas connecté',
      why: 'Vous avez refusé sur la page de connexion\u00a0: l’application n’a rien appris de vous.',
      todo: 'Si c’est une erreur, revenez à l’application et connectez-vous de nouveau.',
      developer: null,
    },
    state_invalid: {
      title: 'Cette connexion ne peut pas aboutir ici',
      why: 'Elle a été commencée dans un autre navigateur, a pris plus de 10 minutes, ou a déjà abouti.',
      todo: recommencer,
      developer: null,
    },
    upstream_refused: {
      title: 'L’autre service de connexion a refusé',
      why: 'Il n’a pas confirmé à ce portail qui vous êtes.',
      todo: `${recommencer} Si cela se reproduit, prévenez un administrateur.`,
      developer:
        'Le fournisseur a répondu par une erreur OAuth. Le journal la donne sous l’identifiant de la requête. Le plus souvent, l’identifiant client, le secret ou l’URI de redirection diffère de ce qui est enregistré là-bas.',
    },
    upstream_unreachable: {
      title: 'L’autre service de connexion ne répond pas',
      why: 'Ce portail n’a pas pu joindre le site qui connaît votre mot de passe.',
      todo: 'Réessayez dans un instant.',
      developer:
        'Le fournisseur est injoignable ou a mis trop de temps. Le journal donne le détail.',
    },
    upstream_answer: {
      title: 'L’autre service de connexion a mal répondu',
      why: 'Ce portail ne croit pas une réponse qui n’est pas juste en tout point.',
      todo: prevenirUnAdministrateur,
      developer:
        'La réponse du fournisseur a été refusée pour la raison ci-dessous. Le journal donne ce qui était attendu.',
    },
    upstream_settings: {
      title: 'La connexion est mal configurée',
      why: 'Il manque à ce portail de quoi interroger l’autre service de connexion.',
      todo: prevenirUnAdministrateur,
      developer: 'Une adresse ou le secret du fournisseur manque, ou ne peut pas servir.',
    },
    no_refresh_token: {
      title: 'La connexion est mal configurée',
      why: 'L’autre service de connexion ne permet pas à ce portail de vous garder connecté à l’application.',
      todo: prevenirUnAdministrateur,
      developer:
        'Le fournisseur n’a pas donné de jeton de rafraîchissement, autour duquel celui du portail est fait. Autorisez-les là-bas pour ce client\u00a0; un fournisseur OpenID Connect peut exiger la portée offline_access.',
    },
    no_account: {
      title: 'Personne ici n’a ce compte',
      why: 'Ce portail ne reconnaît les personnes venues de l’autre service que si elles ont été ajoutées auparavant.',
      todo: 'Demandez à un administrateur de vous ajouter.',
      developer: null,
    },
    invitation_needed: {
      title: 'Il vous faut une invitation',
      why: 'On n’entre sur ce portail que sur invitation.',
      todo: 'Demandez un lien d’invitation à un administrateur, ouvrez-le, puis connectez-vous à l’application.',
      developer: null,
    },
    email_unverified: {
      title: 'Votre adresse e-mail n’est pas confirmée',
      why: 'Quelqu’un ici a cette adresse e-mail, et l’autre service de connexion ne dit pas qu’elle est à vous.',
      todo: 'Confirmez votre adresse auprès de l’autre service, puis connectez-vous de nouveau.',
      developer: null,
    },
    user_disabled: {
      title: 'Vous ne pouvez pas vous connecter pour le moment',
      why: 'Un administrateur vous a désactivé sur ce portail.',
      todo: 'Adressez-vous à un administrateur.',
      developer: null,
    },
    unknown: {
      title: 'La connexion n’a pas abouti',
      why: 'L’autre service de connexion vous a renvoyé ici sans dire qui vous êtes.',
      todo: recommencer,
      developer: null,
    },
  },
}

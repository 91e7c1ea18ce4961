import type { UpstreamsTexts } from './upstreams.en'

const again = 'Réessayez. Si cela se reproduit, prévenez les responsables de ce portail.'
const tell = 'Prévenez les responsables de ce portail et, en attendant, connectez-vous autrement.'
const connectLater =
  'Connectez-vous comme d’habitude, puis associez {label} sur votre page Sécurité.'

export const upstreamsFr: UpstreamsTexts = {
  continueWith: 'Continuer avec {label}',
  prove: {
    title: 'Vous avez déjà un compte',
    intro:
      'Un compte existe ici avec l’adresse {email}. Saisissez son mot de passe pour l’associer\u00a0: vous pourrez ensuite vous connecter avec {label}.',
    username: 'Nom d’utilisateur',
    submit: 'Associer et se connecter',
    wrong: 'Ce mot de passe n’est pas le bon. Saisissez-le à nouveau.',
    missing: 'Saisissez le mot de passe de ce compte.',
    noPassword:
      'Un compte existe ici avec l’adresse {email}, et il n’a pas de mot de passe. Connectez-vous comme la dernière fois, puis associez {label} sur votre page Sécurité.',
    otherwise: 'Ce n’est pas vous, ou le mot de passe vous échappe\u202f?',
    signIn: 'Se connecter autrement',
  },
  failure: {
    titles: {
      'sign-in': 'La connexion avec {label} a échoué',
      security: 'L’association de {label} a échoué',
      upstream: 'L’essai de {label} a échoué',
    },
    titleUnknown: 'La connexion a échoué',
    back: {
      'sign-in': 'Revenir à la page de connexion',
      security: 'Revenir à la page Sécurité',
      upstream: 'Revenir à ses réglages',
    },
    details: 'Pour les responsables de ce portail',
    problem: 'Problème',
    stage: 'Étape',
    exactly: 'Précisément',
    requestId: 'Numéro de la requête',
    texts: {
      denied: {
        why: 'D’après {label}, la connexion a été annulée là-bas.',
        todo: 'Réessayez, ou connectez-vous autrement.',
      },
      refused: { why: '{label} a refusé la demande de ce portail.', todo: again },
      state: {
        why: 'Cette réponse ne correspond à aucune connexion commencée dans ce navigateur, ou elle a déjà servi, ou plus de dix minutes ont passé.',
        todo: 'Recommencez depuis la page de connexion.',
      },
      issuer: { why: 'La réponse se réclame d’un autre expéditeur que {label}.', todo: again },
      audience: {
        why: 'La réponse de {label} était destinée à une autre application, pas à ce portail.',
        todo: tell,
      },
      nonce: { why: 'La réponse de {label} appartient à une autre connexion.', todo: again },
      signature: {
        why: 'La signature de {label} sous sa réponse n’est pas la bonne\u00a0: n’importe qui a pu l’écrire.',
        todo: again,
      },
      algorithm: {
        why: 'La réponse de {label} n’est pas signée, ou pas d’une manière fiable.',
        todo: tell,
      },
      expired: {
        why: 'La réponse de {label} est périmée.',
        todo: 'Réessayez. Si cela se reproduit, l’une des deux horloges est fausse\u00a0: prévenez les responsables de ce portail.',
      },
      'not-fresh': {
        why: 'Il fallait vous connecter de nouveau, et rien dans la réponse de {label} ne dit que vous l’avez fait\u00a0: votre session là-bas a peut-être suffi.',
        todo: 'Déconnectez-vous là-bas et réessayez, ou connectez-vous autrement.',
      },
      'no-subject': { why: '{label} n’a pas dit qui vous êtes.', todo: tell },
      'subject-differs': {
        why: '{label} a parlé de deux personnes différentes dans une seule réponse.',
        todo: tell,
      },
      'no-id-token': {
        why: 'Il manque dans la réponse de {label} la partie qui dit qui vous êtes.',
        todo: tell,
      },
      'not-json': {
        why: 'La réponse de {label} est illisible pour ce portail.',
        todo: again,
      },
      malformed: {
        why: 'Il manque quelque chose dans la réponse de {label}, ou c’est mal écrit.',
        todo: again,
      },
      redirect: {
        why: '{label} renvoie ce portail vers une autre adresse, qu’il ne suit pas.',
        todo: tell,
      },
      'too-large': {
        why: 'La réponse de {label} est bien trop longue pour avoir un sens.',
        todo: tell,
      },
      timeout: {
        why: '{label} a mis trop de temps à répondre.',
        todo: 'Attendez un instant et réessayez.',
      },
      'private-address': {
        why: 'L’adresse de {label} mène dans un réseau privé, où ce portail ne va pas.',
        todo: tell,
      },
      'not-https': {
        why: 'La liaison avec {label} ne serait pas chiffrée, ce portail ne l’établit donc pas.',
        todo: tell,
      },
      unreachable: {
        why: '{label} est injoignable en ce moment.',
        todo: 'Attendez un instant et réessayez, ou connectez-vous autrement.',
      },
      settings: {
        why: 'Il manque quelque chose dans les réglages de ce portail pour {label}.',
        todo: tell,
      },
      'unknown-upstream': {
        why: 'Ce moyen de se connecter n’existe pas ici, ou il est désactivé.',
        todo: 'Revenez en arrière et choisissez-en un autre.',
      },
      'no-account': {
        why: 'Personne ici n’est associé à votre compte {label}, et se connecter n’ajoute personne.',
        todo: connectLater,
      },
      'invitation-needed': {
        why: 'Pour venir ici la première fois avec {label}, il faut une invitation. Il n’y en avait pas, ou elle a déjà servi, ou elle est périmée.',
        todo: 'Demandez un nouveau lien à la personne qui vous a invité.',
      },
      'email-unverified': {
        why: 'Un compte existe ici avec votre adresse e-mail, mais {label} ne garantit pas que l’adresse est bien la vôtre.',
        todo: connectLater,
      },
      disabled: {
        why: 'Votre compte ici est désactivé.',
        todo: 'Adressez-vous aux responsables de ce portail.',
      },
      'linked-elsewhere': {
        why: 'Ce compte {label} est associé ici à une autre personne.',
        todo: 'Prenez un autre compte {label}, ou connectez-vous avec celui-ci et dissociez-le d’abord.',
      },
      'session-changed': {
        why: 'Vous n’êtes plus connecté ici comme la personne qui avait commencé.',
        todo: 'Connectez-vous et recommencez.',
      },
      'prove-expired': {
        why: 'La page où l’on associe son compte ne reste ouverte que dix minutes.',
        todo: 'Recommencez depuis la page de connexion.',
      },
    },
  },
}

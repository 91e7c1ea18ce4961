import type { Locale } from '@/model/pages'

import type { DocsTexts, ErrorTexts } from './error-text'
import { docsEn, errorsEn } from './errors.en'
import { docsFr, errorsFr } from './errors.fr'

export const docsTexts: Readonly<Record<Locale, DocsTexts>> = { en: docsEn, fr: docsFr }

export const errorTexts: Readonly<Record<Locale, ErrorTexts>> = { en: errorsEn, fr: errorsFr }

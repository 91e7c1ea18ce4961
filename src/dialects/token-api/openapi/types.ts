// As much of OpenAPI 3.1 as this document uses. Its schemas are JSON Schema, 2020-12.

export type Schema = {
  readonly $ref?: string
  readonly type?: SchemaType | readonly SchemaType[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly default?: string | number
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly examples?: readonly unknown[]
}

type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: true
  readonly description: string
  readonly schema: Schema
}

export type Content = { readonly 'application/json': { readonly schema: Schema } }

export type Answer = {
  readonly description: string
  readonly headers?: Readonly<Record<string, { description: string; schema: Schema }>>
  readonly content?: Content
}

export type Operation = {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, Answer>>
}

export const methods = ['get', 'head', 'post', 'put', 'delete'] as const

export type PathItem = Readonly<Partial<Record<(typeof methods)[number], Operation>>>

export type Paths = Readonly<Record<string, PathItem>>

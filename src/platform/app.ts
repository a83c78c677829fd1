import { existsSync } from 'node:fs'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import files from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { createJsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { refuse } from '../workflow/index.ts'
import type { Deps } from './deps.ts'
import { fileLimit } from './files.ts'
import { badInput, databaseAnswers, errorBody, generalArticle, Refused, statusOf } from './http.ts'

export interface AppOptions {
  /** Folder of the built pages; without it only the API answers. */
  web?: string
  logger?: FastifyServerOptions['loggerInstance']
  /** Requests per minute and address. */
  requests?: number
  /** Behind a proxy of ours that sets X-Forwarded-For. */
  trustProxy?: boolean
}

/**
 * The HTTP server without any route of a module: security headers, limits, cookies, schema errors as refusals that name
 * field and article, health, API description, and the built pages.
 */
export async function buildApp(deps: Deps, options: AppOptions = {}): Promise<FastifyInstance> {
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    // An address that is none reaches no route.
    frameworkErrors: (error, _request, reply) => {
      const problem = { path: 'url', message: error.message }
      void (reply as FastifyReply).code(400).send(errorBody(badInput([problem], generalArticle)))
    },
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  // The schemas of answers describe; re-checking every list against them would cost more than the query behind it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))

  await app.register(cookie)
  await app.register(csrf, {
    cookieOpts: { httpOnly: true, sameSite: 'lax', path: '/', secure: deps.mode === 'production' },
  })
  await app.register(rateLimit, {
    max: options.requests ?? 1200,
    timeWindow: '1 minute',
    errorResponseBuilder: (request, context) => {
      const cites = request.routeOptions.config.cites ?? generalArticle
      return new Refused(refuse('too-many-attempts', cites, { after: context.after }))
    },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Ant Design writes its rules into style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: deps.mode === 'production' ? [] : null,
      },
    },
    strictTransportSecurity: deps.mode === 'production',
  })
  await app.register(multipart, { limits: { fileSize: fileLimit, files: 1, fields: 4 } })
  await app.register(compress, { threshold: 1024, encodings: ['gzip'] })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '浔市 Xunshi',
        version: '0.1.0',
        description: '网上中介服务超市 · 九府办字〔2022〕111号',
      },
    },
    transform: createJsonSchemaTransform({}),
  })

  app.setErrorHandler(
    async (error: Error & { code?: string; validation?: unknown; statusCode?: number }, request, reply) => {
      const refused = refusedOf(error, request)
      if (refused) return reply.code(refused.status).send(errorBody(refused.refusal, refused.extra))
      request.log.error({ err: error, url: request.url }, 'unexpected')
      return reply.code(500).send(errorBody(refuse('unexpected', generalArticle, { request: request.id })))
    },
  )

  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    const ok = await databaseAnswers(deps.db)
    return reply.code(ok ? 200 : 503).send({ ok })
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/api/csrf', { schema: { hide: true } }, async (_request, reply) => ({
    token: reply.generateCsrf(),
  }))

  if (options.web && existsSync(options.web)) {
    await app.register(files, {
      root: options.web,
      cacheControl: false,
      setHeaders: cachePolicy,
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (
      request.method === 'GET' &&
      !/^\/(api|assets)\//.test(request.url) &&
      options.web &&
      existsSync(options.web)
    ) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    }
    const refusal = refuse('unknown-subject', generalArticle, { id: request.url.split('?')[0] })
    return reply.code(404).send(errorBody(refusal))
  })
  return app
}

/** Built files carry their hash in the name and never change; the page itself is asked for every time. */
function cachePolicy(reply: FastifyReply, path: string): void {
  reply.header(
    'cache-control',
    path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  )
}

/** Faults of the request that Fastify and its plugins throw, as refusals; undefined is a fault of ours. */
function refusedOf(
  error: Error & { code?: string; validation?: unknown; statusCode?: number },
  request: FastifyRequest,
): Refused | undefined {
  if (error instanceof Refused) return error
  const cites = request.routeOptions.config.cites ?? generalArticle
  if (Array.isArray(error.validation)) {
    const issues = error.validation as {
      instancePath?: string
      message?: string
      params?: { issue?: { path?: unknown[] } }
    }[]
    const problems = issues.map((i) => ({
      path: (i.params?.issue?.path ?? (i.instancePath ?? '').split('/').filter(Boolean)).join('.'),
      message: i.message ?? '',
    }))
    return new Refused(badInput(problems, cites))
  }
  if (error.code?.startsWith('FST_CSRF'))
    return new Refused(refuse('csrf-token-missing', cites, {}, 'x-csrf-token'))
  if (error.statusCode === 413) {
    const [limit, field] = request.isMultipart() ? ['20 MB', 'file'] : ['1 MB', 'body']
    return new Refused(refuse('too-large', cites, { limit }, field))
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refused(badInput([{ path: 'body', message: error.message }], cites), statusOf('bad-input'))
  }
  return undefined
}

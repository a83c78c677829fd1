import { art } from '../gazette/index.ts'
import type { Actor, Refusal } from '../workflow/index.ts'
import type { KeyPerson } from './form.ts'
import { no } from './refusals.ts'

/** A post that a person holds in another agency; `open`: that agency is admitted, so that its name is public. */
export type HeldPost = { agency: string; open: boolean }

/**
 * 19.2: 关键岗位人员不得同时在两家或多家中介服务机构任职; refused with both names. An application that is not decided is
 * nobody's business but that of its parties and of the bodies, so a competitor is not told who it is.
 */
export function elsewhere(
  held: HeldPost,
  person: { name: string; own: string; field: string },
  actor: Actor,
): Refusal {
  const { name, own, field } = person
  const seesAll = actor.kind !== 'agency' && actor.kind !== 'owner' && actor.kind !== 'public'
  return held.open || seesAll
    ? no('key-person-elsewhere', art('111', '19.2'), { name, agency: held.agency, own }, field)
    : no('key-person-applying-elsewhere', art('111', '19.2'), { name, own }, field)
}

/** 19.1: 指定本机构在职人员为业务授权人和账户管理员, so neither post is ever empty. */
export function postsAreHeld(
  people: readonly Pick<KeyPerson, 'posts'>[],
  field = 'people',
): (Refusal | undefined)[] {
  const held = (post: KeyPerson['posts'][number]) => people.some((p) => p.posts.includes(post))
  return [
    held('authorised-agent') ? undefined : no('authorised-agent-missing', art('111', '19.1'), {}, field),
    held('admin') ? undefined : no('administrator-missing', art('111', '19.1'), {}, field),
  ]
}

import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { identitiesOfForm, revealFault } from './reveal.ts'
import { aForm, aPerson } from './testing.ts'

const found = { place: 'people.0', name: '李建国', identity: '360402198001010011' }

describe(art('111', '19.1'), () => {
  test.each<[string, { reason?: string; today?: number; found?: undefined }, string | undefined]>([
    ['with a reason', {}, undefined],
    ['without one', { reason: ' ' }, 'reveal-reason-missing'],
    ['the thirtieth of a day', { today: 29 }, undefined],
    ['the one after', { today: 30 }, 'too-many-reveals'],
    ['of nobody', { found: undefined }, 'no-such-identity'],
  ])('%s', (_, change, code) => {
    expect(revealFault({ reason: '核对社保', today: 0, found, ...change }, {})?.code).toBe(code)
  })

  test('a number stands where the screen shows it', () => {
    const form = aForm({ people: [aPerson({ name: '甲' }), aPerson({ name: '乙' })] })
    const places = identitiesOfForm(form).map((p) => p.place)
    expect(places[0]).toBe('representative')
    expect(places).toEqual(expect.arrayContaining(['people.0', 'people.1']))
    expect(identitiesOfForm(form).find((p) => p.place === 'people.1')?.name).toBe('乙')
  })
})

import { describe, expect, test } from 'vitest'
import { art } from '../gazette/index.ts'
import { networkOf, type Sent, sameOrigin, shortAgent } from './origin.ts'

const sent = (leaf: string, address: string, device = ''): Sent => ({
  leaf,
  origin: { address, device, agent: 'x' },
})

describe(art('111', '40.2'), () => {
  // 报名同一个项目的不同中介服务机构，使用相同网络地址报名和办理业务的。
  test.each([
    ['IPv4', '218.64.10.7', '218.64.10.7'],
    ['IPv4 within IPv6', '::ffff:218.64.10.7', '218.64.10.7'],
    ['IPv6 by its first 64 bits', '240e:388:8a21:4c00:1:2:3:4', '240e:388:8a21:4c00::/64'],
    ['IPv6 shortened', '240E:388:8a21::9', '240e:388:8a21:0::/64'],
    ['IPv6 with a zone', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['the market’s own machine', '127.0.0.1', undefined],
    ['the same in IPv6', '::1', undefined],
    ['within IPv6', '::ffff:127.0.0.1', undefined],
    ['no address', 'unknown', undefined],
    ['no byte', '218.64.10.256', undefined],
    ['too many groups', '1:2:3:4:5:6:7:8:9', undefined],
    ['two gaps', '1::2::3', undefined],
    ['empty', '', undefined],
  ])('the network of %s', (_, address, expected) => expect(networkOf(address)).toBe(expected))

  test.each<[string, Sent[], string[][]]>([
    ['two of one address', [sent('a', '218.64.10.7'), sent('b', '218.64.10.7')], [['a', 'b']]],
    ['neighbours', [sent('a', '218.64.10.7'), sent('b', '218.64.10.8')], []],
    ['one connection in IPv6', [sent('a', '240e:1:2:3::1'), sent('b', '240e:1:2:3:ffff::2')], [['a', 'b']]],
    ['the next connection', [sent('a', '240e:1:2:3::1'), sent('b', '240e:1:2:4::1')], []],
    [
      'one device at two addresses',
      [sent('a', '218.64.10.7', 'd'), sent('b', '59.53.1.1', 'd')],
      [['a', 'b']],
    ],
    ['no device told', [sent('a', '218.64.10.7'), sent('b', '59.53.1.1')], []],
    [
      'three, by a chain',
      [sent('a', '218.64.10.7', 'd'), sent('b', '59.53.1.1', 'd'), sent('c', '59.53.1.1', 'e')],
      [['a', 'b', 'c']],
    ],
    [
      'two pairs',
      [sent('a', '1.1.1.1'), sent('b', '2.2.2.2'), sent('c', '1.1.1.1'), sent('d', '2.2.2.2')],
      [
        ['a', 'c'],
        ['b', 'd'],
      ],
    ],
    ['the market’s own machine tells nothing', [sent('a', '127.0.0.1'), sent('b', '127.0.0.1')], []],
    ['without an origin', [{ leaf: 'a' }, { leaf: 'b' }], []],
    ['one alone', [sent('a', '218.64.10.7', 'd')], []],
  ])('%s', (_, registrations, expected) => {
    expect(sameOrigin(registrations).map((f) => f.leaves)).toEqual(expected)
  })

  test('says by what; both when both', () => {
    const both = [sent('a', '218.64.10.7', 'd'), sent('b', '218.64.10.7', 'd')]
    expect(sameOrigin(both)).toEqual([
      { leaves: ['a', 'b'], by: ['address', 'device'], networks: ['218.64.10.7'], knownShared: false },
    ])
  })

  test('an address that is known to be shared is marked, and still shown; a shared device is not excused by it', () => {
    const office = [sent('a', '218.64.10.7'), sent('b', '218.64.10.7')]
    expect(sameOrigin(office, ['218.64.10.7'])[0]).toMatchObject({ knownShared: true, leaves: ['a', 'b'] })
    expect(sameOrigin(office, ['218.64.10.8'])[0]?.knownShared).toBe(false)
    const six = [sent('a', '240e:1:2:3::1'), sent('b', '240e:1:2:3::2')]
    expect(sameOrigin(six, ['240e:1:2:3::'])[0]?.knownShared).toBe(true)
    const device = [sent('a', '218.64.10.7', 'd'), sent('b', '218.64.10.7', 'd')]
    expect(sameOrigin(device, ['218.64.10.7'])[0]?.knownShared).toBe(false)
  })

  test('a browser’s name is kept to a line', () => {
    expect(shortAgent('Mozilla/5.0 (X11; Linux) "x" 中')).toBe('Mozilla/5.0 (X11; Linux) x ')
    expect(shortAgent('a'.repeat(300))).toHaveLength(100)
  })
})

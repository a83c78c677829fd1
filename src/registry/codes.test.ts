import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { creditCode, creditCodeFault, identityFault, identityNumber, isDay, isPhone } from './codes.ts'
import { maskIdentity, maskName, maskPhone } from './masking.ts'

const today = plainDate('2023-03-01')

describe(art('111', '16'), () => {
  // 入驻中介超市的中介服务机构应当是依法设立并有效存续的法律主体: known by its 统一社会信用代码, GB 32100-2015.
  test.each([
    ['the standard’s own example', '91350100M000100Y43', undefined],
    ['one character short', '91350100M000100Y4', { fault: 'length', expected: 18, given: 17 }],
    ['one too many', '91350100M000100Y433', { fault: 'length', expected: 18, given: 19 }],
    ['empty', '', { fault: 'length', expected: 18, given: 0 }],
    ['O for 0 in the ninth place', '91350100O000100Y43', { fault: 'character', at: 9, given: 'O' }],
    ['a letter in the region', '9135010AM000100Y43', { fault: 'character', at: 8, given: 'A' }],
    ['lower case', '91350100m000100Y43', { fault: 'character', at: 9, given: 'm' }],
    ['full width', '９1350100M000100Y43', { fault: 'character', at: 1, given: '９' }],
    ['two neighbours changed places', '91350100M000010Y43', { fault: 'checksum', at: 18 }],
    ['a wrong check character', '91350100M000100Y44', { fault: 'checksum', at: 18 }],
  ])('%s', (_, code, fault) => expect(creditCodeFault(code)).toEqual(fault))

  test('codes of real bodies', () => {
    // 华为技术有限公司, 深圳市腾讯计算机系统有限公司
    for (const code of ['914403001922038216', '9144030071526726XG']) {
      expect([code, creditCodeFault(code)]).toEqual([code, undefined])
    }
  })

  test('whatever the generator makes is valid, and any one wrong character is found', () => {
    const letters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    fc.assert(
      fc.property(
        fc.constantFrom('91', '11', '12', '52', '93'),
        fc.nat(99_999_999),
        fc.nat(17),
        fc.constantFrom(...letters),
        (prefix, serial, at, letter) => {
          const code = creditCode(prefix, '360402', serial)
          expect(creditCodeFault(code)).toBeUndefined()
          const wrong = code.slice(0, at) + letter + code.slice(at + 1)
          expect(creditCodeFault(wrong) === undefined).toBe(wrong === code)
        },
      ),
    )
  })
})

describe(art('111', '19.1'), () => {
  // 法定代表人、业务授权人、执业(职业)人员和账户管理员信息应实名认证: by the 公民身份号码, GB 11643-1999.
  test.each([
    ['the standard’s own example', '11010519491231002X', undefined],
    ['its other example', '440524188001010014', { fault: 'birthday', given: '1880-01-01' }],
    ['fifteen places', '110105491231002', { fault: 'length', expected: 18, given: 15 }],
    ['lower-case x', '11010519491231002x', { fault: 'character', at: 18, given: 'x' }],
    ['X inside', '1101051949123100X2', { fault: 'character', at: 17, given: 'X' }],
    ['no such province', '99010519491231002X', { fault: 'region', given: '99' }],
    ['29 February of a common year', '110105202302290011', { fault: 'birthday', given: '2023-02-29' }],
    ['born tomorrow', identityNumber('360402', '2023-03-02', 1), { fault: 'birthday', given: '2023-03-02' }],
    ['born today', identityNumber('360402', '2023-03-01', 1), undefined],
    ['a wrong check digit', '110105194912310021', { fault: 'checksum', at: 18 }],
  ])('%s', (_, number, fault) => expect(identityFault(number, today)).toEqual(fault))

  test('every single wrong digit is found', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(16), fc.nat(9), (serial, at, digit) => {
        const number = identityNumber('360421', '1988-08-08', serial)
        expect(identityFault(number, today)).toBeUndefined()
        const wrong = number.slice(0, at) + digit + number.slice(at + 1)
        expect(identityFault(wrong, today) === undefined).toBe(wrong === number)
      }),
    )
  })
})

describe('masking', () => {
  test.each([
    ['张三', '张*'],
    ['王小明', '王**'],
    ['欧阳修远', '欧***'],
    ['李', '李'],
    ['', ''],
  ])('%s', (name, shown) => expect(maskName(name)).toBe(shown))

  test('numbers', () => {
    expect(maskIdentity('11010519491231002X')).toBe('11************002X')
    expect(maskIdentity('123')).toBe('***')
    expect(maskPhone('13807921234')).toBe('138****1234')
    expect(maskPhone('110')).toBe('***')
  })
})

test('phones and days', () => {
  for (const text of ['13807921234', '0792-8123456', '07928123456', '010-12345678-123'])
    expect(isPhone(text)).toBe(true)
  for (const text of ['12807921234', '1380792123', '8123456', '+8613807921234', ''])
    expect(isPhone(text)).toBe(false)
  for (const text of ['2023-02-29', '2023-13-01', '2023-1-1', '', 'x', '2023-01-01T00:00'])
    expect(isDay(text)).toBe(false)
  expect(isDay('2024-02-29')).toBe(true)
})

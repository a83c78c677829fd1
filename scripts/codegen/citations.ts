import ts from 'typescript'

/** What one source file says about the law. */
export interface Citations {
  path: string
  /** Articles cited by `art('111', '23.2')`. */
  cited: readonly string[]
  /** Articles in the titles of describe, test and it; skipped ones do not count. */
  tested: readonly string[]
  /** Number of figures declared by `statutory(…)`. */
  figures: number
  /** What traceability forbids, as sentences that name the line. */
  faults: readonly string[]
}

const periods = new Set(['workingDays', 'days', 'months', 'years'])
const units = new Set(['working-days', 'days', 'months', 'years'])
const suites = new Set(['describe', 'suite', 'test', 'it'])

/** Reads one file of TypeScript by its syntax alone, so that comments and look-alikes do not count. */
export function citationsOf(path: string, text: string): Citations {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  const cited = new Set<string>()
  const tested = new Set<string>()
  const faults: string[] = []
  const constants = new Map<string, string[]>()
  let figures = 0

  const fault = (node: ts.Node, words: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    faults.push(`${path}:${line + 1} ${words}`)
  }

  const visit = (node: ts.Node, dated: boolean): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      const own = articlesOf(node.initializer)
      if (own.length > 0) constants.set(node.name.text, own)
    }
    if (isAsArticle(node)) fault(node, 'casts to Article: cite with art() or read with parseArticle()')
    if (ts.isObjectLiteralExpression(node) && !dated && isPeriodLiteral(node)) {
      fault(node, 'a period outside statutory() and settings')
    }
    if (ts.isCallExpression(node)) {
      const name = calleeOf(node)
      if (name === 'art') {
        const articles = articlesOf(node)
        if (articles.length === 0) fault(node, 'art() without literals: the citation cannot be found')
        for (const article of articles) cited.add(article)
      }
      if (name === 'statutory') {
        figures += 1
        dated = true
      }
      if (name === 'refuse' && node.arguments.length < 2) fault(node, 'refuse() without an article')
      if (name && periods.has(name) && !dated && node.arguments.some(ts.isNumericLiteral)) {
        fault(node, `${name}() with a literal outside statutory() and settings`)
      }
      if (name && suites.has(name) && !isSkipped(node.expression)) {
        for (const article of titleOf(node)) tested.add(article)
      }
    }
    ts.forEachChild(node, (child) => visit(child, dated))
  }

  const titleOf = (call: ts.CallExpression): string[] => {
    const [title] = call.arguments
    const table = ts.isCallExpression(call.expression) ? call.expression.arguments : []
    return [...(title ? [title] : []), ...table].flatMap((node) => {
      const found: string[] = []
      const look = (n: ts.Node): void => {
        if (ts.isCallExpression(n) && calleeOf(n) === 'art') found.push(...articlesOf(n))
        else if (ts.isIdentifier(n)) found.push(...(constants.get(n.text) ?? []))
        else if (ts.isStringLiteralLike(n) || ts.isTemplateHead(n) || ts.isTemplateMiddleOrTemplateTail(n)) {
          found.push(...(n.text.match(/(?<![\d/])\d+\/\d+(\.\d+)*(?![\d/])/g) ?? []))
        }
        ts.forEachChild(n, look)
      }
      look(node)
      return found
    })
  }

  visit(source, false)
  return { path, cited: [...cited], tested: [...tested], figures, faults }
}

/** `art('111', '23.2')` → 111/23.2; a parameter whose type lists its literals stands for all of them. */
function articlesOf(node: ts.Node): string[] {
  if (!ts.isCallExpression(node) || calleeOf(node) !== 'art') return []
  const [document, paragraph] = node.arguments
  if (!document || !paragraph || !ts.isStringLiteralLike(document)) return []
  return literalsOf(paragraph).map((id) => `${document.text}/${id}`)
}

function literalsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)]
  if (!ts.isIdentifier(node)) return []
  const owner = ts.findAncestor(node, (n) => parameterOf(n, node.text)?.type !== undefined)
  const type = owner && parameterOf(owner, node.text)!.type!
  if (!type) return []
  const members = ts.isUnionTypeNode(type) ? type.types : [type]
  const literals = members.map((m) =>
    ts.isLiteralTypeNode(m) && ts.isStringLiteral(m.literal) ? m.literal.text : undefined,
  )
  return literals.every((l) => l !== undefined) ? literals : []
}

const parameterOf = (node: ts.Node, name: string): ts.ParameterDeclaration | undefined =>
  ts.isFunctionLike(node)
    ? node.parameters.find((p) => ts.isIdentifier(p.name) && p.name.text === name)
    : undefined

/** The name at the root of a call: `describe` of `describe.each(…)(…)`. */
function calleeOf(call: ts.CallExpression): string | undefined {
  let node: ts.Expression = call.expression
  if (ts.isIdentifier(node)) return node.text
  while (!ts.isIdentifier(node)) {
    if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) node = node.expression
    else if (ts.isTaggedTemplateExpression(node)) node = node.tag
    else return undefined
  }
  return suites.has(node.text) ? node.text : undefined
}

function isSkipped(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return ['skip', 'todo', 'fails'].includes(node.name.text) || isSkipped(node.expression)
  }
  return ts.isCallExpression(node) && isSkipped(node.expression)
}

const isAsArticle = (node: ts.Node): boolean =>
  ts.isAsExpression(node) && ts.isTypeReferenceNode(node.type) && node.type.getText() === 'Article'

function isPeriodLiteral(node: ts.ObjectLiteralExpression): boolean {
  const propertyOf = (name: string) =>
    node.properties.filter(ts.isPropertyAssignment).find((p) => p.name.getText() === name)?.initializer
  const unit = propertyOf('unit')
  const n = propertyOf('n')
  return !!unit && ts.isStringLiteralLike(unit) && units.has(unit.text) && !!n && ts.isNumericLiteral(n)
}

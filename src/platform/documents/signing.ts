import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { SignPdf } from '@signpdf/signpdf'
import { Signer } from '@signpdf/utils'
import forge from 'node-forge'
import { type Instant, toEpochMs } from '../../calendar/index.ts'

/** Who signs documents: a certificate and its key, kept as PKCS #12 outside the database. */
export interface SigningIdentity {
  certificate: forge.pki.Certificate
  key: forge.pki.rsa.PrivateKey
  /** Common name of the certificate. */
  name: string
  /** SHA-256 of the certificate (DER), hex: what a reader compares. */
  fingerprint: string
  /** Made by this market itself: it proves that nothing was changed, and who signed only to those who know the fingerprint. */
  selfSigned: boolean
}

/** What a signature says beside who made it. */
export interface Signing {
  reason: string
  location: string
  at: Instant
}

const file = 'signing.p12'
const secret = 'signing.passphrase'

/**
 * The market's own identity: the one that was brought (`given`), or one that is made at the first start and kept in the
 * folder of keys.
 * @param folder `data/keys`, or where XUNSHI_KEYS points
 * @param name common name of a certificate that has to be made
 * @param given path and passphrase of a PKCS #12 file from a certificate authority
 * Throws when what was given cannot be opened.
 */
export function openIdentity(
  folder: string,
  name: string,
  given?: { path: string; passphrase: string },
): SigningIdentity {
  if (given) return readIdentity(readFileSync(given.path), given.passphrase)
  const [p12Path, secretPath] = [join(folder, file), join(folder, secret)]
  if (existsSync(p12Path)) return readIdentity(readFileSync(p12Path), readFileSync(secretPath, 'utf8'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const passphrase = randomBytes(24).toString('base64url')
  const made = makeIdentity(name)
  writeFileSync(secretPath, passphrase, { mode: 0o600 })
  writeFileSync(p12Path, p12Of(made, passphrase), { mode: 0o600 })
  return made
}

/** An identity with a certificate of its own for ten years, RSA 2048: what PDF readers everywhere can check (they know no SM2). */
export function makeIdentity(name: string): SigningIdentity {
  // OpenSSL's key: forge takes seconds to find one.
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const key = forge.pki.privateKeyFromPem(pair.privateKey)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
  certificate.serialNumber = `00${randomBytes(16).toString('hex')}`
  const now = Date.now()
  certificate.validity.notBefore = new Date(now - 86_400_000)
  certificate.validity.notAfter = new Date(now + 3650 * 86_400_000)
  const subject = [
    { name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 },
    { name: 'countryName', value: 'CN' },
  ] as unknown as forge.pki.CertificateField[]
  certificate.setSubject(subject)
  certificate.setIssuer(subject)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(key, forge.md.sha256.create())
  return identityOf(certificate, key)
}

/** Opens a PKCS #12 file. Throws when the passphrase is wrong or no certificate of an RSA key is in it. */
export function readIdentity(p12: Buffer, passphrase: string): SigningIdentity {
  const parsed = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(p12.toString('binary')), passphrase)
  const { certBag, pkcs8ShroudedKeyBag } = forge.pki.oids as Record<string, string>
  const bags = (type: string) => parsed.getBags({ bagType: type })[type] ?? []
  const key = bags(pkcs8ShroudedKeyBag!)[0]?.key as forge.pki.rsa.PrivateKey | undefined
  const certificate = bags(certBag!)
    .map((bag) => bag.cert)
    .find((cert) => cert && key && (cert.publicKey as forge.pki.rsa.PublicKey).n.equals(key.n))
  if (!key || !certificate) throw new Error('the PKCS #12 file holds no certificate with its RSA key')
  for (const attribute of [...certificate.subject.attributes, ...certificate.issuer.attributes]) {
    // forge keeps the bytes of a UTF-8 name where it read one, and would encode them once more when it writes it.
    if (attribute.valueTagClass === (forge.asn1.Type.UTF8 as unknown))
      attribute.value = forge.util.decodeUtf8(attribute.value as string)
  }
  return identityOf(certificate, key)
}

export const certificatePem = ({ certificate }: SigningIdentity): string =>
  forge.pki.certificateToPem(certificate)

/** Certificate and key as a PKCS #12 file. */
export function p12Of({ certificate, key }: SigningIdentity, passphrase: string): Buffer {
  const asn1 = forge.pkcs12.toPkcs12Asn1(key, certificate, passphrase, { algorithm: '3des' })
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')
}

function identityOf(certificate: forge.pki.Certificate, key: forge.pki.rsa.PrivateKey): SigningIdentity {
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes()
  return {
    certificate,
    key,
    name: (certificate.subject.getField('CN') as { value: string } | null)?.value ?? '',
    fingerprint: forge.md.sha256.create().update(der).digest().toHex(),
    selfSigned: certificate.isIssuer(certificate),
  }
}

/** A detached PKCS #7 signature, as adbe.pkcs7.detached wants it. Not `@signpdf/signer-p12`: it misspells Chinese issuers. */
class DetachedSigner extends Signer {
  readonly identity: SigningIdentity
  constructor(identity: SigningIdentity) {
    super()
    this.identity = identity
  }

  override async sign(bytes: Buffer, signingTime?: Date): Promise<Buffer> {
    const { certificate, key } = this.identity
    const {
      contentType,
      data,
      messageDigest,
      sha256,
      signingTime: time,
    } = forge.pki.oids as Record<string, string>
    const signed = forge.pkcs7.createSignedData()
    signed.content = forge.util.createBuffer(bytes.toString('binary'))
    signed.addCertificate(certificate)
    signed.addSigner({
      key,
      certificate,
      digestAlgorithm: sha256!,
      authenticatedAttributes: [
        { type: contentType!, value: data! },
        { type: time!, value: signingTime as unknown as string },
        { type: messageDigest! },
      ],
    })
    signed.sign({ detached: true })
    return Buffer.from(forge.asn1.toDer(signed.toAsn1()).getBytes(), 'binary')
  }
}

/**
 * Signs a PDF, as an increment behind what is there: whatever was signed before stays valid as it was signed.
 * @param pdf with a plain cross-reference table, as the typesetter of this market writes it
 */
export async function signPdf(pdf: Buffer, identity: SigningIdentity, signing: Signing): Promise<Buffer> {
  const signingTime = new Date(toEpochMs(signing.at))
  const prepared = plainAddPlaceholder({
    ...{ pdfBuffer: pdf, reason: signing.reason, location: signing.location, contactInfo: '' },
    ...{ name: identity.name, signingTime, signatureLength: 4096 },
  })
  return new SignPdf().sign(withFileId(prepared, pdf), new DetachedSigner(identity), signingTime)
}

/** PDF/A wants the file's ID in every trailer; the increment's new trailer leaves it out. */
function withFileId(prepared: Buffer, original: Buffer): Buffer {
  const id = original
    .toString('latin1')
    .match(/\/ID \[[^\]]*\]/g)
    ?.at(-1)
  const head = 'trailer\n<<\n'
  const trailer = prepared.lastIndexOf(head)
  if (!id || trailer < 0) throw new Error('signPdf takes a PDF with a plain trailer and a file ID')
  const at = trailer + head.length
  return Buffer.concat([prepared.subarray(0, at), Buffer.from(`${id}\n`, 'latin1'), prepared.subarray(at)])
}

"""Certificates of an authority of our own, for servers on the loopback."""

import datetime as dt
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Authority(NamedTuple):
    """Who vouches: its certificate as a file, and what it signs with."""

    file: Path
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _build(subject: str, issuer: x509.Name, public, *, ca: bool) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )


def authority(folder: Path, name: str = "Fenshire") -> Authority:
    """Found an authority; its certificate is written into the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(*(at in (5, 6) for at in range(9)))  # it signs certificates and lists, nothing else
    built = _build(name, _name(name), key.public_key(), ca=True).add_extension(usage, critical=True)
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    certificate = built.add_extension(identifier, critical=False).sign(key, hashes.SHA256())
    file = folder / f"{name}.pem"
    file.write_bytes(certificate.public_bytes(Encoding.PEM))
    return Authority(file, certificate, key)


def serve(of: Authority, folder: Path, host: str) -> tuple[Path, Path]:
    """Issue a certificate for a host name or address; gives the files of certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    try:
        name: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        name = x509.DNSName(host)
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(of.key.public_key())
    built = _build(host, of.certificate.subject, key.public_key(), ca=False)
    certificate = (
        built.add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .add_extension(signer, critical=False)
        .sign(of.key, hashes.SHA256())
    )
    return _write(folder, "server", certificate, key)


def app(folder: Path) -> Path:
    """Make the certificate that an app logs in with: key and certificate in one file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = _build("app", _name("app"), key.public_key(), ca=False).sign(key, hashes.SHA256())
    first, second = _write(folder, "app", certificate, key)
    file = folder / "both.pem"
    file.write_text(second.read_text() + first.read_text())
    return file


def _write(folder: Path, name: str, certificate: x509.Certificate, key) -> tuple[Path, Path]:
    files = folder / f"{name}-certificate.pem", folder / f"{name}-key.pem"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files

"""Damages whole files as a bad disk, a cut download or a hostile hand would."""

import io
import random
import zipfile
from collections.abc import Iterator

_NUMBERS = (b"\x00" * 4, b"\xff" * 4, b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x00\x00\xc0\x7f")
_WORDS = (
    b'"',
    b"\n",
    b"\x00",
    b"<",
    b"]]>",
    b"&x;",
    b"NaN",
    b"9" * 400,
    b"[" * 200,
    b"/vsicurl/http://127.0.0.1/",
    b"../..",
)
_REPACKED = 0.75


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return a damaged file; of an archive mostly one of the files in it, packed again with the right checksum."""
    if not content.startswith(b"PK") or chance.random() > _REPACKED:
        return _mutated(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {member.filename: archive.read(member) for member in archive.infolist()}
    chosen = chance.choice(sorted(members))
    members[chosen] = _mutated(members[chosen], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return buffer.getvalue()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    altered = bytearray(content)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        at = chance.randrange(max(1, len(altered)))
        piece = bytes(altered[at : at + chance.choice([1, 2, 8, 64, 512])])
        match chance.randrange(7):
            case 0 | 1 if altered:
                altered[at] ^= 1 << chance.randrange(8)
            case 2:
                del altered[at : at + len(piece)]
            case 3:
                altered[at:at] = piece * chance.choice([1, 2, 50])
            case 4:
                altered[at : at + len(piece)] = chance.randbytes(len(piece))
            case 5:
                altered[at : at + 4] = chance.choice(_NUMBERS)
            case _:
                altered[at:at] = chance.choice(_WORDS)
    return bytes(altered)


def cuts(content: bytes) -> Iterator[bytes]:
    """Yield the file cut at every hundredth."""
    for part in range(100):
        yield content[: len(content) * part // 100]

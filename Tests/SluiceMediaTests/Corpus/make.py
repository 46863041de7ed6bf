#!/usr/bin/env python3
"""Makes the files that the tests of media types look at, and expected.tsv beside them.

Needs ffmpeg with its usual encoders, ImageMagick with HEIF and AVIF, exiftool and qpdf. Sizes and lengths in expected.tsv are
those that ffprobe, identify and this script know, not those that the code under test reads. Run it in an empty checkout
of this folder to make everything again: python3 make.py
"""
import bz2, gzip, io, lzma, os, random, shutil, sqlite3, struct, subprocess, sys, tarfile, tempfile, zipfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "files")
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
rows = []
seed = random.Random(7)


def run(*words):
    subprocess.run([str(w) for w in words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def path(name):
    return os.path.join(OUT, name)


def data(name):
    with open(path(name), "rb") as file:
        return file.read()


def probe(file, *entries):
    text = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "default=nw=1", "-show_entries", ":".join(entries), file],
        capture_output=True, text=True).stdout
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def note(name, sent, nameless=None, pages="", facts=True, orientation=""):
    """sent: what the service is told, - for what is refused. nameless: the same when the name says nothing or lies."""
    width = height = duration = ""
    kind = sent.split("/")[0]
    if sent == "-":
        known = {"avif": "image", "psd": "image", "ico": "image", "ppm": "image", "jp2": "image", "mkv": "video",
                 "ogv": "video", "mka": "audio", "wma": "audio", "au": "audio", "caf": "audio"}
        kind = known.get(name.split(".")[-1], "")
    if facts and kind in ("image",):
        answer = subprocess.run(["identify", "-format", "%w %h\n", path(name) + "[0]"], capture_output=True, text=True)
        if answer.returncode == 0:
            width, height = answer.stdout.split()[:2]
    elif facts and kind in ("audio", "video"):
        found = probe(path(name), "format=duration", "stream=width,height")
        width, height = found.get("width", ""), found.get("height", "")
        duration = found.get("duration", "")
        if duration == "N/A":
            duration = ""
    rows.append([name, sent, nameless or sent, width, height, duration, str(pages), orientation])


def write(name, content, sent, **more):
    if isinstance(content, str):
        content = content.encode()
    with open(path(name), "wb") as file:
        file.write(content)
    note(name, sent, **more)


def ffmpeg(name, sent, *arguments, video=True, audio=True, **more):
    inputs = []
    if video:
        inputs += ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=0.8"]
    if audio:
        inputs += ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=16000:duration=0.8"]
    run("ffmpeg", "-v", "error", "-y", *inputs, *arguments, path(name))
    note(name, sent, **more)


def sound(name, sent, *arguments, **more):
    ffmpeg(name, sent, *arguments, video=False, **more)


def picture(name, sent, *arguments, form=None, **more):
    run("convert", "-size", "37x23", "gradient:red-blue", *arguments, (form + ":" if form else "") + path(name))
    note(name, sent, **more)


def branded(name, source, brand, sent, **more):
    content = bytearray(data(source))
    assert content[4:8] == b"ftyp"
    content[8:12] = brand.encode()
    write(name, bytes(content), sent, **more)


def images():
    picture("plain.png", "image/png")
    picture("palette.png", "image/png", "-colors", "8", form="PNG8")
    picture("deep.png", "image/png", "-depth", "16", form="PNG48")
    picture("interlaced.png", "image/png", "-interlace", "PNG")
    picture("grey.png", "image/png", "-colorspace", "Gray")
    ffmpeg("moving.apng", "image/png", "-f", "apng", audio=False)
    picture("plain.jpg", "image/jpeg")
    picture("progressive.jpg", "image/jpeg", "-interlace", "JPEG")
    picture("grey.jpeg", "image/jpeg", "-colorspace", "Gray")
    picture("cmyk.jpg", "image/jpeg", "-colorspace", "CMYK")
    for name, turn in (("turned.jpg", 6), ("mirrored.jpg", 2)):
        picture(name, "image/jpeg")
        rows.pop()
        run("exiftool", "-q", "-overwrite_original", "-Make=Maker", "-Model=Camera 1", "-Orientation#=%d" % turn,
            "-DateTimeOriginal=2024:05:06 07:08:09", "-ExposureTime=1/250", "-FNumber=2.8", "-GPSLatitude=48.2082",
            "-GPSLatitudeRef=N", "-GPSLongitude=16.3738", "-GPSLongitudeRef=W", path(name))
        note(name, "image/jpeg", orientation=str(turn))
    picture("exif.png", "image/png")
    rows.pop()
    run("exiftool", "-q", "-overwrite_original", "-Make=Maker", "-Orientation#=3", path("exif.png"))
    note("exif.png", "image/png", orientation="3")
    picture("lossy.webp", "image/webp")
    picture("lossless.webp", "image/webp", "-define", "webp:lossless=true")
    picture("alpha.webp", "image/webp", "-alpha", "set", "-channel", "A", "-evaluate", "set", "50%")
    ffmpeg("moving.webp", "image/webp", "-c:v", "libwebp_anim", audio=False, facts=False)
    rows[-1][3:5] = ["64", "48"]
    picture("plain.gif", "image/gif")
    picture("old.gif", "image/gif", form="GIF87")
    ffmpeg("moving.gif", "image/gif", audio=False)
    picture("plain.bmp", "image/bmp")
    picture("old.bmp", "image/bmp", form="BMP2")
    picture("third.dib", "image/bmp", form="BMP3")
    picture("little.tif", "image/tiff", "-endian", "LSB", pages=1)
    picture("big.tiff", "image/tiff", "-endian", "MSB", pages=1)
    picture("packed.tiff", "image/tiff", "-compress", "LZW", pages=1)
    run("convert", "-size", "37x23", "xc:red", "xc:blue", "xc:green", path("three.tiff"))
    note("three.tiff", "image/tiff", pages=3)
    picture("large-offsets.tiff", "image/tiff", form="TIFF64", facts=False)
    picture("plain.heic", "image/heic")
    branded("general.heif", "plain.heic", "mif1", "image/heic", facts=False)
    branded("ten-bit.heic", "plain.heic", "heix", "image/heic", facts=False)
    for name, brand in (("sequence.heics", "hevc"), ("multi.heic", "heim"), ("scalable.heic", "heis")):
        branded(name, "plain.heic", brand, "image/heic", facts=False)
    only = bytearray(data("plain.heic"))
    length = struct.unpack(">I", only[:4])[0]
    for place in range(16, length, 4):
        only[place:place + 4] = b"mif1"
    for name, brand in (("unnamed.heif", b"mif1"), ("unnamed-sequence.heif", b"msf1")):
        only[8:12] = brand
        write(name, bytes(only), "image/heif", facts=False)
    picture("plain.avif", "-")
    branded("general.avif", "plain.avif", "mif1", "-")
    branded("sequence.avifs", "plain.avif", "avis", "-")
    picture("icon.ico", "-", form="ICO")
    picture("plain.jp2", "-")
    picture("layers.psd", "-")
    picture("plain.ppm", "-")
    picture("grey.pgm", "-")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>\n'
    write("plain.svg", svg, "text/plain")
    write("declared.svg", '<?xml version="1.0"?>\n' + svg, "text/plain")
    write("commented.svg", "<!-- " + "a long story " * 500 + " -->\n" + svg, "text/plain")
    write("typed.svg", '<?xml version="1.0"?>\n<!DOCTYPE svg [<!ELEMENT a (#PCDATA)>]>\n' + svg, "text/plain")
    write("marked.svg", b"\xef\xbb\xbf" + svg.encode(), "text/plain")


def recordings():
    sound("plain.wav", "audio/wav")
    for codec in ("pcm_u8", "pcm_s24le", "pcm_f32le", "pcm_alaw", "pcm_mulaw", "adpcm_ima_wav"):
        sound(codec.replace("_", "-") + ".wav", "audio/wav", "-c:a", codec)
    sound("wide.wav", "audio/wav", "-ac", "6", "-ar", "8000")
    sound("large.wav", "audio/wav", "-rf64", "always")
    sound("broadcast.wav", "audio/wav", "-write_bext", "1")
    pcm = b"".join(struct.pack(">h", int(9000 * (i % 40 - 20) / 20)) for i in range(6400))
    head = struct.pack(">4sI4s4sIHHIIHH", b"RIFX", 36 + len(pcm), b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    write("big-endian.wav", head + b"data" + struct.pack(">I", len(pcm)) + pcm, "audio/wav", facts=False)
    rows[-1][5] = "0.8"
    sound("plain.aiff", "audio/aiff")
    sound("plain.aif", "audio/aiff", "-f", "aiff")
    sound("little.aifc", "audio/aiff", "-c:a", "pcm_s16le", "-f", "aiff")
    sound("plain.flac", "audio/flac")
    tag = b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128)
    write("tagged.flac", tag + data("plain.flac"), "audio/flac", facts=False)
    sound("flac.oga", "audio/ogg", "-c:a", "flac", "-f", "ogg")
    sound("vorbis.ogg", "audio/ogg", "-c:a", "libvorbis")
    sound("plain.opus", "audio/opus", "-c:a", "libopus")
    sound("opus.ogg", "audio/opus", "-c:a", "libopus")
    sound("plain.mp3", "audio/mpeg", "-b:a", "32k")
    sound("variable.mp3", "audio/mpeg", "-q:a", "7")
    sound("version-3.mp3", "audio/mpeg", "-b:a", "32k", "-id3v2_version", "3", "-metadata", "title=A title")
    sound("untagged.mp3", "audio/mpeg", "-b:a", "32k", "-id3v2_version", "0", "-write_xing", "0")
    sound("old-tag.mp3", "audio/mpeg", "-b:a", "32k", "-id3v2_version", "0", "-write_id3v1", "1", "-metadata", "title=A")
    sound("half-rate.mp3", "audio/mpeg", "-ar", "22050", "-b:a", "24k")
    sound("quarter-rate.mp3", "audio/mpeg", "-ar", "8000", "-b:a", "16k")
    sound("layer-2.mp2", "audio/mpeg", "-c:a", "mp2", "-ar", "16000", "-b:a", "32k")
    bare = data("untagged.mp3")
    long_tag = b"ID3\x04\x00\x00" + bytes([0, 4, 0, 0]) + bytes(4 << 14)
    write("long-tag.mp3", long_tag + bare, "audio/mpeg", facts=False)
    write("padded.mp3", bytes(300) + bare, "audio/mpeg", facts=False)
    write("two-tags.mp3", tag + tag + bare, "audio/mpeg", facts=False)
    write("padded-tag.mp3", bytes(40) + tag + bytes(11) + bare, "audio/mpeg", facts=False)
    sound("plain.aac", "audio/aac", "-f", "adts", facts=False)
    rows[-1][5] = "0.83"
    sound("plain.m4a", "audio/m4a")
    sound("lossless.m4a", "audio/m4a", "-c:a", "alac")
    sound("first.m4a", "audio/m4a", "-movflags", "+faststart")
    sound("sound-only.mp4", "audio/m4a", "-f", "mp4")
    branded("book.m4b", "plain.m4a", "M4B ", "audio/m4a")
    sound("sound-only.3gp", "audio/m4a", "-c:a", "aac", "-f", "3gp")
    sound("sound-only.mov", "audio/m4a", "-c:a", "aac")
    sound("pieces.m4a", "audio/m4a", "-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof", facts=False)
    sound("opus.webm", "audio/webm", "-c:a", "libopus")
    sound("vorbis.weba", "audio/webm", "-c:a", "libvorbis", "-f", "webm")
    sound("plain.mka", "-", "-c:a", "aac")
    sound("second.wma", "-", "-c:a", "wmav2", "-f", "asf")
    sound("first.wma", "-", "-c:a", "wmav1", "-f", "asf")
    write("narrow.amr", b"#!AMR\n" + (b"\x3c" + bytes(31)) * 30, "-")
    rows[-1][5] = "0.6"
    write("wide.amr", b"#!AMR-WB\n" + (b"\x44" + bytes(60)) * 20, "-")
    rows[-1][5] = "0.4"
    sound("plain.au", "-")
    sound("plain.caf", "-")
    sound("lossless.caf", "-", "-c:a", "alac")
    sound("plain.ac3", "-", "-ar", "32000", "-b:a", "32k")
    rows[-1][5] = "0.816"
    sound("raw.ul", "audio/mulaw", "-f", "mulaw", "-ar", "8000", nameless="?", facts=False)
    rows[-1][5] = "0.8"
    sound("raw.al", "audio/alaw", "-f", "alaw", "-ar", "8000", nameless="?", facts=False)
    rows[-1][5] = "0.8"
    sound("raw.pcm", "audio/l16", "-f", "s16be", "-ar", "8000", nameless="?", facts=False)


def videos():
    small = ["-c:v", "libx264", "-crf", "40", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "24k"]
    ffmpeg("plain.mp4", "video/mp4", *small)
    ffmpeg("first.mp4", "video/mp4", *small, "-movflags", "+faststart")
    ffmpeg("silent.mp4", "video/mp4", *small, audio=False)
    ffmpeg("pieces.mp4", "video/mp4", *small, "-movflags", "frag_keyframe+empty_moov+default_base_moof", facts=False)
    ffmpeg("hevc.mp4", "video/mp4", "-c:v", "libx265", "-x265-params", "log-level=error:info=0", "-crf", "45", "-pix_fmt", "yuv420p", "-tag:v", "hvc1", audio=False)
    ffmpeg("fourth.mp4", "video/mp4", "-c:v", "mpeg4", "-q:v", "20", audio=False)
    ffmpeg("nine.mp4", "video/mp4", "-c:v", "libvpx-vp9", "-b:v", "20k", audio=False)
    for number, brand in enumerate(("mp42", "avc1", "MSNV", "hvc1", "cmfc", "f4v ", "XAVC", "iso5", "dash", "mmp4")):
        branded("brand-%s.mp4" % brand.strip().lower(), "silent.mp4", brand, "video/mp4")
    branded("flash.f4v", "plain.mp4", "f4v ", "video/mp4")
    ffmpeg("plain.m4v", "video/mp4", *small, "-f", "mp4")
    branded("apple.m4v", "plain.mp4", "M4V ", "video/mp4")
    ffmpeg("plain.mov", "video/mov", *small)
    ffmpeg("first.mov", "video/mov", *small, "-movflags", "+faststart")
    movie = data("plain.mov")
    first = struct.unpack(">I", movie[:4])[0]
    write("unbranded.mov", movie[first:], "video/mov", facts=False)
    rows[-1][3:6] = ["64", "48", "0.8"]
    run("ffmpeg", "-v", "error", "-y", "-i", path("silent.mp4"), "-c", "copy", "-metadata:s:v", "rotate=90", path("turned.mp4"))
    note("turned.mp4", "video/mp4", orientation="8")
    ffmpeg("plain.3gp", "video/3gpp", "-c:v", "mpeg4", "-q:v", "20", "-c:a", "aac")
    ffmpeg("plain.3g2", "video/3gpp", "-c:v", "mpeg4", "-q:v", "20", "-c:a", "aac")
    ffmpeg("plain.mkv", "-", *small)
    ffmpeg("silent.mkv", "-", *small, audio=False)
    ffmpeg("live.mkv", "-", *small, "-live", "1", "-f", "matroska")
    ffmpeg("eight.webm", "video/webm", "-c:v", "libvpx", "-b:v", "20k", "-c:a", "libvorbis")
    ffmpeg("nine.webm", "video/webm", "-c:v", "libvpx-vp9", "-b:v", "20k", "-c:a", "libopus")
    ffmpeg("live.webm", "video/webm", "-c:v", "libvpx", "-b:v", "20k", "-c:a", "libopus", "-live", "1", "-f", "webm", facts=False)
    ffmpeg("plain.avi", "video/avi", "-c:v", "mpeg4", "-q:v", "20", "-c:a", "mp3", "-b:a", "24k", facts=False)
    rows[-1][3:6] = ["64", "48", "1.0"]
    ffmpeg("pictures.avi", "video/avi", "-c:v", "mjpeg", "-q:v", "20", audio=False)
    ffmpeg("plain.wmv", "video/wmv", "-c:v", "wmv2", "-q:v", "20", "-c:a", "wmav2", "-b:a", "24k")
    ffmpeg("silent.asf", "video/wmv", "-c:v", "wmv2", "-q:v", "20", audio=False)
    ffmpeg("plain.flv", "video/x-flv", "-c:v", "flv", "-q:v", "20", "-c:a", "mp3", "-ar", "22050")
    ffmpeg("late.flv", "video/x-flv", *small)
    ffmpeg("plain.ts", "-", *small, "-f", "mpegts")
    ffmpeg("plain.m2ts", "-", *small, "-f", "mpegts", "-mpegts_m2ts_mode", "1")
    for name, codec, form in (("first.mpg", "mpeg1video", "mpeg"), ("second.vob", "mpeg2video", "vob")):
        run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=0.4", "-c:v", codec,
            "-q:v", "30", "-f", form, path(name))
        note(name, "video/mpeg", facts=False)
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=0.4", "-c:v", "mpeg2video",
        "-q:v", "30", path("bare.m2v"))
    note("bare.m2v", "video/mpeg", facts=False)
    ffmpeg("plain.ogv", "-", "-c:v", "libtheora", "-q:v", "1", "-c:a", "libvorbis")
    ffmpeg("silent.ogv", "-", "-c:v", "libtheora", "-q:v", "1", audio=False)


def pdf(pages, packed=False):
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [(1, b"<< /Type /Catalog /Pages 2 0 R >>"),
               (2, b"<< /Type /Pages /Kids [" + kids + b"] /Count %d /Resources << /Font << >> >> >>" % pages)]
    objects += [(3 + n, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>") for n in range(pages)]
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    if not packed:
        places = []
        for number, body in objects:
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % p for p in places)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)
    offsets, bodies = [], b""
    for number, body in objects:
        offsets.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(offsets) + b"\n"
    stream = zlib.compress(head + bodies)
    number = len(objects) + 1
    place = len(out)
    out += b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n" % (
        number, len(objects), len(head), len(stream)) + stream + b"\nendstream\nendobj\n"
    start = len(out)
    entries = b"\0\0\0\0" + b"".join(b"\2" + struct.pack(">HB", number, n) for n in range(len(objects)))
    entries += b"\1" + struct.pack(">HB", place, 0) + b"\1" + struct.pack(">HB", start, 0)
    table = zlib.compress(entries)
    out += b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n" % (
        number + 1, number + 2, len(table)) + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def archive(parts, method=zipfile.ZIP_DEFLATED, streamed=False):
    buffer = io.BytesIO()

    class OneWay(io.RawIOBase):
        def writable(self): return True
        def write(self, piece): return buffer.write(piece)

    with zipfile.ZipFile(OneWay() if streamed else buffer, "w", method) as zipped:
        for name, content in parts:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else method
            zipped.writestr(info, content)
    return buffer.getvalue()


def office(main, kind, others=(), first=()):
    content = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    content += '<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>' % (main, kind)
    relations = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    return list(first) + [("[Content_Types].xml", content), ("_rels/.rels", relations), (main, "<x/>")] + list(others)


def compound(stream):
    """A compound file (MS-CFB) with one stream of 4096 bytes."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3e, 3, 0xfffe, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, 0xfffffffe, 0, 0xfffffffe, 0, 0)
    head[76:512] = b"\xff" * 436
    fat = [0xfffffffd, 0xfffffffe] + list(range(3, 10)) + [0xfffffffe]
    fat += [0xffffffff] * (128 - len(fat))

    def entry(name, kind, start, size, child):
        text = name.encode("utf-16le") + b"\0\0"
        return text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, 0xffffffff, 0xffffffff, child) + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 0xfffffffe, 0, 1) + entry(stream, 2, 2, 4096, 0xffffffff) + bytes(256)
    return bytes(head) + struct.pack("<128I", *fat) + directory + bytes(4096)


def documents():
    write("one.pdf", pdf(1), "application/pdf", pages=1)
    write("three.pdf", pdf(3), "application/pdf", pages=3)
    write("packed.pdf", pdf(12, packed=True), "application/pdf", pages=12)
    write("junk.pdf", b"From: someone\r\nsome words that a mailer left here\r\n" * 6 + pdf(2), "application/pdf", pages=2)
    write("binary-junk.pdf", bytes([0xff, 0, 0xfe, 7] * 20) + pdf(2), "application/pdf", pages=2)
    write("blank-ahead.pdf", b"\r\n\r\n" + pdf(1), "application/pdf", pages=1)
    write("marked.pdf", b"\xef\xbb\xbf" + pdf(1), "application/pdf", pages=1)
    word = OFFICE + "wordprocessingml.document"
    app = ("docProps/app.xml", "<Properties><Pages>7</Pages></Properties>")
    write("plain.docx", archive(office("word/document.xml", "wordprocessingml.document", [app])), word, pages=7)
    write("stored.docx", archive(office("word/document.xml", "wordprocessingml.document"), zipfile.ZIP_STORED), word)
    write("reversed.docx", archive(list(reversed(office("word/document.xml", "wordprocessingml.document", [app])))), word, pages=7)
    write("streamed.docx", archive(office("word/document.xml", "wordprocessingml.document"), streamed=True), word)
    big = ("word/media/image1.png", seed.randbytes(24_000))
    write("picture-first.docx", archive(office("word/document.xml", "wordprocessingml.document", first=[big])), word)
    write("plain.dotx", archive(office("word/document.xml", "wordprocessingml.template")), OFFICE + "wordprocessingml.template")
    sheets = [("xl/worksheets/sheet%d.xml" % n, "<x/>") for n in (1, 2)]
    book = office("xl/workbook.xml", "spreadsheetml.sheet", sheets)
    write("plain.xlsx", archive(book), OFFICE + "spreadsheetml.sheet", pages=2)
    write("reversed.xlsx", archive(list(reversed(book))), OFFICE + "spreadsheetml.sheet", pages=2)
    slides = [("ppt/slides/slide%d.xml" % n, "<x/>") for n in range(1, 5)]
    write("plain.pptx", archive(office("ppt/presentation.xml", "presentationml.presentation", slides)), OFFICE + "presentationml.presentation", pages=4)
    write("reversed.pptx", archive(list(reversed(office("ppt/presentation.xml", "presentationml.presentation", slides)))), OFFICE + "presentationml.presentation", pages=4)
    for suffix, kind in (("odt", "text"), ("ods", "spreadsheet"), ("odp", "presentation")):
        meta = ("meta.xml", '<office:meta><meta:document-statistic meta:page-count="5"/></office:meta>')
        parts = [("mimetype", ODF + kind), ("content.xml", "<x/>"), meta]
        write("plain." + suffix, archive(parts), ODF + kind, pages=5)
        write("late-mark." + suffix, archive([parts[1], parts[2], parts[0]]), ODF + kind, pages=5)
    write("book.epub", archive([("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<x/>")]), "-")
    write("old.doc", compound("WordDocument"), "application/msword")
    write("old.xls", compound("Workbook"), "application/vnd.ms-excel")
    write("old.ppt", compound("PowerPoint Document"), "application/vnd.ms-powerpoint")
    write("plain.rtf", "{\\rtf1\\ansi Some words.\\par}", "text/plain")


def tables():
    write("comma.csv", "name,city,age\nAnna,Graz,31\nBen,Linz,44\nCleo,Wels,29\n", "text/csv")
    write("two-lines.csv", "a,b,c\n1,2,3\n", "text/csv")
    write("semicolon.csv", "name;price\nbread;2,40\nmilk;1,20\n", "text/csv")
    write("quoted.csv", 'name,remark\n"Anna","likes ""tea"", cake"\n"Ben","two\nlines"\n', "text/csv")
    write("marked.csv", b"\xef\xbb\xbf" + "ort,straße\nWien,Gürtel 4\nGraz,Hauptplatz 1\n".encode(), "text/csv")
    write("windows.csv", "id,value\r\n1,x\r\n2,y\r\n3,z\r\n", "text/csv")
    write("empty-fields.csv", "a,b,c,d\n1,,,4\n,2,,\n,,3,\n", "text/csv")
    write("ragged.csv", "a,b,c\n1,2\n3,4,5,6\n7\n", "text/csv", nameless="?")
    write("blanks.csv", "name, town, age\nAnna, Graz, 31\nBen, Linz, 44\n", "text/csv")
    write("measures.csv", "".join("%d,%.3f,%.3f\n" % (n, n / 7, n / 3) for n in range(400)), "text/csv")
    write("tabs.tsv", "name\tcity\tage\nAnna\tGraz\t31\nBen\tLinz\t44\n", "text/plain")
    write("commas.txt", "yes, it is\nno, it is not\nwell, who knows\nso, there you are\n", "text/plain")
    write("prose.txt", "The sun rose, and the birds sang.\nNobody heard them, for it was early.\nThen the door opened, and she came in.\n", "text/plain")
    write("semicolons.txt", "The sun rose; the birds sang.\nNobody heard; it was early.\n", "text/plain")
    write("letter.txt", "Dear Anna,\n\nthank you for the cake, it was good.\nSee you soon,\nBen\n", "text/plain")


def texts():
    plain = "text/plain"
    write("ascii.txt", "Only some words, nothing else.\n", plain)
    write("utf8.txt", "Grüße aus Österreich – 東京 🙂\n", plain)
    write("marked.txt", b"\xef\xbb\xbf" + "Grüße\n".encode(), plain)
    write("latin.txt", "Grüße aus Österreich\n".encode("latin-1"), plain)
    words = "Some words in two bytes each.\r\nAnd a second line.\r\n"
    write("marked-little.txt", words.encode("utf-16"), plain)
    write("marked-big.txt", b"\xfe\xff" + words.encode("utf-16be"), plain)
    write("little.txt", words.encode("utf-16le"), plain)
    write("big.txt", words.encode("utf-16be"), plain)
    write("one.txt", "x", plain)
    write("two.txt", "x\n", plain)
    write("long.txt", "A line of words that goes on.\n" * 300 + "Grüße\n", plain)
    write("speaks-of-pdf.txt", "Some words. " * 30 + "A document begins with %PDF-1.4, says the standard.\n", plain)
    write("plain.md", "# Title\n\nSome *words* and a [link](x).\n", plain)
    write("plain.rst", "Title\n=====\n\nSome words.\n", plain)
    write("page.html", "<!DOCTYPE html><html><head><title>T</title></head><body><p>Words</p></body></html>\n", plain)
    write("fragment.html", "<p>Words <b>bold</b></p>\n", plain)
    write("plain.xml", '<?xml version="1.0"?>\n<a><b>1</b></a>\n', plain)
    write("feed.rss", '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>T</title></channel></rss>\n', plain)
    write("object.json", '{"a": 1, "b": [true, null]}', plain)
    write("array.json", "[1,2,3]\n", plain)
    write("long.json", "[" + ",\n".join('{"id": %d, "name": "thing %d"}' % (n, n) for n in range(300)) + "]\n", plain)
    write("lines.jsonl", '{"a": 1}\n{"a": 2}\n{"a": 3}\n', plain)
    write("many.jsonl", "".join('{"id":%d,"name":"thing","city":"Graz"}\n' % n for n in range(200)), plain)
    write("cut.ndjson", '{"id":1,"name":"a"}\n{"id":2,"name":"b"}\n{"id":3,"na', plain)
    write("arrays.jsonl", "[1,2]\n[3,4]\n[5,6]\n", plain)
    write("plain.yaml", "a: 1\nb:\n  - c\n", plain)
    write("plain.toml", "[a]\nb = 1\n", plain)
    write("plain.ini", "[section]\nkey=value\n", plain)
    write("titles.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nAgain\n", plain)
    write("titles.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", plain)
    write("paper.tex", "\\documentclass{article}\n\\begin{document}\nWords\n\\end{document}\n", plain)
    write("meeting.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", plain)
    write("anna.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n", plain)
    write("mail.eml", "From: a@example.org\r\nTo: b@example.org\r\nSubject: Hello\r\n\r\nWords\r\n", plain)
    write("script.py", "#!/usr/bin/env python3\nimport sys\nprint(sys.argv)\n", plain)
    write("script.sh", "#!/bin/sh\necho hello\n", plain)
    write("code.c", "#include <stdio.h>\nint main(void) {\n    puts(\"x\");\n    return 0;\n}\n", plain)
    write("code.js", "const a = f(1, 2);\nconst b = f(3, 4);\n", plain)
    write("code.swift", "import Foundation\nlet a = [1, 2]\nprint(a, to: &out)\n", plain)
    write("code.ts", "const a: number = 1;\nexport function f(b: string): string { return b; }\n", plain)
    write("style.css", "p { margin: 0; }\n", plain)
    write("query.sql", "SELECT a, b FROM c WHERE d = 1;\n", plain)
    write("server.log", "2024-01-01 00:00:01 INFO started, ready\n2024-01-01 00:00:02 WARN slow, again\n", plain)
    write("change.diff", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", plain)


def others():
    write("plain.zip", archive([("a.txt", "words")]), "-")
    write("liar.docx", archive([("notes.txt", "a"), ("word/document.xml", "<x/>")]), "-")
    write("plain.gz", gzip.compress(b"words" * 9, mtime=0), "-")
    write("plain.bz2", bz2.compress(b"words" * 9), "-")
    write("plain.xz", lzma.compress(b"words" * 9), "-")
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        info = tarfile.TarInfo("a.txt")
        info.size = 5
        tar.addfile(info, io.BytesIO(b"words"))
    write("plain.tar", buffer.getvalue()[:2048], "-")
    base = os.path.join(tempfile.mkdtemp(), "x")
    connection = sqlite3.connect(base)
    connection.execute("PRAGMA page_size = 512")
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()
    with open(base, "rb") as file:
        write("database.dat", file.read(), "-")
    write("zeros.bin", bytes(512), "-")
    write("noise.bin", seed.randbytes(600), "-")
    write("code.wasm", b"\0asm\1\0\0\0", "-")


def locks():
    """PDFs with passwords of every revision: what the empty password opens is sent."""
    with open(path("plain.tmp"), "wb") as file:
        file.write(pdf(1))
    kinds = {
        "40": ["40", "--allow-weak-crypto"], "128": ["128", "--use-aes=n", "--allow-weak-crypto"],
        "aes": ["128", "--use-aes=y"], "clear-metadata": ["128", "--use-aes=y", "--cleartext-metadata"],
        "r5": ["256", "--force-R5"], "256": ["256"],
    }
    for kind, words in kinds.items():
        bits, options = words[0], [word for word in words[1:] if word != "--allow-weak-crypto"]
        weak = ["--allow-weak-crypto"] if "--allow-weak-crypto" in words else []
        for name, password, sent in (("locked", "secret", "-"), ("open", "", "application/pdf")):
            file = "%s-%s.pdf" % (name, kind)
            run("qpdf", *weak, "--encrypt", password, "owner", bits, *options, "--", path("plain.tmp"), path(file))
            note(file, sent, facts=False)
    for name, password, sent in (("locked", "secret", "-"), ("open", "", "application/pdf")):
        for kind, option in (("stream", "--object-streams=generate"), ("linear", "--linearize")):
            file = "%s-%s.pdf" % (name, kind)
            run("qpdf", option, "--encrypt", password, "owner", "256", "--", path("plain.tmp"), path(file))
            note(file, sent, facts=False)
    write("locked-junk.pdf", b"some words that a mailer left here\r\n" * 3 + data("locked-256.pdf"), "-", facts=False)
    os.remove(path("plain.tmp"))


def hints():
    """Brands, tags and names that say less than the tracks and parts."""
    sound = ["-f", "lavfi", "-i", "sine=d=0.4:r=16000", "-ac", "1"]
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "aac", "-f", "mpegts", path("radio.ts"))
    note("radio.ts", "-", facts=False)
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "mp2", "-f", "mpegts", path("radio-mp2.ts"))
    note("radio-mp2.ts", "-", facts=False)
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "libmp3lame", "-f", "avi", path("sound.avi"))
    note("sound.avi", "-", facts=False)
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "libmp3lame", "-ar", "22050", "-f", "flv", path("sound.flv"))
    note("sound.flv", "-", facts=False)
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "aac", path("brand.tmp.m4a"))
    m4a = data("brand.tmp.m4a")
    os.remove(path("brand.tmp.m4a"))
    for brand in ("CAEP", "caqv", "pana", "SDV ", "zzzz"):
        write("brand-%s.m4a" % brand.strip().lower(), m4a[:8] + brand.encode() + m4a[12:], "audio/m4a", facts=False)
    write("no-ftyp.m4a", m4a[struct.unpack(">I", m4a[:4])[0]:], "audio/m4a", facts=False)
    run("ffmpeg", "-v", "error", "-y", *sound, "-c:a", "libmp3lame", "-id3v2_version", "0", "-write_xing", "0", path("frames.tmp.mp3"))
    frames = data("frames.tmp.mp3")
    os.remove(path("frames.tmp.mp3"))
    text = b"TIT2\0\0\x03\xe8\0\0\0" + b"x" * 1000
    write("short-tag.mp3", b"ID3\x03\0\0\0\0\x01\x48" + text + frames, "audio/mpeg", facts=False)
    write("overlong-tag.mp3", b"ID3\x03\0\0\0\x01\x01\x48" + text + frames, "audio/mpeg", facts=False)
    write("picture-tag.mp3", b"ID3\x03\0\0\0\0\x01\x48" + text + b"\xff\xd8\xff\xe0" + bytes(seed.randrange(256) for _ in range(30000)) + frames, "audio/mpeg", facts=False)


def packages():
    """Archives that are told by their main part, and others that have a name."""
    def archive(name, parts, sent, **how):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for part, content in parts:
                file.writestr(part, content)
        write(name, buffer.getvalue(), sent, facts=False, **how)

    def types(main, part="/main"):
        return ("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
                'content-types"><Override PartName="%s" ContentType="application/%s"/></Types>' % (part, main))

    archive("drawing.vsdx", [types("vnd.ms-visio.drawing.main+xml", "/visio/document.xml"), ("visio/document.xml", "<x/>")], "-")
    archive("macros.docm", [types("vnd.ms-word.document.macroEnabled.main+xml"), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")], OFFICE + "wordprocessingml.document")
    archive("macros.xlsm", [types("vnd.ms-excel.sheet.macroEnabled.main+xml"), ("xl/workbook.xml", "<x/>")], OFFICE + "spreadsheetml.sheet")
    archive("show.ppsx", [types("vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"), ("ppt/presentation.xml", "<x/>")], OFFICE + "presentationml.presentation")
    archive("binary.xlsb", [types("vnd.ms-excel.sheet.binary.macroEnabled.main"), ("xl/workbook.bin", "x")], "-")
    archive("part.3mf", [types("vnd.ms-package.3dmanufacturing-3dmodel+xml"), ("3D/3dmodel.model", "<x/>")], "-")
    archive("letter.pages", [("Index/Document.iwa", "x"), ("Metadata/Properties.plist", "x")], "-")
    archive("talk.key", [("Index/Document.iwa", "x"), ("Index/Slide-1.iwa", "x")], "-")
    archive("app.apk", [("AndroidManifest.xml", "x"), ("classes.dex", "x")], "-")
    archive("map.kmz", [("doc.kml", "<kml/>")], "-")
    archive("odd.odg", [("mimetype", ODF + "graphics"), ("content.xml", "<x/>")], "-")
    archive("layers.kra", [("mimetype", "application/x-krita"), ("maindoc.xml", "<x/>")], "-")


def odd_texts():
    """Texts with characters that are none."""
    plain = "text/plain"
    write("dos.txt", b"hello\r\nworld\r\n\x1a", plain, facts=False)
    write("padded.txt", b"a line of text\n" + bytes(120), plain, facts=False)
    write("manual.txt", b"N\x08NA\x08AM\x08ME\x08E\n    tool - does what it says\n\x0c", plain, facts=False)
    write("colours.log", b"\x1b[32mok\x1b[0m one\n\x1b[31mfailed\x1b[0m two\n", plain, facts=False)
    write("framed.txt", b"\x02weight 12.5 kg\x03\r\n\x02weight 12.7 kg\x03\r\n" * 4, plain, facts=False)
    write("dos-cp850.txt", "Gr\xfc\xdfe aus K\xf6ln, die Stra\xdfe ist sch\xf6n\r\n".encode("cp850") + b"\x1a", plain, facts=False)
    write("russian-utf16.txt", "\u0412\u0441\u0435 \u043b\u044e\u0434\u0438 \u0440\u043e\u0436\u0434\u0430\u044e\u0442\u0441\u044f \u0440\u0430\u0432\u043d\u044b\u043c\u0438 \u0432 \u043f\u0440\u0430\u0432\u0430\u0445.\r\n".encode("utf-16-le"), plain, facts=False)


if __name__ == "__main__":
    shutil.rmtree(OUT, ignore_errors=True)
    os.makedirs(OUT)
    for part in (images, recordings, videos, documents, tables, texts, others, locks, hints, packages, odd_texts):
        part()
    with open(os.path.join(HERE, "expected.tsv"), "w") as table:
        table.write("file\tsent\tnameless\twidth\theight\tseconds\tpages\torientation\n")
        table.writelines("\t".join(row) + "\n" for row in sorted(rows))
    total = sum(os.path.getsize(path(row[0])) for row in rows)
    print("%d files, %d bytes" % (len(rows), total), file=sys.stderr)

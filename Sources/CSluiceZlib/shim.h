#ifndef SLUICE_CZLIB_H
#define SLUICE_CZLIB_H

#include <limits.h>
#include <string.h>
#include <zlib.h>

/* Undoes raw deflate (RFC 1951): a stream must not be moved in memory between two calls, and inflateInit2 is a macro.
   Gives the number of bytes written. What is broken or does not fit ends it early. */
static inline size_t CZlib_inflate(const void *input, size_t length, void *output, size_t capacity) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
    stream.next_in = (Bytef *)input;
    stream.avail_in = length < UINT_MAX ? (uInt)length : UINT_MAX;
    stream.next_out = (Bytef *)output;
    stream.avail_out = capacity < UINT_MAX ? (uInt)capacity : UINT_MAX;
    size_t room = stream.avail_out;
    inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    return room - stream.avail_out;
}

#endif

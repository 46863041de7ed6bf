#ifndef SLUICE_CCHARSETS_H
#define SLUICE_CCHARSETS_H

/* iconv is part of glibc and of macOS; uchardet is Mozilla's detector of encodings. */
#include <iconv.h>
#include <uchardet.h>

/* iconv_open returns (iconv_t)-1 for an encoding it does not know. */
static inline iconv_t CCharsets_open(const char *from) {
    iconv_t handle = iconv_open("UTF-8", from);
    return handle == (iconv_t)-1 ? NULL : handle;
}

#endif

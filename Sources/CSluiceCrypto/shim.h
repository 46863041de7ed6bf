#ifndef SLUICE_CCRYPTO_H
#define SLUICE_CCRYPTO_H

#include <openssl/crypto.h>
#include <openssl/evp.h>

/* To be called before anything else of libcrypto or libssl: without it exit() takes their tables away while a thread
   that moves bytes may still be using them. */
static inline int CCrypto_prepare(void) { return OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, 0); }

#endif

#include "CSluiceCurl.h"

#include <dlfcn.h>

#ifdef __APPLE__
#define CCURL_FILE "/usr/lib/libcurl.4.dylib"
#else
#define CCURL_FILE "libcurl.so.4"
#endif

struct sluice_curl_Functions sluice_curl_functions;

const char *sluice_curl_load(void) {
    void *library = dlopen(CCURL_FILE, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return dlerror();
#define CCURL_FIND(name)                                              \
    *(void **)&sluice_curl_functions.name = dlsym(library, "curl_" #name); \
    if (!sluice_curl_functions.name) return dlerror();
    CCURL_FUNCTIONS(CCURL_FIND)
    return 0;
}

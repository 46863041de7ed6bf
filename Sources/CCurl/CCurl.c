#include "CCurl.h"

#include <dlfcn.h>

#ifdef __APPLE__
#define CCURL_FILE "/usr/lib/libcurl.4.dylib"
#else
#define CCURL_FILE "libcurl.so.4"
#endif

struct CCurl_Functions CCurl_functions;

const char *CCurl_load(void) {
    void *library = dlopen(CCURL_FILE, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return dlerror();
#define CCURL_FIND(name)                                              \
    *(void **)&CCurl_functions.name = dlsym(library, "curl_" #name); \
    if (!CCurl_functions.name) return dlerror();
    CCURL_FUNCTIONS(CCURL_FIND)
    return 0;
}

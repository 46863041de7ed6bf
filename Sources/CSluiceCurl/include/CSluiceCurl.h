#ifndef SLUICE_CCURL_H
#define SLUICE_CCURL_H

/* The type checks of <curl/typecheck-gcc.h> look at literal options only; ours are arguments. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* libcurl is not linked but opened when it is first needed: the thirty libraries that it stands on take longer to load
   than all else of a program, and most of what a program does needs no network. */
#define CCURL_FUNCTIONS(use)                                                                                     \
    use(version) use(global_init) use(easy_init) use(easy_reset) use(easy_cleanup) use(easy_pause)               \
    use(easy_setopt) use(easy_getinfo) use(easy_strerror) use(multi_init) use(multi_cleanup) use(multi_setopt)   \
    use(multi_add_handle) use(multi_remove_handle) use(multi_perform) use(multi_poll) use(multi_wakeup)          \
    use(multi_info_read) use(multi_strerror) use(slist_append) use(slist_free_all)

struct sluice_curl_Functions {
#define CCURL_MEMBER(name) __typeof__(curl_##name) *name;
    CCURL_FUNCTIONS(CCURL_MEMBER)
};

extern struct sluice_curl_Functions sluice_curl_functions;

/* Opens libcurl. Gives null, or why it cannot be had. To be called once, before all else. */
const char *sluice_curl_load(void);

static inline const char *sluice_curl_version(void) { return sluice_curl_functions.version(); }
static inline CURLcode sluice_curl_initialize(void) { return sluice_curl_functions.global_init(CURL_GLOBAL_DEFAULT); }
static inline CURL *sluice_curl_makeEasy(void) { return sluice_curl_functions.easy_init(); }
static inline void sluice_curl_resetEasy(CURL *easy) { sluice_curl_functions.easy_reset(easy); }
static inline void sluice_curl_freeEasy(CURL *easy) { sluice_curl_functions.easy_cleanup(easy); }
static inline void sluice_curl_unpause(CURL *easy) { sluice_curl_functions.easy_pause(easy, CURLPAUSE_CONT); }
static inline const char *sluice_curl_meaning(CURLcode code) { return sluice_curl_functions.easy_strerror(code); }

static inline CURLM *sluice_curl_makeMulti(void) { return sluice_curl_functions.multi_init(); }
static inline void sluice_curl_freeMulti(CURLM *multi) { sluice_curl_functions.multi_cleanup(multi); }
static inline CURLMcode sluice_curl_add(CURLM *multi, CURL *easy) { return sluice_curl_functions.multi_add_handle(multi, easy); }
static inline void sluice_curl_remove(CURLM *multi, CURL *easy) { sluice_curl_functions.multi_remove_handle(multi, easy); }
static inline CURLMcode sluice_curl_perform(CURLM *multi) {
    int running;
    return sluice_curl_functions.multi_perform(multi, &running);
}
static inline void sluice_curl_poll(CURLM *multi, int milliseconds) {
    sluice_curl_functions.multi_poll(multi, 0, 0, milliseconds, 0);
}
static inline void sluice_curl_wake(CURLM *multi) { sluice_curl_functions.multi_wakeup(multi); }
static inline const char *sluice_curl_multiMeaning(CURLMcode code) { return sluice_curl_functions.multi_strerror(code); }

static inline struct curl_slist *sluice_curl_append(struct curl_slist *list, const char *line) {
    return sluice_curl_functions.slist_append(list, line);
}
static inline void sluice_curl_freeList(struct curl_slist *list) { sluice_curl_functions.slist_free_all(list); }

/* Setters and getters are variadic, which Swift cannot call: one wrapper for each class of argument. */
static inline CURLcode sluice_curl_setLong(CURL *easy, CURLoption option, long value) {
    return sluice_curl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode sluice_curl_setOffset(CURL *easy, CURLoption option, curl_off_t value) {
    return sluice_curl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode sluice_curl_setString(CURL *easy, CURLoption option, const char *value) {
    return sluice_curl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode sluice_curl_setPointer(CURL *easy, CURLoption option, void *value) {
    return sluice_curl_functions.easy_setopt(easy, option, value);
}
static inline CURLcode sluice_curl_setList(CURL *easy, CURLoption option, struct curl_slist *value) {
    return sluice_curl_functions.easy_setopt(easy, option, value);
}

typedef size_t (*sluice_curl_DataCallback)(char *bytes, size_t size, size_t count, void *context);
typedef int (*sluice_curl_SeekCallback)(void *context, curl_off_t offset, int origin);
static inline CURLcode sluice_curl_setDataCallback(CURL *easy, CURLoption option, sluice_curl_DataCallback callback) {
    return sluice_curl_functions.easy_setopt(easy, option, callback);
}
static inline CURLcode sluice_curl_setSeekCallback(CURL *easy, sluice_curl_SeekCallback callback) {
    return sluice_curl_functions.easy_setopt(easy, CURLOPT_SEEKFUNCTION, callback);
}

/* Called before each time that the request is sent. */
static inline CURLcode sluice_curl_setSendCallback(CURL *easy, curl_prereq_callback callback) {
    return sluice_curl_functions.easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}
/* libcurl keeps a copy. */
static inline CURLcode sluice_curl_setPostedBytes(CURL *easy, const void *bytes, curl_off_t count) {
    CURLcode code = sluice_curl_functions.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code ? code : sluice_curl_functions.easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode sluice_curl_getLong(CURL *easy, CURLINFO info, long *value) {
    return sluice_curl_functions.easy_getinfo(easy, info, value);
}
static inline CURLcode sluice_curl_getOffset(CURL *easy, CURLINFO info, curl_off_t *value) {
    return sluice_curl_functions.easy_getinfo(easy, info, value);
}
static inline CURLcode sluice_curl_getPointer(CURL *easy, CURLINFO info, char **value) {
    return sluice_curl_functions.easy_getinfo(easy, info, value);
}

static inline CURLMcode sluice_curl_setMultiLong(CURLM *multi, CURLMoption option, long value) {
    return sluice_curl_functions.multi_setopt(multi, option, value);
}

/* The result of a message is in a union. Gives the next transfer that ended, or null. */
static inline CURL *sluice_curl_nextDone(CURLM *multi, CURLcode *result) {
    int left;
    CURLMsg *message;
    while ((message = sluice_curl_functions.multi_info_read(multi, &left)))
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    return 0;
}

/* Names the calling thread, for debuggers and top. prctl is variadic, and Linux's alone. */
static inline void sluice_curl_nameThread(const char *name) {
#ifdef __linux__
    prctl(PR_SET_NAME, name, 0, 0, 0);
#else
    (void)name;
#endif
}

#endif
